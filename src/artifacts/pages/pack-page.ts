import type { RootContent } from 'mdast';
import type { Pack } from '../../model/catalogue.ts';
import { platformsOf } from '../../model/query.ts';
import { siteFiles } from '../site-address.ts';
import { replacedBy } from '../stock.ts';
import { outcomesOf, versionRange, type SiteContent } from './content.ts';
import { deprecationNotice } from './deprecation.ts';
import { docs, linkTo, places, slugOf } from './links.ts';
import { code, codes, heading, link, list, oneLine, paragraph, printPage, say, table, type Inline } from './mdast.ts';
import { inline, plainText, prose } from './prose.ts';
import { querySection } from './query-section.ts';
import { releaseSections } from './release-section.ts';
import { factStrip } from './tables.ts';
import { checkedRange, lastRelease, packClass, packCostWords } from './trust.ts';
import { useIt } from './use-it.ts';
import { capital, count, grouped, intervalWords, platformList, purposeTexts } from './wording.ts';

/** The page of a pack; `position` is its place in the list of packs, from 1. */
export function packPage(content: SiteContent, pack: Pack, position: number): string {
  const { spec } = pack;
  const page = places.pack(spec.name);
  const title = oneLine(spec.title);
  // The site compares the releases of the pack that `releases` names.
  const releases = content.histories.has(spec.name) && { releases: spec.name };
  return printPage({ title, description: plainText(spec.description), sidebar_label: title, sidebar_position: position, custom_edit_url: pack.file, ...releases, ...slugOf(page) }, [
    heading(1, title),
    paragraph(inline(spec.description)),
    ...deprecationNotice('pack', spec.deprecated, page),
    facts(content, pack),
    heading(2, 'Promise', 'the-promise'),
    ...prose(spec.promise),
    heading(2, 'Not for', 'not-for'),
    ...prose(spec.not_for),
    ...(spec.status === 'removed' ? [] : [...useIt(content, pack), heading(2, 'Queries', 'all-queries'), overview(pack)]),
    ...pack.queries.flatMap((query) => querySection(content, query, page)),
    ...replaced(content, pack, page),
    heading(2, 'Versions and epochs', 'versions-and-epochs'),
    ...versions(content, pack),
    heading(2, 'Upkeep', 'pack-upkeep'),
    upkeep(pack),
    heading(2, 'Next', 'what-next'),
    list([
      [paragraph(say`What these rows cannot tell: ${link(docs.limits, 'What packs are not')}.`)],
      [paragraph(say`The same kind of question, asked by hand: ${linkTo(page, places.examples, 'Examples')}.`)],
      [paragraph(say`Another question: ${linkTo(page, places.packs, 'All packs')}.`)],
    ]),
  ]);
}

/** The version of a pack in words: `version 1.2.0`. A pack without a release has none. */
function versionOf({ versions }: Pick<SiteContent, 'versions'>, { spec }: Pack): string {
  const version = versions.get(spec.name);
  return version === undefined || version === '0.0.0' ? 'not released yet' : `version ${version}`;
}

/** The platforms of a pack’s queries, in words. */
export function packPlatformList({ queries }: Pack): string {
  return platformList(queries.flatMap(({ spec }) => platformsOf(spec)));
}

/** The oldest osquery of a pack, in words. */
export function minimumOf(content: Pick<SiteContent, 'verdicts'>, pack: Pack): string {
  const range = versionRange(content, pack);
  if (!range) return 'any';
  return range.any === range.all ? range.all : `${range.any}; ${range.all} for all queries`;
}

/** How many test cases a pack’s queries have. */
export function testsOf(content: Pick<SiteContent, 'outcomes'>, { queries }: Pack): number {
  return queries.reduce((sum, query) => sum + outcomesOf(content, query).length, 0);
}

function facts(content: SiteContent, pack: Pack): RootContent {
  const { spec, queries } = pack;
  const { budget } = spec;
  return factStrip([
    ['Purpose', purposeTexts[spec.purpose].title],
    ['Platforms', packPlatformList(pack)],
    ['Minimum osquery', minimumOf(content, pack)],
    ['Checked with osquery', checkedRange(content, pack)],
    ['Version', capital(versionOf(content, pack).replace(/^version /, ''))],
    ['Last release', lastRelease(content, pack)?.date ?? 'None yet'],
    ['Queries', grouped(queries.length)],
    ['Tests', grouped(testsOf(content, pack))],
    ['Cost of a run', capital(packClass(content, pack))],
    ['CPU a host a day', packCostWords(content, pack)],
    ['Budget a host a day', budget && `${budget.cpu_seconds_per_day} s of CPU, ${count(budget.rows_per_day, 'row')}`],
    ['Status', capital(spec.status)],
    ['Kept by', say`${link('#pack-upkeep', spec.maintainers.join(', '))}`],
  ]);
}

function versions(content: SiteContent, pack: Pack): RootContent[] {
  const history = content.histories.get(pack.spec.name);
  return [
    paragraph(say`${capital(versionOf(content, pack))}. ${link(docs.versions, 'Versioning')} tells what a new version means for a consumer, ${link(docs.epochs, 'Epochs and counters')} how the log shows it, ${link(docs.upgrading, 'Upgrading a fleet')} how to bring it to many hosts.`),
    ...(history ? [feeds(pack), ...releaseSections(history)] : []),
  ];
}

function feeds({ spec }: Pack): RootContent {
  const feed = (path: string, label: Inline) => link(`pathname:///${path}`, label);
  return paragraph(say`New releases as an Atom feed: ${feed(siteFiles.feed(spec.name), 'this pack')}, ${feed(siteFiles.feedOfAll, 'all packs')}.`);
}

function upkeep(pack: Pack): RootContent {
  const { maintainers } = pack.spec;
  const [roles, them] = maintainers.length === 1 ? ['role', 'it'] : ['roles', 'them'];
  return paragraph(
    say`Kept by the ${roles} ${maintainers.join(', ')}; ${code('MAINTAINERS.yml')} says who holds ${them}. `,
    say`A row that should not be there, or a query that is wrong: ${link(docs.contributing, 'Contributing')} tells how to report or mend it.`,
  );
}

function overview(pack: Pack): RootContent {
  // Where every query runs on the same platforms, the strip of facts has said so.
  const several = new Set(pack.queries.map(({ spec }) => spec.platform)).size > 1;
  const rows = pack.queries.map((query): Inline[] => [
    link(`#${query.spec.name}`, code(query.spec.name)),
    inline(query.spec.description),
    ...(several ? [platformList(platformsOf(query.spec))] : []),
    intervalWords(query.spec.interval),
  ]);
  return table(['Query', 'What it tells', ...(several ? ['Platforms'] : []), 'Interval'], rows);
}

function replaced(content: SiteContent, pack: Pack, page: string): RootContent[] {
  const rows = pack.queries.flatMap((query): Inline[][] => {
    const stock = replacedBy(content.stock, `${pack.spec.name}/${query.spec.name}`);
    return stock.length > 0 ? [[link(`#${query.spec.name}`, code(query.spec.name)), codes(stock)]] : [];
  });
  if (rows.length === 0) return [];
  return [
    heading(2, 'Coming from the stock packs', 'stock-packs'),
    paragraph(say`These queries answer what queries of osquery’s own packs asked. ${linkTo(page, places.stock, 'Coming from the stock packs')} tells which columns stay and how to change over.`),
    table(['Query', 'Takes the place of'], rows),
  ];
}
