import type { BlockContent, RootContent } from 'mdast';
import { hostPlatform } from '../../content/catalogue.ts';
import type { Answer, Constraint, Loop } from '../../engine/answer.ts';
import type { Query } from '../../model/catalogue.ts';
import type { Finding } from '../../model/finding.ts';
import type { Lesson } from '../../model/query.ts';
import { loggedValue } from '../../osquery/logged-value.ts';
import { resultOf, verdictOf, type SiteContent, type WrongVersion } from './content.ts';
import { docs, linkTo, places, slugOf } from './links.ts';
import { code, codes, fence, heading, link, list, oneLine, paragraph, printPage, say, steps, table, type Inline } from './mdast.ts';
import { plainText, prose } from './prose.ts';
import { questionsAnsweredBy } from './questions.ts';
import { resultTable } from './tables.ts';
import { count, platformName } from './wording.ts';

/** Rows of a wrong version that are shown. */
const wrongRows = 5;

/** The page of a teaching example; `position` is its place in its topic, from 1. */
export function examplePage(content: SiteContent, query: Query, position: number): string {
  const page = places.example(query);
  const lesson = lessonOf(query);
  const title = plainText(lesson.question);
  const { spec, file } = query;
  return printPage({ title, description: plainText(spec.description), sidebar_label: title, sidebar_position: position, custom_edit_url: file, ...slugOf(page) }, [
    heading(1, title),
    ...resultOn(content, query),
    heading(2, 'Why it works', 'why-it-works'),
    ...prose(lesson.explanation),
    ...wrongWays(content, query, lesson, page),
    ...whatHappens(content, query, lesson),
    heading(2, 'Next', 'what-next'),
    ...prose(lesson.next),
    list([...production(content, lesson, page), ...answers(content, query, page), [paragraph(say`More of this topic: ${linkTo(page, places.topic(query.group), topicTitle(content, query))}.`)]]),
  ]);
}

/** The SQL of an example and what it gives on its sample host. The rows follow the SQL at once: by that the site knows them. */
export function resultOn(content: SiteContent, query: Query): RootContent[] {
  const { columns, rows } = resultOf(content, query);
  return [
    fence('sql', query.spec.query),
    ...(rows.length > 0 ? resultTable(columns, rows.map((row) => row.map(loggedValue))) : []),
    paragraph(say`${rows.length > 0 ? count(rows.length, 'row') : 'No rows'} on the sample host ${link(docs.sampleHosts, code(lessonOf(query).host))}.`),
  ];
}

/** The lesson of an example. Throws where it has none: there would be nothing to teach. */
export function lessonOf({ spec, file }: Query): Lesson {
  if (!spec.lesson) throw new Error(`${file}: the example has no lesson, so its page has no title. Add spec.lesson; docs/formats.md tells what it holds.`);
  return spec.lesson;
}

/** The title of the topic that holds an example. */
function topicTitle({ catalogue }: SiteContent, { group }: Query): string {
  return oneLine(catalogue.topics.find(({ spec }) => spec.name === group)?.spec.title ?? group);
}

function wrongWays(content: SiteContent, query: Query, lesson: Lesson, page: string): RootContent[] {
  if (lesson.wrong.length === 0) return [];
  const known = new Set(content.rules.map(({ rule }) => rule.name));
  const rule = (name: string): Inline => (known.has(name) ? linkTo(page, places.rule(name), code(name)) : code(name));
  const told = ({ rule: name, level, message, advice }: Finding) => [paragraph(say`${level} ${rule(name)}: ${message}${advice === undefined ? '' : ` ${advice}`}`)];
  return [
    heading(2, 'What goes wrong', 'what-goes-wrong'),
    ...lesson.wrong.flatMap((wrong, index): RootContent[] => [
      heading(3, lesson.wrong.length === 1 ? 'Wrong' : `Wrong ${index + 1}`, `wrong-${index + 1}`),
      fence('sql', wrong.query),
      ...prose(wrong.why),
      ...outcomeOf(content.wrong.get(query)?.[index], told),
    ]),
    heading(3, 'Right', 'the-right-way'),
    fence('sql', query.spec.query),
  ];
}

