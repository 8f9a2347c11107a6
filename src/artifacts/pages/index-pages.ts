import type { RootContent } from 'mdast';
import type { Pack, Topic } from '../../model/catalogue.ts';
import { purposes } from '../../model/query.ts';
import { levelIn } from '../../rules/rule.ts';
import { verdictOf, type SiteContent } from './content.ts';
import { lessonOf } from './example-page.ts';
import { checkPage, docs, download, galleryPage, linkTo, places } from './links.ts';
import { code, heading, link, list, oneLine, paragraph, printPage, say, table, type Inline } from './mdast.ts';
import { minimumOf, packPlatformList, testsOf } from './pack-page.ts';
import { inline, plainText, prose } from './prose.ts';
import { levelWords } from './rule-page.ts';
import { costLegend, packClass, statusWords } from './trust.ts';
import { capital, count, grouped, platformList, purposeTexts } from './wording.ts';

/** The list of packs, by purpose. */
export function packsIndex(content: SiteContent): string {
  const { packs } = content.catalogue;
  const queries = packs.reduce((sum, pack) => sum + pack.queries.length, 0);
  const groups = purposes.map((purpose) => ({ ...purposeTexts[purpose], purpose, members: packs.filter(({ spec }) => spec.purpose === purpose) })).filter(({ members }) => members.length > 0);
  const description = 'Packs of osquery queries for osqueryd, Fleet and Kibana, with what each promises and needs.';
  return printPage({ title: 'Packs', description, sidebar_label: 'Packs', sidebar_position: 1, custom_edit_url: null }, [
    heading(1, 'Packs'),
    paragraph(say`A pack is a file of queries that a daemon runs at intervals. There are ${count(packs.length, 'pack')} with ${count(queries, 'query', 'queries')}, checked against osquery’s tables up to ${content.osqueryVersion}.`),
    heading(2, 'Which one do I need', 'which-one'),
    paragraph(say`Choose by purpose; each pack has one. A pack needs nothing of another, so several may run side by side. What none of them can tell is said in ${link(docs.limits, 'What packs are not')}.`),
    table(['You ask', 'Purpose'], groups.map(({ title, answers, purpose }) => [answers, link(`#${purpose}`, title)])),
    paragraph(say`Have one question and not a purpose: ${linkTo(places.packs, places.questions, 'By question')} leads to the query that answers it. The whole by attack technique and by table: ${linkTo(places.packs, places.coverage, 'Coverage')}. From osquery’s own packs: ${linkTo(places.packs, places.stock, 'Coming from the stock packs')}.`),
    paragraph(say`One query by its words, table, platform or technique, and a pack of your own of several: ${link(galleryPage, 'Query gallery')}. A pack that you have already, held to the same rules: ${link(checkPage, 'Check my pack')}.`),
    ...groups.flatMap(({ title, purpose, members }) => [heading(2, title, purpose), packTable(content, members)]),
    heading(2, 'How to read the columns', 'columns'),
    list([
      [paragraph(say`Minimum osquery: the oldest that runs any of the queries, and the oldest that runs all. They are compiled on it and on ${content.osqueryVersion}.`)],
      [paragraph(say`Tests: cases that run on ${link(docs.sampleHosts, 'sample rows')} with each change. A change that breaks one is not merged.`)],
      [paragraph(say`Cost of a run, by the dearest query on a sample host, from measured times of osquery’s tables: ${costLegend()}.`)],
      [paragraph(say`Kept by: roles of ${code('MAINTAINERS.yml')}.`)],
    ]),
    heading(2, 'All files', 'all-files'),
    list([
      [paragraph(say`${download('SHA256SUMS')}: the checksum of every file; ${code('sha256sum -c SHA256SUMS')} beside the files compares them.`)],
      [paragraph(say`${download('catalog.json')}: the same list for programs, with versions, platforms, flags, columns and checksums.`)],
      [paragraph(say`Which file is for which program: ${link(docs.artefacts, 'Artefacts')}.`)],
    ]),
    heading(2, 'Next', 'next'),
    list([
      [paragraph(say`Run a pack on your own host: ${linkTo(places.packs, places.quickstart, 'Quickstart')}.`)],
      [paragraph(say`Add a query, or mend one: ${link(docs.contributing, 'Contributing')}.`)],
    ]),
  ]);
}

