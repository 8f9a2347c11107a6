import type { SiteContent } from './content.ts';
import { contributionsPage } from './contributions-page.ts';
import { coveragePage } from './coverage-page.ts';
import { homeQuery, prismNames, siteFacts } from './data-files.ts';
import { examplePage } from './example-page.ts';
import { galleryList } from './gallery-files.ts';
import { examplesIndex, packsIndex, rulesIndex, topicIndex } from './index-pages.ts';
import { places } from './links.ts';
import { packPage } from './pack-page.ts';
import { pageParts } from './parts.ts';
import { questionData, questionsPage } from './questions-page.ts';
import { quickstartPage } from './quickstart-page.ts';
import { rulePage } from './rule-page.ts';
import { stockPage } from './stock-page.ts';
import { tablesIndex } from './table-index.ts';
import { tablePage } from './table-page.ts';

export type { RulePage, SiteContent } from './content.ts';

/**
 * Every generated file that the site is built from, by its path below `.generated/`: the pages as Markdown, the computed
 * parts of pages written by hand, and the facts that the home page, the gallery and the highlighter read. The same content gives the
 * same bytes. Throws an Error that says what to do where something a page shows is missing, or where two pages would
 * have one path.
 */
export function sitePages(content: SiteContent): Map<string, string> {
  const { packs, topics } = content.catalogue;
  const pages: [string, string][] = [
    [places.quickstart, quickstartPage(content)],
    [places.packs, packsIndex(content)],
    [places.coverage, coveragePage(content, -2)],
    [places.stock, stockPage(content, -1)],
    [places.contributions, contributionsPage(content)],
    ...packs.map((pack, index): [string, string] => [places.pack(pack.spec.name), packPage(content, pack, index + 1)]),
    [places.questions, questionsPage(content)],
    [places.examples, examplesIndex(content)],
    ...topics.flatMap((topic, index): [string, string][] => [
      [places.topic(topic.spec.name), topicIndex(content, topic, index + 1)],
      ...topic.examples.map((query, place): [string, string] => [places.example(query), examplePage(content, query, place + 1)]),
    ]),
    [places.tables, tablesIndex(content)],
    ...[...content.tables.values()].map((reference, index): [string, string] => [places.table(reference.name), tablePage(content, reference, index + 1)]),
    [places.rules, rulesIndex(content)],
    ...content.rules.map((shown, index): [string, string] => [places.rule(shown.rule.name), rulePage(shown, index + 1)]),
    ...pageParts(),
  ];
  const files = new Map<string, string>();
  for (const [place, page] of pages) {
    if (files.has(`pages/${place}`)) throw new Error(`Two pages would be written to pages/${place}. Rename the pack, topic, example or rule of that name.`);
    files.set(`pages/${place}`, page);
  }
  return files.set('prism-osquery.json', prismNames(content)).set('home.json', homeQuery(content)).set('questions.json', questionData(content)).set('site-facts.json', siteFacts(content)).set('gallery-list.json', galleryList(content));
}
