import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
// As a namespace: the loader that Docusaurus reads its configuration with does not see the export named `z`.
import * as z from 'zod';

const count = z.int().min(0);

/** The query that the home page shows, with the rows it gave on a sample host. */
const homeSchema = z.strictObject({
  /** The question the query answers. */
  title: z.string().min(1),
  sql: z.string().min(1),
  /** The sample host it ran on. */
  host: z.string().min(1),
  columns: z.array(z.string()).min(1),
  rows: z.array(z.array(z.string())),
  /** Path of the example's page. */
  example: z.string().startsWith('/examples/'),
});
export type Home = z.infer<typeof homeSchema>;

/** What the site holds, counted. */
const siteFactsSchema = z.strictObject({
  packs: count,
  queries: count,
  examples: count,
  tests: count,
  rules: count,
  /** The newest osquery whose schema the queries are checked against. */
  osqueryVersion: z.string().min(1),
});
export type SiteFacts = z.infer<typeof siteFactsSchema>;

/** Names that the SQL highlighter tells apart, and tables with a page by what a hover says of them. */
const prismSchema = z.strictObject({ tables: z.array(z.string()), functions: z.array(z.string()), pages: z.record(z.string(), z.array(z.string())) });
export type SqlFacts = z.infer<typeof prismSchema>;

/** What the playground begins with: the sample hosts, and the versions of osquery. */
const playSchema = z.strictObject({
  hosts: z.array(z.strictObject({
    name: z.string().min(1),
    platform: z.enum(['darwin', 'linux', 'windows']),
    /** Path on the site of the file with its rows. */
    file: z.string().min(1),
  })).min(1),
  /** Oldest first. */
  versions: z.array(z.string().min(1)).min(1),
});
export type PlayData = z.infer<typeof playSchema>;

/** Questions that the playground offers to start from. */
const startingQuestionsSchema = z.array(z.strictObject({ topic: z.string(), question: z.string().min(1), sql: z.string().min(1), host: z.string().min(1) }));
export type StartingQuestions = z.infer<typeof startingQuestionsSchema>;

/** The sample host on which each SQL text of the content is best tried. */
const sqlHostsSchema = z.record(z.string(), z.string());

/** What the filter of the page of questions looks through. */
const questionsSchema = z.array(z.strictObject({
  question: z.string().min(1),
  /** Of its section on the page. */
  anchor: z.string().min(1),
  theme: z.string().min(1),
  /** On which something answers it. */
  platforms: z.array(z.enum(['darwin', 'linux', 'windows'])),
  /** Further words by which it is found. */
  words: z.string(),
}));
export type QuestionData = z.infer<typeof questionsSchema>;

/** The queries of the gallery by pack and topic, as a reader without JavaScript finds them. */
const galleryListSchema = z.array(z.strictObject({
  title: z.string().min(1),
  queries: z.array(z.strictObject({
    name: z.string().min(1),
    /** Path of its page. */
    page: z.string().startsWith('/'),
  })).min(1),
}));
export type GalleryList = z.infer<typeof galleryListSchema>;

const files = { 'home.json': homeSchema, 'site-facts.json': siteFactsSchema, 'prism-osquery.json': prismSchema, 'playground.json': playSchema, 'starting-questions.json': startingQuestionsSchema, 'sql-hosts.json': sqlHostsSchema, 'questions.json': questionsSchema, 'gallery-list.json': galleryListSchema };
const pages = ['quickstart.md', 'questions.md', 'packs/index.md', 'examples/index.md', 'rules/index.md', 'tables/index.md'];
const remedy = 'Pages are generated before Docusaurus runs; `npm run build` and `npm start` do both.';

/** Docusaurus plugin that stops a build whose generated pages are absent, with a message that says what to do. */
export default function generated({ siteDir }: LoadContext): Plugin {
  requireGenerated(siteDir);
  return { name: 'generated-pages' };
}

/**
 * Checks that `<siteDir>/.generated` holds the pages and facts that the site is built from.
 * Throws an Error that names the file, what is wrong with it and the command that makes it.
 */
export function requireGenerated(siteDir: string): void {
  const folder = join(siteDir, '.generated');
  for (const page of pages) {
    if (!existsSync(join(folder, 'pages', page))) throw new Error(`.generated/pages/${page} is missing. ${remedy}`);
  }
  for (const [name, schema] of Object.entries(files)) {
    const path = join(folder, name);
    if (!existsSync(path)) throw new Error(`.generated/${name} is missing. ${remedy}`);
    const checked = schema.safeParse(parse(readFileSync(path, 'utf8'), name));
    if (!checked.success) throw new Error(`.generated/${name} is not as the site expects it:\n${z.prettifyError(checked.error)}\n${remedy}`);
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`.generated/${name} is not JSON: ${error instanceof Error ? error.message : String(error)}. ${remedy}`, { cause: error });
  }
}