/** The list of topics with their examples. */
export function examplesIndex(content: SiteContent): string {
  const { topics } = content.catalogue;
  const description = 'One question each, with the SQL that answers it, its rows on a sample host, and what goes wrong.';
  return printPage({ title: 'Examples', description, sidebar_label: 'Examples', sidebar_position: 1, custom_edit_url: null }, [
    heading(1, 'Examples'),
    paragraph(say`Each example answers one question: the SQL, the rows it gives on a ${link(docs.sampleHosts, 'sample host')}, why it works, and the wrong way beside the right one. They build on each other; read them in order, or take the one you need. A name of a table in SQL leads to its page of the ${linkTo(places.examples, places.tables, 'table reference')}.`),
    paragraph(say`Looking for one answer rather than a course: ${linkTo(places.examples, places.questions, 'By question')} lists what people ask, with the queries and examples that answer it on each platform. ${link(galleryPage, 'The query gallery')} finds examples and the queries of the packs by words, table, platform and level.`),
    ...topics.flatMap((topic): RootContent[] => [
      heading(2, oneLine(topic.spec.title), topic.spec.name),
      ...prose(topic.spec.description),
      exampleTable(content, topic, places.examples),
    ]),
    heading(2, 'Next', 'what-next'),
    list([
      [paragraph(say`What each table of osquery holds, and a query to start with: ${linkTo(places.examples, places.tables, 'Table reference')}.`)],
      [paragraph(say`Queries to run on a fleet: ${linkTo(places.examples, places.packs, 'Packs')}.`)],
      [paragraph(say`Add an example: ${link(docs.contributing, 'Contributing')}.`)],
    ]),
  ]);
}

/** The page of a topic; `position` is its place among the topics, from 1. */
export function topicIndex(content: SiteContent, topic: Topic, position: number): string {
  const title = oneLine(topic.spec.title);
  const page = places.topic(topic.spec.name);
  return printPage({ title, description: plainText(topic.spec.description), sidebar_label: title, sidebar_position: position, custom_edit_url: topic.file }, [
    heading(1, title),
    ...prose(topic.spec.description),
    exampleTable(content, topic, page),
    heading(2, 'Next', 'what-next'),
    list([...nextTopic(content, topic, page), [paragraph(say`All topics: ${linkTo(page, places.examples, 'Examples')}.`)]]),
  ]);
}

/** The list of rules. */
export function rulesIndex(content: SiteContent): string {
  const rows = content.rules.map(({ rule }): Inline[] => [
    linkTo(places.rules, places.rule(rule.name), code(rule.name)),
    inline(rule.finds),
    levelWords(rule.levels.production),
    levelWords(rule.levels.teaching),
    levelWords(levelIn(rule, 'foreign')),
  ]);
  const description = 'What every query is held to, why, and what a finding looks like.';
  return printPage({ title: 'Rules', description, sidebar_label: 'Rules', sidebar_position: 1, custom_edit_url: 'src/rules/index.ts' }, [
    heading(1, 'Rules'),
    paragraph(say`${code('npm run check')} holds every query to ${count(rows.length, 'rule')}. An error has to go before a change is merged; a warning or a note is for the author and the reviewer to judge. Each rule has a page with a file that it finds and one that it lets pass.`),
    table(['Rule', 'What it finds', 'In packs', 'In examples', 'In packs of others'], rows),
    heading(2, 'Next', 'next'),
    list([
      [paragraph(say`How to run the check and mend what it finds: ${link(docs.contributing, 'Contributing')}.`)],
      [paragraph(say`What may stand in a query’s file: ${link(docs.formats, 'Formats')}.`)],
    ]),
  ]);
}

function packTable(content: SiteContent, packs: readonly Pack[]): RootContent {
  const rows = packs.map((pack): Inline[] => [
    say`${linkTo(places.packs, places.pack(pack.spec.name), oneLine(pack.spec.title))}: ${inline(pack.spec.description)}`,
    packPlatformList(pack),
    minimumOf(content, pack),
    grouped(pack.queries.length),
    grouped(testsOf(content, pack)),
    capital(packClass(content, pack)),
    statusWords(content, pack),
    pack.spec.maintainers.join(', '),
  ]);
  return table(['Pack', 'Platforms', 'Minimum osquery', 'Queries', 'Tests', 'Cost of a run', 'Status and last release', 'Kept by'], rows, [null, null, null, 'right', 'right', null, null, null]);
}

function exampleTable(content: SiteContent, topic: Topic, page: string): RootContent {
  const rows = topic.examples.map((query): Inline[] => {
    const lesson = lessonOf(query);
    const platforms = verdictOf(content, query).platforms.map(({ platform }) => platform);
    return [linkTo(page, places.example(query), plainText(lesson.question)), inline(query.spec.description), capital(lesson.level.replaceAll('-', ' ')), platformList(platforms)];
  });
  return table(['Question', 'What it teaches', 'Level', 'Platforms'], rows);
}

function nextTopic({ catalogue }: SiteContent, topic: Topic, page: string) {
  const next = catalogue.topics[catalogue.topics.indexOf(topic) + 1];
  return next ? [[paragraph(say`The next topic: ${linkTo(page, places.topic(next.spec.name), oneLine(next.spec.title))}.`)]] : [];
}
