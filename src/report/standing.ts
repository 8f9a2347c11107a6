import type { StandingChange } from '../rules/standing.ts';
import { code, heading, item, list, paragraph, print, shortened, text } from './markdown.ts';
import { visible } from './screen.ts';

/** Most lines of one kind; the rest is counted, so that a comment stays within what GitHub takes. */
const mostLines = 30;
const longestLine = 400;

interface Part {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly told: string }[];
}

/** What became of the findings, costs, tests and coverage, for a terminal; an empty text where nothing did. */
export function standingText(change: StandingChange): string {
  return partsOf(change).map(({ title, lines }) => `${title}:\n${lines.map(({ name, told }) => `  ${visible(name)}: ${visible(told)}\n`).join('')}`).join('\n');
}

/** The same as Markdown; nothing in it comes through as markup, as a mention or as HTML. */
export function standingMarkdown(change: StandingChange): string {
  const parts = partsOf(change);
  if (parts.length === 0) return '';
  return print(parts.flatMap(({ title, lines }) => [
    heading(3, title),
    list(lines.slice(0, mostLines).map(({ name, told }) => item([code(shortened(name, longestLine)), text(`: ${shortened(told, longestLine)}`)]))),
    ...(lines.length > mostLines ? [paragraph([text(`And ${lines.length - mostLines} more.`)])] : []),
  ]));
}

function partsOf({ found, mended, cost, classes, tests, covered, uncovered }: StandingChange): Part[] {
  const parts: Part[] = [
    {
      title: mended > 0 ? `New findings (${mended} mended)` : 'New findings',
      lines: found.length > 0 || mended === 0 ? found.map(({ place, rule, level, message }) => ({ name: `${place.file}:${place.line}`, told: `${level} ${rule}. ${message}` })) : [{ name: 'none', told: `${mended} mended` }],
    },
    {
      title: 'Cost',
      lines: [
        ...cost.map(({ pack, platform, before, after }) => ({ name: pack, told: `${seconds(before)} → ${seconds(after)} of CPU a day on ${platform}` })),
        ...classes.map(({ query, before, after }) => ({ name: query, told: `${before} → ${after}` })),
      ],
    },
    { title: 'Tests', lines: tests.map(({ pack, before, after, failing }) => ({ name: pack, told: `${before} → ${after} cases${failing > 0 ? `, ${failing} of them failing` : ''}` })) },
    {
      title: 'ATT&CK coverage',
      lines: [...covered.map((id) => ({ name: id, told: 'covered now' })), ...uncovered.map((id) => ({ name: id, told: 'no longer covered' }))],
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function seconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} s`;
}
