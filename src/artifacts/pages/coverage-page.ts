import type { RootContent } from 'mdast';
import { tactics, techniqueAddress, techniqueTitle, type Technique } from '../../model/attack.ts';
import type { Query } from '../../model/catalogue.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import type { SiteContent } from './content.ts';
import { coverageOn, queriesFor, tableCount, uncovered, unusedTables, type CoveredTactic } from './coverage.ts';
import { docs, linkTo, places, queryLink } from './links.ts';
import { code, codes, heading, link, list, paragraph, printPage, say, table, type Inline } from './mdast.ts';
import { count, grouped, platformName } from './wording.ts';

const page = places.coverage;

/** Which ATT&CK techniques the packs look for on each platform, and which of osquery’s tables no pack reads. `position` is its place in the side bar. */
export function coveragePage(content: SiteContent, position: number): string {
  const detections = queriesFor(content.catalogue, ['detection']);
  const others = queriesFor(content.catalogue, ['telemetry', 'response', 'posture', 'inventory']).filter(({ spec }) => spec.attack?.length);
  const on = new Map(platforms.map((platform) => [platform, coverageOn(platform, detections)] as const));
  const description = 'ATT&CK techniques that the packs detect, by platform and tactic, and the tables of osquery that no pack reads.';
  return printPage({ title: 'Coverage', description, sidebar_label: 'Coverage', sidebar_position: position, custom_edit_url: null }, [
    heading(1, 'Coverage'),
    paragraph(say`Computed from ${count(detections.length, 'detection')} and from the tables of osquery ${content.osqueryVersion}. That a technique stands here means that a query sees one way of using it, not each; the query’s page tells which. ${link(docs.limits, 'What packs are not')} tells the rest.`),
    heading(2, 'Techniques by tactic', 'tactics'),
    paragraph('How many techniques and parts of techniques a detection names. A technique of several tactics counts for each.'),
    table(['Tactic', ...platforms.map(platformName)], tactics.map((tactic) => [tactic, ...platforms.map((platform) => tacticCell(on.get(platform)!, platform, tactic))]), [null, ...platforms.map(() => 'right' as const)]),
    ...platforms.flatMap((platform) => matrix(platform, on.get(platform)!)),
    ...recorded(others),
    ...gaps(detections),
    ...unread(content),
    heading(2, 'Next', 'next'),
    list([
      [paragraph(say`A gap that you can close: ${linkTo(page, places.contributions, 'Good first contributions')}.`)],
      [paragraph(say`The packs themselves: ${linkTo(page, places.packs, 'All packs')}.`)],
    ]),
  ]);
}

function tacticCell(covered: readonly CoveredTactic[], platform: Platform, tactic: string): Inline {
  const found = covered.find((entry) => entry.tactic === tactic);
  return found ? link(`#${anchorOf(platform, tactic)}`, grouped(found.techniques.length)) : '0';
}

function matrix(platform: Platform, covered: readonly CoveredTactic[]): RootContent[] {
  const name = platformName(platform);
  return [
    heading(2, `Detections on ${name}`, `on-${platform}`),
    ...(covered.length === 0 ? [paragraph(`No query detects a technique on ${name}.`)] : []),
    ...covered.flatMap(({ tactic, techniques }) => [
      heading(3, tactic, anchorOf(platform, tactic)),
      table(['Technique', 'Queries'], techniques.map(({ technique, queries }) => [techniqueCell(technique), queriesCell(queries)])),
    ]),
  ];
}

/** Queries without a verdict, which record what a technique leaves. */
function recorded(queries: readonly Query[]): RootContent[] {
  if (queries.length === 0) return [];
  const rows = platforms.flatMap((platform) => {
    const seen = new Map<Technique['id'], Inline[]>();
    for (const { techniques } of coverageOn(platform, queries)) for (const { technique, queries: own } of techniques) seen.set(technique.id, [platformName(platform), techniqueCell(technique), queriesCell(own)]);
    return [...seen.values()];
  });
  return [
    heading(2, 'Recorded without a verdict', 'recorded'),
    paragraph('Queries that log what a technique leaves behind together with what is normal. Whoever reads them decides.'),
    table(['Platform', 'Technique', 'Queries'], rows),
  ];
}

function gaps(detections: readonly Query[]): RootContent[] {
  const rows = uncovered(detections).map(({ tactic, techniques }): Inline[] => [tactic, techniques.map(({ id, name }) => `${id} ${name}`).join('; ')]);
  return [
    heading(2, 'Techniques that no query detects', 'gaps'),
    paragraph('Of the techniques that public detection content names. Many leave nothing on a host that osquery has a table for.'),
    table(['Tactic', 'Techniques'], rows),
  ];
}

function unread(content: SiteContent): RootContent[] {
  return [
    heading(2, 'Tables that no pack reads', 'unused-tables'),
    paragraph('Such a table is not a gap by itself: many answer questions that nobody asks of a whole fleet.'),
    ...platforms.flatMap((platform) => {
      const groups = unusedTables(content, platform);
      const all = groups.reduce((sum, { tables }) => sum + tables.length, 0);
      return [
        heading(3, platformName(platform), `unused-on-${platform}`),
        paragraph(`${grouped(all)} of ${count(tableCount(content, platform), 'table')}.`),
        ...(groups.length > 0 ? [table(['Kind', 'Tables'], groups.map(({ title, tables }) => [say`${title.endsWith('…') ? code(title) : title}: ${grouped(tables.length)}`, codes(tables)]))] : []),
      ];
    }),
  ];
}

function techniqueCell(technique: Technique): Inline {
  return link(techniqueAddress(technique.id), `${technique.id} ${techniqueTitle(technique)}`);
}

function queriesCell(queries: readonly Query[]): Inline {
  return queries.flatMap((query, index) => say`${index > 0 ? ', ' : ''}${queryLink(page, query)}`);
}

function anchorOf(platform: Platform, tactic: string): string {
  return `${platform}-${tactic.toLowerCase().replaceAll(' ', '-')}`;
}
