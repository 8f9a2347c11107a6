import type { RootContent } from 'mdast';
import type { Query } from '../../model/catalogue.ts';
import { platforms } from '../../model/platform.ts';
import { measuredScan } from '../../osquery/costs.ts';
import { schema } from '../../osquery/schema.ts';
import { goneIn, platformsNow } from '../../osquery/table-history.ts';
import { rowText, subjectOf } from '../../osquery/table-texts.ts';
import { loggedValue } from '../../osquery/logged-value.ts';
import type { StartingResult, TableReference } from '../reference/table-reference.ts';
import type { SiteContent } from './content.ts';
import { lessonOf } from './example-page.ts';
import { docs, galleryPage, linkTo, places, queryLink } from './links.ts';
import { code, codes, fence, heading, link, list, oneLine, paragraph, printPage, say, text, type Inline } from './mdast.ts';
import { plainText } from './prose.ts';
import { askedThemes } from './questions.ts';
import { tableBehaviour } from './table-behaviour.ts';
import { tableColumns } from './table-columns.ts';
import { tableVersions } from './table-versions.ts';
import { aliasesOf, kindWords, lastVersion, milliseconds, requiredWords, sinceOf } from './table-words.ts';
import { factStrip, resultTable } from './tables.ts';
import { count, platformList } from './wording.ts';

/** Rows of a starting query that are shown. */
const shownRows = 8;

/** Characters of a cell that are shown: some tables hold whole documents. */
const longestCell = 160;

/** The page of a table in the reference; `position` is its place among all of them, from 1. */
export function tablePage(content: SiteContent, reference: TableReference, position: number): string {
  const { name } = reference;
  const page = places.table(name);
  const subject = subjectOf(name);
  const about = rowText(name);
  return printPage({
    title: `${name} table`, description: about ?? `Columns, platforms and versions of osquery’s table ${name}.`, sidebar_label: name, sidebar_position: position, custom_edit_url: 'src/osquery/table-texts.json', ...(subject && { subject: subject.title }),
  }, [
    heading(1, code(name)),
    ...(about ? [paragraph(about)] : []),
    ...endNotice(name, page),
    facts(reference),
    ...starting(reference),
    ...tableBehaviour(name),
    ...tableColumns(name),
    ...usedBy(content, reference, page),
    ...tableVersions(name),
    heading(2, 'Next', 'next'),
    list([
      ...neighbours(content, name, page),
      [paragraph(say`All tables: ${linkTo(page, places.tables, 'Table reference')}.`)],
      [paragraph(say`What people ask, with the SQL that answers it: ${linkTo(page, places.questions, 'By question')}.`)],
    ]),
  ]);
}

/** What became of a table that the newest osquery does not have. */
function endNotice(name: string, page: string): RootContent[] {
  const gone = goneIn(name);
  if (gone === undefined) return [];
  const now = Object.keys(schema.tables).find((table) => aliasesOf(table).includes(name));
  const successor = now ? say` Today the name is another one for ${linkTo(page, places.table(now), code(now))}.` : [];
  return [paragraph(say`osquery ${gone} and later do not have this table: a query that reads it fails.${successor}`)];
}

function facts({ name, queries }: TableReference): RootContent {
  const { on } = schema.tables[name]!;
  const aliases = aliasesOf(name);
  const cost = measuredScan(name);
  const last = lastVersion(name);
  const production = queries.filter(({ setting }) => setting === 'production').length;
  return factStrip([
    [last === undefined ? 'Platforms' : 'Platforms it had', platformList(platforms.filter((platform) => (last === undefined ? platformsNow(on).includes(platform) : on[platform])))],
    ['Since osquery', sinceOf(on)],
    ['Until osquery', last],
    ['Rows', kindWords(name) ?? 'State of the host'],
    ['Required column', requiredWords(name)],
    ['Other names', aliases.length > 0 ? codes(aliases) : undefined],
    ['Time to read all', cost && `${count(cost.rows, 'row')} in ${milliseconds(cost.ms)}`],
    ['Read by', last !== undefined ? undefined : queries.length === 0 ? 'No query here' : `${count(production, 'query', 'queries')} in packs, ${count(queries.length - production, 'example')}`],
  ]);
}