/** What comes of a wrong version: what the rules say of it, else what it gives. */
function outcomeOf(wrong: WrongVersion | undefined, told: (finding: Finding) => BlockContent[]): RootContent[] {
  if (!wrong || !wrong.result) return wrong ? [paragraph('The check says:'), list(wrong.findings.map(told))] : [];
  const { error, columns, rows } = wrong.result;
  if (error) return [paragraph(say`No rule finds this. On the same host osquery ends it with an error: ${error.message}`)];
  if (rows.length === 0) return [paragraph('No rule finds this: only the result tells. It gives no rows on the same host.')];
  return [paragraph(say`No rule finds this: only the result tells. It gives ${count(rows.length, 'row')} on the same host:`), ...resultTable(columns, rows.map((row) => row.map(loggedValue)), wrongRows)];
}

function whatHappens(content: SiteContent, query: Query, lesson: Lesson): RootContent[] {
  const { platforms } = verdictOf(content, query);
  const own = hostPlatform(lesson.host);
  const answer = (platforms.find(({ platform }) => platform === own) ?? platforms[0])?.latest;
  return [
    heading(2, 'What osquery does', 'what-osquery-does'),
    ...(answer ? loopOrder(answer) : []),
    table(['Platform', 'Oldest osquery that runs it'], platforms.map(({ platform, minimumVersion }) => [platformName(platform), minimumVersion])),
  ];
}

/** The loops of the chosen plan in words, a list for each SELECT that reads tables. */
function loopOrder({ loops }: Answer): RootContent[] {
  const selects = [...new Set(loops.map(({ parent }) => parent))];
  return selects.flatMap((select, index): RootContent[] => {
    const own = loops.filter(({ parent }) => parent === select);
    return [...(selects.length > 1 ? [paragraph(`SELECT ${index + 1} of ${selects.length}:`)] : []), steps(own.map((loop) => [paragraph(loopWords(loop, own))]))];
  });
}

function loopWords(loop: Loop, own: readonly Loop[]): Inline {
  const given = columnsOf(loop.constraints);
  // A join's condition is offered to both of its tables; it is met where the inner one takes it.
  const taken = own.filter(({ depth }) => depth > loop.depth).flatMap(({ constraints }) => columnsOf(constraints));
  const checked = columnsOf(loop.unused).filter((column) => !given.includes(column) && !taken.includes(column));
  const rows = given.length > 0 ? say`only the rows of ${called(loop)} that meet the ${conditions(given)}` : say`all rows of ${called(loop)}`;
  const kept = checked.length > 0 ? say`; SQLite then keeps those that meet the ${conditions(checked)}` : [];
  const fails = loop.unmet.length > 0 ? say` The table needs a value for ${codes(loop.unmet)} first, so this fails.` : [];
  return say`${around(loop, own)}osquery generates ${rows}${kept}.${fails}`;
}

/** What a loop is done for again and again. A loop around it may be none of a table, and so not among `own`. */
function around({ depth }: Loop, own: readonly Loop[]): Inline {
  if (depth === 0) return [];
  const outer = own.filter((other) => other.depth < depth);
  return depth === 1 && outer.length === 1 ? say`For each row of ${code(outer[0]!.name)}, ` : 'For each row so far, ';
}

function conditions(columns: readonly string[]): Inline {
  return say`${columns.length === 1 ? 'condition' : 'conditions'} on ${codes(columns)}`;
}

function called({ table: name, name: alias }: Loop): Inline {
  return alias === name ? code(name) : say`${code(name)} (here ${code(alias)})`;
}

/** Columns of conditions, each once; a limit is no condition on a column. */
function columnsOf(constraints: readonly Constraint[]): string[] {
  return [...new Set(constraints.filter(({ operator }) => operator !== 'LIMIT' && operator !== 'OFFSET').map(({ column }) => column))];
}

function answers(content: SiteContent, query: Query, page: string) {
  const questions = questionsAnsweredBy(content, query);
  const links = questions.flatMap(({ text, anchor }, index) => [...(index > 0 ? say` ` : []), linkTo(page, places.questions, text, anchor)]);
  return questions.length > 0 ? [[paragraph(say`What else answers the same ${questions.length === 1 ? 'question' : 'questions'}: ${links}`)]] : [];
}

function production({ catalogue }: SiteContent, { used_by: user }: Lesson, page: string) {
  if (user === undefined) return [];
  const [pack, name] = user.split('/') as [string, string];
  const exists = catalogue.packs.some(({ spec, queries }) => spec.name === pack && queries.some((query) => query.spec.name === name));
  return [[paragraph(say`In use: ${exists ? linkTo(page, places.pack(pack), code(user), name) : code(user)}.`)]];
}
