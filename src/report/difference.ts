import type { BlockContent, ListItem } from 'mdast';
import type { StandingChange } from '../rules/standing.ts';
import { changeText, type Change } from '../releases/change.ts';
import type { ReleaseEffect } from '../releases/releases-file.ts';
import { demandedPart } from '../releases/version-part.ts';
import { code, heading, item, list, paragraph, print, shortened, strong, text } from './markdown.ts';
import { visible } from './screen.ts';

/** One pack before and after. */
export interface PackDifference {
  readonly pack: string;
  /** Version before, or the name of the state where packs have no versions; null where the pack is new or has no release. */
  readonly before: string | null;
  /** Version that the changes ask for, or the name of the state; null where the pack is gone. */
  readonly after: string | null;
  readonly changes: readonly Change[];
  readonly effects: readonly ReleaseEffect[];
}

/** Queries of a pack that Markdown shows; the rest is counted, so that a comment stays within what GitHub takes. */
const mostQueries = 50;
/** Longest Markdown of changes: GitHub refuses a comment of more than 65536 characters, and notes come on top. */
const longestMarkdown = 50_000;
const longestNote = 400;
const longestHeading = 200;

/** Differences for a terminal: a paragraph a pack, a few lines a changed query, then the notes. */
export function differenceText(differences: readonly PackDifference[], notes: readonly string[] = []): string {
  const changed = differences.filter(({ changes }) => changes.length > 0);
  const told = notes.map((note) => `Note: ${visible(note)}\n`).join('');
  const parts = changed.map((difference) => {
    const lines = groupsOf(difference).flatMap(({ name, changes, notable }) => [
      `  ${name}`,
      ...changes.map((change) => `    ${changeText(change)}`),
      ...notable.flatMap((effect) => [`    ${scope(effect)}:`, `      ${sentenceOf(effect)}`, `      ${effect.action}`]),
    ]);
    return [headingOf(difference), ...lines, ...(quiet(difference) ? [`  ${quiet(difference)}`] : [])].map((line) => `${visible(line)}\n`).join('');
  });
  return [...(parts.length > 0 ? parts : ['No change.\n']), ...(told ? [told] : [])].join('\n');
}

/** Differences as one comment in Markdown. Nothing in it comes through as markup, as a mention or as HTML. */
export function differenceMarkdown(differences: readonly PackDifference[], notes: readonly string[] = []): string {
  const told = notes.length > 0 ? `\n${print([paragraph([text('Notes:')]), list(notes.map((note) => item([text(shortened(note, longestNote))])))])}` : '';
  return changesMarkdown(differences) + told;
}

function changesMarkdown(differences: readonly PackDifference[]): string {
  const changed = differences.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return 'No pack changes its contract.\n';
  let shown = '';
  for (const [index, difference] of changed.entries()) {
    const part = print(packBlocks(difference));
    if (shown.length + part.length > longestMarkdown) {
      const rest = changed.slice(index);
      return `${shown}${shown ? '\n' : ''}${print([paragraph([text(`Too long to show: ${rest.slice(0, 100).map((one) => shortened(headingOf(one), longestHeading)).join('; ')}${rest.length > 100 ? ' and more' : ''}.`)])])}`;
    }
    shown += `${shown ? '\n' : ''}${part}`;
  }
  return shown;
}

/** Differences for programs: the same facts, with the part of the version that each pack's changes ask for; `standing` is null where one of the states has no tests. */
export function differenceJson(differences: readonly PackDifference[], notes: readonly string[] = [], standing: StandingChange | null = null): string {
  const packs = differences.filter(({ changes }) => changes.length > 0).map(({ changes, ...rest }) => ({
    ...rest, part: demandedPart(changes), changes: changes.map((change) => ({ ...change, text: changeText(change) })),
  }));
  return `${JSON.stringify({ packs, notes, standing }, null, 2)}\n`;
}

interface QueryGroup {
  readonly name: string;
  readonly changes: readonly Change[];
  /** Effects that somebody has to know. */
  readonly notable: readonly ReleaseEffect[];
}

function groupsOf({ changes, effects }: PackDifference): QueryGroup[] {
  const notable = effects.filter(({ advice }) => advice !== 'nothing');
  const names = new Set<string | undefined>([...changes.map(({ query }) => query), ...notable.map(({ query }) => query)]);
  return [...names].map((query) => ({
    name: query ?? 'the pack',
    changes: changes.filter((change) => change.query === query),
    notable: notable.filter((effect) => effect.query === query),
  }));
}

function headingOf({ pack, before, after, changes }: PackDifference): string {
  if (after === null) return `${pack}: removed, last ${before ?? 'unreleased'}`;
  if (before === null) return `${pack}: new, ${after}`;
  const part = demandedPart(changes);
  return part === 'none' ? `${pack} ${before}: no release needed` : `${pack} ${before} → ${after} (${part})`;
}

/** One sentence on a pack whose changes a fleet does not notice; none on a new pack, of which it logs all. */
function quiet({ before, effects }: PackDifference): string {
  if (before === null) return '';
  return effects.some(({ advice }) => advice !== 'nothing') ? '' : 'A running fleet logs nothing because of it.';
}

function scope({ hosts, osquery }: ReleaseEffect): string {
  return `${hosts}, ${osquery}`;
}

function sentenceOf({ logs, counter, consumer }: ReleaseEffect): string {
  return `${logs} Counter and epoch: ${counter}. Consumer: ${consumer}`;
}

function packBlocks(difference: PackDifference): BlockContent[] {
  const groups = groupsOf(difference);
  const items = groups.slice(0, mostQueries).map(({ name, changes, notable }): ListItem => ({
    type: 'listItem',
    spread: false,
    children: [
      paragraph([code(name), text(`: ${changes.map(changeText).join(' ') || 'Changed with its pack.'}`)]),
      ...(notable.length > 0 ? [list(notable.map(effectItem))] : []),
    ],
  }));
  const rest = groups.length - mostQueries;
  const quietText = quiet(difference);
  return [
    heading(3, headingOf(difference)),
    list(items),
    ...(rest > 0 ? [paragraph([text(`And ${rest} more queries.`)])] : []),
    ...(quietText ? [paragraph([text(quietText)])] : []),
  ];
}

function effectItem(effect: ReleaseEffect): ListItem {
  return item([text(`${scope(effect)}: ${sentenceOf(effect)} `), strong(effect.action)]);
}
