import type { List, PhrasingContent, RootContent } from 'mdast';
import type { Query } from '../../model/catalogue.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { verdictOf, type SiteContent } from './content.ts';
import { lessonOf } from './example-page.ts';
import { docs, linkTo, places } from './links.ts';
import { code, codes, heading, link, list, oneLine, paragraph, printPage, say, strong, table, type Inline } from './mdast.ts';
import { inline, plainText, prose } from './prose.ts';
import { eventedTables } from './query-section.ts';
import { answeredPlatforms, askedThemes, standingOn, type AskedQuestion, type AskedTheme, type Standing } from './questions.ts';
import { count, grouped, platformList, platformName } from './wording.ts';

const page = places.questions;

/** Most missing tables and columns that are named. */
const mostNames = 4;

/** Every question with its answers, by theme. */
export function questionsPage(content: SiteContent): string {
  const themes = askedThemes(content);
  const all = themes.flatMap(({ questions }) => questions);
  const description = 'Questions that people ask about machines, each with the queries and examples that answer it on macOS, Linux and Windows.';
  // The site puts a filter under the heading of the first section where the front matter says so.
  const shown = { filter: 'questions', toc_max_heading_level: 2 };
  return printPage({ title: 'By question', description, sidebar_label: 'By question', custom_edit_url: 'examples/questions', ...shown }, [
    heading(1, 'By question'),
    paragraph(say`${count(all.length, 'question')} that people ask about machines. Each leads to queries of ${linkTo(page, places.packs, 'packs')}, which are ready to run, to ${linkTo(page, places.examples, 'examples')}, which explain the SQL, or to both. An answer is named for the platforms that its query runs on.`),
    heading(2, 'Find a question', 'find-a-question'),
    table(['Theme', 'Questions', ...platforms.map((platform) => `On ${platformName(platform)}`)], themes.map(themeRow), [null, 'right', ...platforms.map(() => 'right' as const)]),
    paragraph('The last three columns count the questions that something answers on the platform.'),
    ...themes.flatMap(({ theme: { spec }, questions }): RootContent[] => [
      heading(2, oneLine(spec.title), spec.name),
      ...prose(spec.description),
      ...questions.flatMap((question) => questionSection(content, question)),
    ]),
    heading(2, 'Next', 'what-next'),
    list([
      [paragraph(say`Ask a question of your own on a sample host: ${link('/playground/', 'Playground')}.`)],
      [paragraph(say`Learn to write such queries, in order: ${linkTo(page, places.examples, 'Examples')}.`)],
      [paragraph(say`A question is missing, or open on your platform: ${link(docs.contributing, 'Contributing')}.`)],
    ]),
  ]);
}

/** `questions.json`: what the filter of the page looks through. `words` are those that stand in a question’s section. */
export function questionData(content: SiteContent): string {
  const entries = askedThemes(content).flatMap(({ theme, questions }) =>
    questions.map((question) => {
      const answers = [...question.queries.map(({ group, spec }) => `${group}/${spec.name}`), ...question.examples.map((example) => lessonOf(example).question)];
      return { question: question.text, anchor: question.anchor, theme: plainText(theme.spec.title), platforms: answeredPlatforms(question), words: [plainText(question.hint), ...answers].join(' ') };
    }),
  );
  return `${JSON.stringify(entries)}\n`;
}

function themeRow({ theme: { spec }, questions }: AskedTheme): Inline[] {
  const on = (platform: Platform) => grouped(questions.filter((question) => answeredPlatforms(question).includes(platform)).length);
  return [link(`#${spec.name}`, oneLine(spec.title)), grouped(questions.length), ...platforms.map(on)];
}

function questionSection(content: SiteContent, question: AskedQuestion): RootContent[] {
  return [heading(3, question.text, question.anchor), paragraph(inline(question.hint)), standings(content, question)];
}

/** An entry for the platforms on which the question fares the same, in the order of the platforms. */
function standings(content: SiteContent, question: AskedQuestion): List {
  const groups = new Map<string, { readonly on: Platform[]; readonly standing: Standing }>();
  for (const platform of platforms) {
    const standing = standingOn(content, question, platform);
    const key = keyOf(standing);
    const group = groups.get(key);
    if (group) group.on.push(platform);
    else groups.set(key, { on: [platform], standing });
  }
  return list([...groups.values()].map(({ on, standing }) => [paragraph(say`${strong(`${platformList(on)}:`)} ${words(content, standing)}`)]));
}

function keyOf(standing: Standing): string {
  if (standing.kind !== 'answered') return JSON.stringify(standing);
  return [...standing.queries, ...standing.examples].map(({ file }) => file).join(' ');
}

function words(content: SiteContent, standing: Standing): PhrasingContent[] {
  switch (standing.kind) {
    case 'answered':
      return [
        ...joined(standing.queries.map((query) => [linkTo(page, places.pack(query.group), code(`${query.group}/${query.spec.name}`), query.spec.name), ...events(content, query)])),
        ...(standing.queries.length > 0 ? say`. ` : []),
        ...(standing.examples.length > 0 ? say`${standing.examples.length === 1 ? 'Example' : 'Examples'}: ${joined(standing.examples.map((example) => [linkTo(page, places.example(example), plainText(lessonOf(example).question)), ...events(content, example)]))}` : []),
      ];
    case 'unanswered':
      return inline(standing.because);
    case 'missing':
      return say`No answer. Those for other platforms read ${codes(standing.names.slice(0, mostNames))}${standing.names.length > mostNames ? ' and more' : ''}, which osquery does not have here.`;
    case 'open':
      return say`Open. osquery has the tables for it here, and no query asks them.`;
  }
}

/** A word on queries that give nothing before events are switched on. */
function events(content: SiteContent, query: Query): PhrasingContent[] {
  return eventedTables(verdictOf(content, query)).length > 0 ? say` (${link(docs.evented, 'events')})` : [];
}

function joined(items: readonly (readonly PhrasingContent[])[]): PhrasingContent[] {
  return items.flatMap((item, index) => [...(index > 0 ? say`, ` : []), ...item]);
}
