import type { RootContent } from 'mdast';
import { platforms, type Platform } from '../../model/platform.ts';
import { editAddress } from '../site-address.ts';
import type { SiteContent } from './content.ts';
import { unusedTables } from './coverage.ts';
import { docs, linkTo, places, queryLink } from './links.ts';
import { code, fence, heading, link, list, paragraph, printPage, say, table, type Inline } from './mdast.ts';
import { inline } from './prose.ts';
import { openQuestions } from './questions.ts';
import { columnsWithoutUnit, fewFalsePositives, fewTests, missingPlatforms, secondaryReferences, spotCount, withoutQuestion, type ThinSpot } from './thin-spots.ts';
import { count, platformList, platformName } from './wording.ts';

const page = places.contributions;

/** A kind of thin spot: what it is, how to mend it, and the head of the column that tells what exactly. */
interface Task {
  readonly id: string;
  readonly title: string;
  readonly how: string;
  readonly head: string;
  readonly command: 'check' | 'test-queries';
  readonly find: (content: SiteContent) => ThinSpot[];
}

const tasks: readonly Task[] = [
  {
    id: 'tests', title: 'Add a test', head: 'So far', command: 'test-queries', find: fewTests,
    how: 'A query with one case is held by one row. Add a case of what it must leave out, of an empty text or a missing number, or of several rows at once.',
  },
  {
    id: 'false-positives', title: 'Name what else gives a row', head: 'Named', command: 'test-queries', find: fewFalsePositives,
    how: 'Each of these detections names one harmless thing that gives a row. If you run it and know another, say what it is and how to leave it out, with a case that shows it.',
  },
  {
    id: 'platforms', title: 'Try a platform', head: 'Platform', command: 'test-queries', find: missingPlatforms,
    how: 'osquery has all that the query reads on this platform too, and no other query of the pack reads it there. Whether the answer makes sense there is the question: try it on a host, and say in the pull request what came.',
  },
  {
    id: 'references', title: 'Find a primary source', head: 'Reference', command: 'check', find: secondaryReferences,
    how: 'A reference should lead to those who make or specify the thing. If the maker’s page says the same, put it in place; if this is the maker’s page, add its host to `src/model/primary-sources.ts`.',
  },
  {
    id: 'questions', title: 'Name its question', head: 'Questions', command: 'check', find: withoutQuestion,
    how: 'No question leads to the query, so a reader has to know its name. Write the question as a person would ask it into a file of `examples/questions`, or add the query to one that is there.',
  },
  {
    id: 'units', title: 'Say the unit', head: 'Columns', command: 'check', find: columnsWithoutUnit,
    how: 'The column holds a quantity, and its text names no unit. osquery’s source tells it.',
  },
];

/** What is thin in the packs: each spot with the file to edit and the command to run. */
export function contributionsPage(content: SiteContent): string {
  const found = tasks.map((task) => ({ task, spots: task.find(content) }));
  const description = 'What is thin in the packs: tests, false positives, platforms, references, questions and units, each with the file to edit and the command to run.';
  return printPage({ title: 'Good first contributions', description, custom_edit_url: null }, [
    heading(1, 'Good first contributions'),
    paragraph(say`Computed from the packs with each build, so that what is mended leaves the list. ${link(docs.contributing, 'Contributing')} tells how to set up; ${link(docs.formats, 'Formats')} what each key holds.`),
    table(['What is thin', 'Where'], [
      ...found.map(({ task, spots }): Inline[] => [link(`#${task.id}`, task.title), spots.length > 0 ? spotCount(spots) : 'nowhere']),
      [link('#open-questions', 'Answer an open question'), count(openQuestions(content).length, 'question')],
      [link('#tables', 'Ask a table that no pack reads'), platforms.map((platform) => `${count(unreadTables(content, platform), 'table')} on ${platformName(platform)}`).join(', ')],
    ]),
    heading(2, 'The commands', 'commands'),
    paragraph('The first holds all content to the rules, the second runs the tests of one query. Both are needed before a pull request.'),
    fence('shell', 'npm run check\nnpm run test-queries -- <pack>/<query>'),
    ...found.flatMap(({ task, spots }) => taskSection(content, task, spots)),
    ...openSection(content),
    heading(2, 'Ask a table that no pack reads', 'tables'),
    paragraph(say`${linkTo(page, places.coverage, 'Coverage', 'unused-tables')} lists them by platform. Begin with the question, not with the table: who would ask it of a whole fleet, and what would they do with a row?`),
    heading(2, 'Next', 'next'),
    list([
      [paragraph(say`From a clone to a pull request: ${link(docs.contributing, 'Contributing')}.`)],
      [paragraph(say`What content is held to: ${linkTo(page, places.rules, 'Rules')}.`)],
    ]),
  ]);
}

function taskSection(content: SiteContent, task: Task, spots: readonly ThinSpot[]): RootContent[] {
  if (spots.length === 0) return [heading(2, task.title, task.id), paragraph('Nothing is thin here.')];
  return [
    heading(2, task.title, task.id),
    paragraph(inline(task.how)),
    table(['Query', task.head, 'File to edit', 'Then run'], spots.map(({ query, what }): Inline[] => [queryLink(page, query), task.id === 'units' || task.id === 'references' ? code(what) : what, fileCell(content, query.file), commandCell(task, query)])),
  ];
}

/** Questions that are answered on some platforms only, although osquery has the tables on others. */
function openSection(content: SiteContent): RootContent[] {
  const open = openQuestions(content);
  if (open.length === 0) return [heading(2, 'Answer an open question', 'open-questions'), paragraph('No question is open.')];
  return [
    heading(2, 'Answer an open question', 'open-questions'),
    paragraph(say`osquery has all that an answer for another platform reads. Write the query or the example for this platform and name it in the file, or say there under ${code('unanswered')} why nobody asks it on the platform.`),
    table(['Question', 'Open on', 'File to edit'], open.map(({ theme, question, on }): Inline[] => [linkTo(page, places.questions, question.text, question.anchor), platformList(on), fileCell(content, theme.file)])),
  ];
}

/** The file as a link to its editor where the repository has an address, else its path. */
function fileCell({ repositoryUrl }: SiteContent, path: string): Inline {
  const address = editAddress(repositoryUrl, path);
  return address === undefined ? code(path) : link(address, code(path));
}

function commandCell({ command }: Task, { group, spec }: ThinSpot['query']): Inline {
  return code(command === 'check' ? 'npm run check' : `npm run test-queries -- ${group}/${spec.name}`);
}

function unreadTables(content: SiteContent, platform: Platform): number {
  return unusedTables(content, platform).reduce((sum, { tables }) => sum + tables.length, 0);
}
