import type { BlockContent, RootContent } from 'mdast';
import { platforms } from '../../model/platform.ts';
import { measuredScan } from '../../osquery/costs.ts';
import { flagsFor } from '../../osquery/flags.ts';
import { patternTables } from '../../osquery/path-patterns.ts';
import { schema, type ColumnDeclaration } from '../../osquery/schema.ts';
import { goneIn } from '../../osquery/table-history.ts';
import { wantedColumns } from '../../rules/required-column.ts';
import { furtherConditions, needAll } from '../reference/starting-values.ts';
import { daemonFlags } from './daemon-flags.ts';
import { docs } from './links.ts';
import { code, codes, heading, link, list, paragraph, say, type Inline } from './mdast.ts';
import { declarationsOf, joined, milliseconds, requiredWords } from './table-words.ts';
import { count, platformName } from './wording.ts';

/** What osquery does when a query reads the table, as a section; nothing for a table that is gone. */
export function tableBehaviour(name: string): RootContent[] {
  if (goneIn(name) !== undefined) return [];
  const sentences = [...events(name), ...users(name), ...required(name), ...patterns(name), ...narrowing(name), ...hidden(name), ...foreign(name), ...caching(name), ...cost(name)];
  const flags = platforms.flatMap((platform) => flagsFor(name, platform) ?? []);
  return [
    heading(2, 'What osquery does', 'what-osquery-does'),
    list(sentences.map((sentence): BlockContent[] => [paragraph(sentence)])),
    ...(flags.length > 0 ? [heading(3, 'Daemon flags', 'flags'), ...daemonFlags(flags)] : []),
  ];
}

function events(name: string): Inline[] {
  if (!schema.tables[name]!.evented) return [];
  return [
    say`It is ${link(docs.evented, 'evented')}: the daemon notes what happens as it happens, and a query gets what came in since it ran last. A buffer keeps events for an hour, or longer where the query runs less often.`,
    say`Read it alone: without an alias, without a condition on ${code('time')}, once in a statement and not joined. Else events are lost or logged again.`,
  ];
}

function users(name: string): Inline[] {
  if (!schema.tables[name]!.attributes?.includes('user_data')) return [];
  return [say`It is ${link(docs.required, 'per user')}: for each user that the query names, osquery reads that user’s files. Without one it gives the rows of the user the daemon runs as, so take the users from ${code('users')} with a ${code('CROSS JOIN')}.`];
}

function required(name: string): Inline[] {
  const words = requiredWords(name);
  const wanted = wantedColumns[name];
  const further = furtherConditions[name];
  return [
    ...(words ? [say`It needs a value for ${words}, as a ${link(docs.required, 'required column')}: without one the whole statement fails.${needAll.has(name) ? ' One of them alone is accepted and gives no rows.' : ''}`] : []),
    ...(wanted ? [say`Give a value for ${joined(wanted, 'or')} with ${code('=')} or ${code('LIKE')}. Without one it lists only what stands right below the hives.`] : []),
    ...(further ? [say`It has nothing to look for without rules: name them with ${code(further.column)}, ${code('sig_group')}, ${code('sigfile')} or ${code('sigurl')}.`] : []),
  ];
}

/** What would surprise a reader of the columns that decide which rows there are. */
function patterns(name: string): Inline[] {
  return Object.entries(patternTables[name]?.columns ?? {}).flatMap(([column, { note }]) => (note === undefined ? [] : [say`${code(column)}: ${note}`]));
}

/** Which conditions reach the table: all others are checked by SQLite once the rows are there. */
function narrowing(name: string): Inline[] {
  if (schema.tables[name]!.evented) return [];
  const names = visible(name).filter(({ options }) => !options.has('required') && (options.has('index') || options.has('additional'))).map((column) => column.name);
  const needs = requiredWords(name) !== undefined;
  if (names.length > 0) return [say`A condition on ${joined(names, 'or')} is handed to it${needs ? ' too' : ', so that it generates less'}. Any other is checked row by row, once the rows are there.`];
  return [needs ? 'Any other condition is checked row by row, once the rows are there.' : 'It generates all of its rows at each read; SQLite checks every condition afterwards.'];
}

function hidden(name: string): Inline[] {
  const names = new Set([...declarationsOf(name).values()].flatMap(({ columns }) => columns.filter(({ options, foreign: elsewhere, aliasOf }) => options.has('hidden') && !elsewhere && aliasOf === undefined).map((column) => column.name)));
  return names.size > 0 ? [say`${code('SELECT *')} leaves out ${names.size === 1 ? 'a hidden column' : 'hidden columns'}: ${codes([...names])}.`] : [];
}

/** Columns that are declared on a platform although only others fill them. */
function foreign(name: string): Inline[] {
  return [...declarationsOf(name)].flatMap(([platform, { columns }]) => {
    const names = columns.filter((column) => column.foreign && column.aliasOf === undefined).map((column) => column.name);
    return names.length > 0 ? [say`Always empty on ${platformName(platform)}: ${codes(names)}.`] : [];
  });
}

/** Source: osquery/core/tables.cpp, TablePlugin::isCached and setCache. */
function caching(name: string): Inline[] {
  const [table] = declarationsOf(name).values();
  if (!table?.cacheable) return [];
  return [say`A scheduled query that reads every column of it may be given the rows of an earlier query. One that names the columns it needs always gets fresh ones.`];
}

function cost(name: string): Inline[] {
  const measured = measuredScan(name);
  if (!measured) return [];
  return [say`Reading all of it took ${milliseconds(measured.ms)} of CPU for ${count(measured.rows, 'row')}, measured with osqueryd 5.23.1 on a Linux host of two cores. Other hosts differ.`];
}

/** Columns that some platform fills and shows, each once. */
function visible(name: string): ColumnDeclaration[] {
  const found = new Map<string, ColumnDeclaration>();
  for (const { columns } of declarationsOf(name).values()) for (const column of columns) if (!column.foreign && column.aliasOf === undefined && !column.options.has('hidden') && !found.has(column.name)) found.set(column.name, column);
  return [...found.values()];
}
