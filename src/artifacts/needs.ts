import type { PackSpec } from '../model/pack.ts';
import { flagsFor, type EventedNeeds } from '../osquery/flags.ts';
import { tablesAt } from '../osquery/schema.ts';
import type { Verdict } from '../rules/verdict.ts';

/** What the daemon needs before a query has rows. */
export interface QueryNeeds {
  /** Daemon flags by name. */
  readonly flags: Readonly<Record<string, string>>;
  /** Sections of osquery’s configuration. */
  readonly sections: readonly string[];
}

/** Daemon flags that the evented tables of a query need on its platforms, where osquery’s default is another value. */
export function neededFlags(verdict: Verdict): Record<string, string> {
  const flags = tableNeeds(verdict).flatMap((needs) => needs.flags);
  return Object.fromEntries(flags.filter(({ value, default: usual }) => value !== usual).map(({ name, value }) => [name, value]));
}

/**
 * What each query of a pack needs by itself, in the order of the verdicts: so that one can leave its pack. Flags and sections
 * of the pack that no table of its queries asks for are needed by all of them: the pack’s author has a reason for them.
 */
export function needsByQuery({ flags = {}, config = {} }: Pick<PackSpec, 'flags' | 'config'>, verdicts: readonly Verdict[]): QueryNeeds[] {
  const named = verdicts.map((verdict) => new Set(tableNeeds(verdict).flatMap((needs) => needs.flags.map(({ name }) => name))));
  const sections = verdicts.map((verdict) => [...new Set(tableNeeds(verdict).flatMap((needs) => needs.config))]);
  const ofAllSections = Object.keys(config).filter((section) => !sections.some((own) => own.includes(section)));
  return verdicts.map((verdict, index) => {
    const written = Object.entries(flags).filter(([name]) => named[index]!.has(name) || !named.some((names) => names.has(name)));
    return { flags: { ...Object.fromEntries(written), ...neededFlags(verdict) }, sections: [...ofAllSections, ...sections[index]!] };
  });
}

function tableNeeds({ platforms }: Verdict): EventedNeeds[] {
  return platforms.flatMap(({ platform, latest }) =>
    latest.reads.flatMap(({ table }) => (tablesAt(platform, latest.target.version).get(table)?.evented ? (flagsFor(table, platform) ?? []) : [])));
}
