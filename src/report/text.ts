import type { Finding, Level } from '../model/finding.ts';
import { countLevels, type CheckReport } from './check-report.ts';
import { excerpt, visible } from './screen.ts';

export interface TextOptions {
  /** ANSI colours; off where nothing is said. */
  readonly color?: boolean;
  /** Terminal columns that an excerpt of the source may take; 100 where nothing is said. */
  readonly width?: number;
  /** Whether notes are shown, or only counted; shown where nothing is said. */
  readonly notes?: boolean;
}

type Style = Level | 'place' | 'dim';

const codes: Readonly<Record<Style, number>> = { error: 31, warning: 33, note: 36, place: 1, dim: 2 };

/**
 * Findings as text for a terminal: place, level and rule, the message, the source line with a caret, what to do.
 * An empty line stands between two files, and a closing line counts. Whatever comes from a file is made visible, so
 * that no control character reaches the terminal.
 */
export function textReport(report: Pick<CheckReport, 'files' | 'findings'>, options: TextOptions = {}): string {
  const shown = report.findings.filter(({ level }) => options.notes !== false || level !== 'note');
  const lines = shown.flatMap((finding, index) => {
    const newFile = index > 0 && shown[index - 1]!.place.file !== finding.place.file;
    return [...(newFile ? [''] : []), ...findingLines(finding, options)];
  });
  if (lines.length > 0) lines.push('');
  return `${[...lines, summary(report)].join('\n')}\n`;
}

/** The closing line, such as `3 errors, 1 warning, 2 notes in 41 files.` */
export function summary({ files, findings }: Pick<CheckReport, 'files' | 'findings'>): string {
  const counts = countLevels(findings);
  const parts = (['error', 'warning', 'note'] as const).filter((level) => counts[level] > 0).map((level) => counted(counts[level], level));
  return `${parts.join(', ') || 'Nothing found'} in ${counted(files, 'file')}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** One finding: its place and rule, the message, the source line with a caret, what to do. */
export function findingLines(finding: Finding, { color, width = 100 }: TextOptions = {}): string[] {
  const paint = (text: string, style: Style) => (color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
  const { place, level, rule, message, advice, source } = finding;
  const lines = [
    `${paint(`${visible(place.file)}:${place.line}:${place.column}`, 'place')} ${paint(level, level)} ${visible(rule)}`,
    `  ${visible(message)}`,
  ];
  if (source !== undefined) {
    const number = String(place.line).padStart(5);
    const { text, caret } = excerpt(source, place.column, width);
    lines.push(`${paint(`${number} |`, 'dim')} ${text}`.trimEnd(), `${paint(`${' '.repeat(number.length)} |`, 'dim')} ${' '.repeat(caret)}${paint('^', level)}`);
  }
  if (advice !== undefined) lines.push(`  → ${visible(advice)}`);
  return lines;
}
