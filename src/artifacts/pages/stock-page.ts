import type { PhrasingContent, RootContent } from 'mdast';
import type { Query } from '../../model/catalogue.ts';
import { dropReasons, type DropReason } from '../../model/stock.ts';
import { stockPacks } from '../../osquery/stock-packs.ts';
import { stockEntries, type StockEntry, type Successor } from '../stock.ts';
import { verdictOf, type SiteContent } from './content.ts';
import { docs, download, linkTo, places } from './links.ts';
import { code, codes, fence, heading, list, link, paragraph, printPage, say, strong, steps, table, type Inline } from './mdast.ts';
import { inline } from './prose.ts';
import { count, grouped } from './wording.ts';

const page = places.stock;

const reasonTexts: Readonly<Record<DropReason, readonly [title: string, meaning: string]>> = {
  'table-gone': ['Table gone', 'osquery of today has no such table, or not on the platform.'],
  'never-matches': ['Never matches', 'Its conditions cannot hold, so it gives no row whatever the host.'],
  'dead-indicator': ['Dead indicator', 'It asks for a name or path that one piece of malware had years ago.'],
  'false-positives': ['False positives', 'It gives rows on healthy hosts.'],
  superseded: ['Superseded', 'What it looked at has moved, is mended, or is asked better in another way.'],
  'no-question': ['No question', 'It lists raw data, or what differs at each run, and no question of a fleet is behind it.'],
};

/** What becomes of each query of the packs that osquery brings, and how a consumer changes over. `position` is its place in the side bar. */
export function stockPage(content: SiteContent, position: number): string {
  const entries = stockEntries(content.stock, columnsIn(content));
  const kept = entries.filter(({ successors }) => successors.length > 0);
  const description = 'Every query of osquery’s own packs, with the query that takes its place or the reason why none does.';
  return printPage({ title: 'Coming from the stock packs', description, sidebar_label: 'Coming from the stock packs', sidebar_position: position, custom_edit_url: 'packs/stock-packs.yml' }, [
    heading(1, 'Coming from the stock packs'),
    paragraph(`osquery brings ${count(stockPacks.length, 'pack')} of its own. Of their ${count(entries.length, 'query', 'queries')}, ${grouped(kept.length)} have a successor here; the others are dropped, each with its reason.`),
    heading(2, 'How to change over', 'change-over'),
    ...changeOver(),
    heading(2, 'The stock packs', 'stock-packs'),
    table(['Stock pack', 'Queries', 'With a successor', 'Dropped'], stockPacks.flatMap((pack) => packRow(pack, entries)), [null, 'right', 'right', 'right']),
    heading(2, 'Why a query is dropped', 'reasons'),
    paragraph('What is named as instead does not answer the same question: it looks for the behaviour behind it, or at the fact that matters.'),
    table(['Reason', 'What it means', 'Queries'], dropReasons.map((reason) => [...reasonTexts[reason], grouped(entries.filter(({ fate }) => 'dropped' in fate && fate.dropped === reason).length)]), [null, null, 'right']),
    ...stockPacks.flatMap((pack) => packSection(content, pack, entries.filter(({ stock }) => stock.pack === pack))),
    heading(2, 'Next', 'next'),
    list([
      [paragraph(say`Choose what to run: ${linkTo(page, places.packs, 'All packs')}.`)],
      [paragraph(say`How a log name is made: ${link(docs.logNames, 'Log names')}.`)],
      [paragraph(say`Bring it to many hosts: ${link(docs.upgrading, 'Upgrading a fleet')}.`)],
    ]),
  ]);
}

