import { compareText } from '../../model/finding.ts';
import { functions } from '../../osquery/functions.ts';
import { latestVersion, schema, tableSpans } from '../../osquery/schema.ts';
import { platformsNow } from '../../osquery/table-history.ts';
import { platforms } from '../../model/platform.ts';
import { spanAt } from '../../osquery/versions.ts';
import { loggedValue } from '../../osquery/logged-value.ts';
import type { RunResult } from '../../engine/answer.ts';
import type { Query } from '../../model/catalogue.ts';
import { resultOf, verdictOf, type SiteContent } from './content.ts';
import { lessonOf } from './example-page.ts';
import { places, sitePath } from './links.ts';
import { plainText } from './prose.ts';
import { kindWords } from './table-words.ts';
import { platformList } from './wording.ts';

/**
 * `prism-osquery.json`: the names that the highlighter of SQL tells apart, those of the newest osquery on any platform; and the
 * tables that have a page, by what there is to say of them in few words: `Evented table on Linux`.
 */
export function prismNames({ tables: reference }: Pick<SiteContent, 'tables'>): string {
  const tables = Object.entries(schema.tables).flatMap(([name, { aliases }]) => {
    if (!platforms.some((platform) => spanAt(tableSpans(name, platform), latestVersion))) return [];
    return [name, ...Object.entries(aliases ?? {}).flatMap(([alias, spans]) => (spanAt(spans, latestVersion) ? [alias] : []))];
  });
  const pages = new Map<string, string[]>();
  for (const name of reference.keys()) {
    const on = platformsNow(schema.tables[name]!.on);
    if (on.length === 0) continue;
    const kind = kindWords(name);
    const about = `${kind === undefined ? 'Table' : `${kind.replace(' ', '-')} table`} on ${platformList(on)}`;
    pages.set(about, [...(pages.get(about) ?? []), name]);
  }
  return print({ tables: sorted(tables), functions: sorted(functions.map(({ name }) => name)), pages: Object.fromEntries(pages) });
}

/**
 * `home.json`: the query of the home page. It is the first example that joins tables and whose result fits beside it,
 * else the first that gives rows. Throws where there is none: the home page is built around it.
 */
export function homeQuery(content: SiteContent): string {
  const giving = content.catalogue.topics.flatMap((topic) => topic.examples).filter((example) => resultOf(content, example).rows.length > 0);
  const query = giving.find((example) => joins(content, example) && fitsHome(resultOf(content, example))) ?? giving[0];
  if (!query) throw new Error('No example gives a row on its host, so the home page has no query to show. Add one to the first topic of examples/.');
  const { columns, rows } = resultOf(content, query);
  const { question, host } = lessonOf(query);
  return print({
    title: plainText(question),
    sql: query.spec.query.trimEnd(),
    host,
    columns,
    rows: rows.map((row) => row.map(loggedValue)),
    example: sitePath(places.example(query)),
  });
}

function joins(content: SiteContent, example: Query): boolean {
  return new Set(verdictOf(content, example).reads.map(({ table }) => table)).size > 1;
}

function fitsHome({ rows, columns }: RunResult): boolean {
  return rows.length >= 3 && rows.length <= 8 && columns.length <= 5;
}

/** `site-facts.json`: what the site holds, counted. Tests are those of packs and of examples. */
export function siteFacts({ catalogue, outcomes, rules, osqueryVersion }: SiteContent): string {
  const { packs, topics } = catalogue;
  const queries = packs.flatMap((pack) => pack.queries);
  const examples = topics.flatMap((topic) => topic.examples);
  const tests = [...queries, ...examples].reduce((sum, query) => sum + (outcomes.get(query)?.length ?? 0), 0);
  return print({ packs: packs.length, queries: queries.length, examples: examples.length, tests, rules: rules.length, osqueryVersion });
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText);
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