function starting({ starting: queries }: TableReference): RootContent[] {
  if (queries.length === 0) return [];
  return [
    heading(2, 'Start here', 'start-here'),
    ...queries.flatMap((query): RootContent[] => [
      ...(queries.length > 1 ? [heading(3, platformList(query.platforms), `start-on-${query.platforms.join('-')}`)] : []),
      fence('sql', query.sql),
      ...rowsOf(query),
    ]),
  ];
}

/** The rows follow the SQL at once: by that the site knows them. */
function rowsOf({ result, host }: StartingResult): RootContent[] {
  if (!result || host === undefined) return [paragraph('No sample host has rows of this table, so none are shown. That the query compiles is checked.')];
  const rows = result.rows.slice(0, shownRows).map((row) => row.map((value) => shortened(oneLine(loggedValue(value)))));
  const all = result.rows.length;
  const counted = all > rows.length ? `The first ${rows.length} of ${count(all, 'row')}` : count(all, 'row');
  return [...resultTable(result.columns, rows), paragraph(say`${counted} on the sample host ${link(docs.sampleHosts, code(host))}.`)];
}

function shortened(cell: string): string {
  return cell.length > longestCell ? `${cell.slice(0, longestCell)}…` : cell;
}

function usedBy(content: SiteContent, { name, queries }: TableReference, page: string): RootContent[] {
  if (goneIn(name) !== undefined) return [];
  if (queries.length === 0) return [heading(2, 'Used by', 'used-by'), paragraph(say`No query of the packs or the examples reads it. ${link(docs.contributing, 'Contributing')} tells how to add one.`)];
  const packs = content.catalogue.packs.flatMap((pack) => {
    const own = queries.filter((query) => pack.queries.includes(query));
    return own.length > 0 ? [[paragraph(say`Pack ${linkTo(page, places.pack(pack.spec.name), oneLine(pack.spec.title))}: ${commas(own.map((query) => queryLink(page, query)))}.`)]] : [];
  });
  const examples = queries.filter(({ setting }) => setting === 'teaching').map((query) => [paragraph(say`Example ${linkTo(page, places.example(query), plainText(lessonOf(query).question))}`)]);
  const gallery = [paragraph(say`To compare or copy them: ${link(`${galleryPage}?table=${name}`, 'Query gallery')}`)];
  return [heading(2, 'Used by', 'used-by'), list([...packs, ...examples, gallery]), ...questions(content, queries, page)];
}

/** The questions that these queries answer, in the order of the page of all of them. */
function questions(content: SiteContent, queries: readonly Query[], page: string): RootContent[] {
  const reading = new Set(queries);
  const asked = askedThemes(content).flatMap((theme) => theme.questions).filter((question) => [...question.queries, ...question.examples].some((query) => reading.has(query)));
  if (asked.length === 0) return [];
  return [heading(3, 'Questions that these queries answer', 'questions'), list(asked.map(({ text: question, anchor }) => [paragraph(linkTo(page, places.questions, question, anchor))]))];
}

function commas(nodes: readonly Inline[]): Inline {
  return nodes.flatMap((node, index) => say`${index > 0 ? [text(', ')] : []}${node}`);
}

/** The other tables of the subject that have a page. */
function neighbours({ tables }: SiteContent, name: string, page: string) {
  const subject = subjectOf(name);
  const others = [...tables.keys()].filter((other) => other !== name && subjectOf(other) === subject);
  if (!subject || others.length === 0) return [];
  return [[paragraph(say`${subject.title}: ${commas(others.map((other) => linkTo(page, places.table(other), code(other))))}.`)]];
}