function changeOver(): RootContent[] {
  return [
    steps([
      [paragraph(say`Run the new pack beside the old one. Log names do not collide: ${code('pack_<stock pack>_<query>')} stays as it is, ${code('pack_<pack>_<query>')} begins.`)],
      [paragraph(say`Expect an initial run of each differential query: all of its rows as ${code('added')}, counter 0. ${link(docs.epochs, 'Epochs and counters')} tells more.`)],
      [paragraph('In whatever reads the log, change the log name first, then the columns: those that are gone break a rule without an error. What is new takes nothing away.')],
      [paragraph(say`Take the old pack out of the configuration once nothing reads it. Its rows get no ${code('removed')} line: close in the consumer what it holds open under the old names.`)],
    ]),
    paragraph(say`${download('catalog.json')} has the same table for programs, under ${code('stock')}. This prints the old and the new log names:`),
    fence('bash', "jq -r '.stock[] | select(.successors) | .log_name as $old | .successors[] | [$old, .log_name] | @tsv' catalog.json"),
  ];
}

function packRow(pack: string, entries: readonly StockEntry[]): Inline[][] {
  const own = entries.filter(({ stock }) => stock.pack === pack);
  const kept = own.filter(({ successors }) => successors.length > 0).length;
  return own.length > 0 ? [[link(`#from-${pack}`, code(pack)), grouped(own.length), grouped(kept), grouped(own.length - kept)]] : [];
}

/** A table of the queries with a successor, then one of those without. */
function packSection(content: SiteContent, pack: string, entries: readonly StockEntry[]): RootContent[] {
  if (entries.length === 0) return [];
  const kept = entries.filter(({ successors }) => successors.length > 0);
  const dropped = entries.filter(({ successors }) => successors.length === 0);
  return [
    heading(2, code(pack), `from-${pack}`),
    ...(kept.length > 0 ? [heading(3, 'With a successor', `kept-${pack}`), table(['Stock query', 'Successor', 'Columns'], kept.map((entry) => keptRow(content, entry)))] : []),
    ...(dropped.length > 0 ? [heading(3, 'Dropped', `dropped-${pack}`), table(['Stock query', 'Why'], dropped.map((entry) => droppedRow(content, entry)))] : []),
  ];
}

function keptRow(content: SiteContent, { stock, logName, fate, successors, kept, gone, added }: StockEntry): Inline[] {
  const note = 'note' in fate && fate.note !== undefined ? [...say`. `, ...inline(fate.note)] : say`.`;
  const parts = ([['Kept', kept], ['Gone', gone], ['New', added]] as const).filter(([, names]) => names.length > 0);
  return [
    say`${code(stock.name)}, logged as ${code(logName)}`,
    [...named(content, successors), ...note, ...say` Logged as ${codes(successors.map((successor) => successor.logName))}.`],
    parts.flatMap(([word, names], index) => say`${index > 0 ? ' ' : ''}${strong(`${word}:`)} ${codes(names)}.`),
  ];
}

function droppedRow(content: SiteContent, { stock, fate, instead }: StockEntry): Inline[] {
  if (!('dropped' in fate)) return [];
  const others = instead.length > 0 ? say` Instead: ${named(content, instead)}.` : [];
  return [code(stock.name), [...say`${strong(`${reasonTexts[fate.dropped][0]}.`)} `, ...inline(fate.because), ...others]];
}

/** Queries as links, each under its pack's and its own name. A query whose page is not there would be a broken link, so it stays code. */
function named({ catalogue }: SiteContent, successors: readonly Successor[]): PhrasingContent[] {
  return successors.flatMap(({ pack, query }, index) => {
    const label = code(`${pack}/${query}`);
    const there = catalogue.packs.some(({ spec, queries }) => spec.name === pack && queries.some((own) => own.spec.name === query));
    return say`${index > 0 ? ', ' : ''}${there ? linkTo(page, places.pack(pack), label, query) : label}`;
  });
}

function columnsIn(content: SiteContent): (reference: string) => readonly string[] {
  const queries = new Map<string, Query>(content.catalogue.packs.flatMap(({ spec, queries: own }) => own.map((query) => [`${spec.name}/${query.spec.name}`, query] as const)));
  return (reference) => {
    const query = queries.get(reference);
    return query ? verdictOf(content, query).columns.map(({ name }) => name) : [];
  };
}
