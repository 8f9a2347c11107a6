import type { RootContent } from 'mdast';
import { platforms } from '../../model/platform.ts';
import { schema } from '../../osquery/schema.ts';
import { goneIn, platformsNow } from '../../osquery/table-history.ts';
import { goneSubject, rowText, subjectOf, tableSubjects } from '../../osquery/table-texts.ts';
import type { SiteContent } from './content.ts';
import { docs, linkTo, places } from './links.ts';
import { code, codes, heading, link, list, paragraph, printPage, say, table, text, type Inline } from './mdast.ts';
import { aliasesOf, kindWords, lastVersion, requiredWords, sinceOf } from './table-words.ts';
import { count, grouped, platformList } from './wording.ts';

/** Where tables stand that no subject names. */
const unsorted = { name: 'further-tables', title: 'Further tables' };

/** The list of osquery’s tables, by what they tell of. The site puts a filter below its first heading. */
export function tablesIndex(content: SiteContent): string {
  const current = [...content.tables.keys()].filter((name) => goneIn(name) === undefined);
  const ofSubject = (subject: string) => [...content.tables.keys()].filter((name) => (subjectOf(name) ?? unsorted).name === subject);
  const subjects = [...tableSubjects, unsorted].map(({ name, title }) => ({ name, title, names: ofSubject(name) })).filter(({ names }) => names.length > 0);
  const byPlatform = platforms.map((platform) => `${grouped(current.filter((name) => platformsNow(schema.tables[name]!.on).includes(platform)).length)} on ${platformList([platform])}`).join(', ');
  const description = 'Every table of osquery: its columns, platforms and versions, a query to start with, and what reads it here.';
  return printPage({ title: 'Table reference', description, sidebar_label: 'Table reference', sidebar_position: 0, custom_edit_url: 'src/osquery/table-texts.json', filter: 'tables' }, [
    heading(1, 'Table reference'),
    paragraph(say`osquery ${content.osqueryVersion} has ${count(current.length, 'table')}: ${byPlatform}. Each has a page with its columns, a query to start with and its rows on a ${link(docs.sampleHosts, 'sample host')}, what osquery does when it is read, and the queries here that read it.`),
    heading(2, 'Find a table', 'find-a-table'),
    paragraph('By what it tells of:', ' ', ...subjects.flatMap(({ title, name }, index): Inline[] => [...(index > 0 ? [text(', ')] : []), link(`#${name}`, title)]), '.'),
    ...subjects.flatMap(({ title, name, names }): RootContent[] => [heading(2, title, name), ...(name === goneSubject.name ? goneTables(names) : [subjectTable(content, names)])]),
    heading(2, 'How to read the columns', 'how-to-read'),
    list([
      [paragraph(say`Evented: filled all the time, and needs flags of the daemon. ${link(docs.evented, 'Evented tables')} tells more.`)],
      [paragraph(say`Per user: gives the rows of the users that the query names. Needs: a statement without a value for it fails. Both: ${link(docs.required, 'Required columns')}.`)],
      [paragraph('Read by: the queries of packs and the examples that read the table.')],
    ]),
    heading(2, 'Next', 'next'),
    list([
      [paragraph(say`What people ask, with the SQL that answers it: ${linkTo(places.tables, places.questions, 'By question')}.`)],
      [paragraph(say`Which tables the packs read: ${linkTo(places.tables, places.coverage, 'Coverage')}.`)],
    ]),
  ]);
}

function subjectTable(content: SiteContent, names: readonly string[]): RootContent {
  const rows = names.map((name): Inline[] => [
    say`${tableLink(name)}${special(name)}`,
    platformList(platformsNow(schema.tables[name]!.on)),
    grouped(content.tables.get(name)!.queries.length),
  ]);
  return table(['Table', 'Platforms', 'Read by'], rows, [null, null, 'right']);
}

/** The table’s page, and what a row is. */
function tableLink(name: string): Inline {
  const about = rowText(name);
  return say`${linkTo(places.tables, places.table(name), code(name))}${about === undefined ? '' : say` ${about}`}`;
}

/** What a reader has to know of a table before a query, in sentences. */
function special(name: string): Inline {
  const kind = kindWords(name);
  const required = requiredWords(name);
  const aliases = aliasesOf(name);
  return [...(kind ? say` ${kind}.` : []), ...(required ? say` Needs ${required}.` : []), ...(aliases.length > 0 ? say` Also called ${codes(aliases)}.` : [])];
}

function goneTables(names: readonly string[]): RootContent[] {
  const rows = names.map((name): Inline[] => {
    const { on } = schema.tables[name]!;
    return [tableLink(name), platformList(platforms.filter((platform) => on[platform])), sinceOf(on), lastVersion(name)!, goneIn(name)!];
  });
  return [
    paragraph('A query that reads one of these fails on an osquery from the version in which it went. Tables that only FreeBSD had are left out.'),
    table(['Table', 'Platforms it had', 'Since', 'Last in', 'Gone in'], rows),
  ];
}

