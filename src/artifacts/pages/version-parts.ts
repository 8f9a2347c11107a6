import type { RootContent } from 'mdast';
import { changeKinds, changeText } from '../../releases/change.ts';
import { adviceOf, consumerDemand, consumerText, counterText, endpointText, rangeText, type Advice } from '../../releases/effect-text.ts';
import { effectsOf, epochPrice, type EffectCase, type QueryEffect } from '../../releases/effects.ts';
import { partOf, type Part } from '../../releases/version-part.ts';
import { onEveryVersion, samplesOf, type ChangeSample } from './change-samples.ts';
import { table, text, type Inline } from './mdast.ts';
import { capital } from './wording.ts';

const heads = ['Change', 'What a fleet will see', 'What to do'];

/**
 * The changes that ask for a part of the version, each with what a fleet sees of it: the kinds and parts as the release
 * command has them, the effects simulated on a pack made up for each. Changes with one effect share a row.
 */
export function versionTable(part: Part): RootContent {
  const rows = new Map<string, string[]>();
  for (const { changed, seen, action } of changeKinds.filter((kind) => partOf[kind] === part).flatMap(samplesOf).flatMap(sampleRows)) {
    const key = JSON.stringify([seen, action]);
    rows.set(key, [...(rows.get(key) ?? []), changed]);
  }
  return table(heads, [...rows].map(([key, changes]) => [changes.join(' '), ...(JSON.parse(key) as string[])].map((cell): Inline => text(cell))));
}

/** The changes that older versions of osquery log in another way, and what those log. */
export function olderVersionsTable(): RootContent {
  const rows = changeKinds.flatMap(samplesOf).map(onEveryVersion).flatMap((sample) =>
    casesOf(sample)
      .filter(({ one }) => one.osquery.before !== null)
      .map(({ effect, one, advice }) => [sampleText(sample), rangeText(one.osquery), seenText(effect, one), advice.text].map((cell): Inline => text(cell))));
  return table(['Change', 'Versions', ...heads.slice(1)], rows);
}

interface Case {
  readonly effect: QueryEffect;
  readonly one: EffectCase;
  readonly advice: Advice;
}

function casesOf({ before, after }: ChangeSample): Case[] {
  return effectsOf(before, after).flatMap((effect) => effect.cases.map((one) => ({ effect, one, advice: adviceOf(effect, one, { price: epochPrice(after) }) })));
}

/** What a sample shows, on each group of hosts; a group that notices nothing only where there is no other. */
function sampleRows(sample: ChangeSample): { readonly changed: string; readonly seen: string; readonly action: string }[] {
  const changed = sampleText(sample);
  const cases = casesOf(sample);
  if (cases.length === 0) return [{ changed, seen: 'Nothing in the log.', action: consumerDemand(sample.change) ?? 'Nothing to do.' }];
  const notable = cases.filter(({ advice }) => advice.kind !== 'nothing');
  const told = notable.length > 0 ? notable : cases.slice(0, 1);
  return told.map(({ effect, one, advice }) => ({
    changed: told.length === 1 ? changed : `${changed.replace(/\.$/, '')}; on ${one.hosts}.`,
    seen: seenText(effect, one),
    action: advice.text,
  }));
}

function seenText(effect: QueryEffect, one: EffectCase): string {
  const consumer = consumerText(effect, one);
  return [endpointText(one), `${capital(counterText(one))}.`, ...(consumer === 'Nothing.' ? [] : [consumer])].join(' ');
}

/** The change in words. That a rename is a guess says nothing here: it is one. */
function sampleText({ change }: ChangeSample): string {
  const { guess: _, ...known } = change;
  return changeText(known);
}
