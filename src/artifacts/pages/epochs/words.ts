import type { LogLine } from '../../../osquery/simulator/index.ts';
import type { ComparedName, Verdict } from './comparison.ts';
import type { RunEntry } from './lab.ts';
import { rowLabel } from './lab-query.ts';

/** The lines of a run by the names of their rows: `README removed; 20-backup added`; nothing where there is none. */
export function linesWords(lines: readonly LogLine[]): string {
  const named = (action: LogLine['action']) => lines.filter((line) => line.action === action).flatMap(({ columns, snapshot }) => snapshot ?? (columns ? [columns] : [])).map(rowLabel);
  const parts = (['removed', 'added', 'snapshot'] as const).map((action) => [named(action), action === 'snapshot' ? 'in a snapshot' : action] as const);
  return parts.flatMap(([names, action]) => (names.length > 0 ? [`${names.join(', ')} ${action}`] : [])).join('; ');
}

/** Counter and epoch that the lines of a run show, or what became of the counter without a line. */
export function counterWords({ lines }: RunEntry, before: number | undefined, after: number | undefined): string {
  const [line] = lines;
  if (line) return `counter ${line.counter}, epoch ${line.epoch}`;
  return before === after ? `no line; the counter stays at ${after}` : `no line; the counter moves to ${after} unseen`;
}

const verdictTexts: Readonly<Record<Exclude<Verdict, 'same'>, (rows: string, name: string) => string>> = {
  stale: (rows) => `still holds ${rows}`,
  missing: (rows) => `lacks ${rows}`,
  twice: (rows) => `holds ${rows} twice`,
  'left-open': (rows, name) => `holds ${rows} open under ${name} for ever`,
  repeated: (rows, name) => `has ${rows} under ${name} as well`,
};

/** Where the consumer differs from what the query gives now, in one sentence without its subject: `still holds README`. */
export function verdictWords(names: readonly ComparedName[]): string {
  const parts = names.flatMap(({ name, rows }) =>
    (Object.keys(verdictTexts) as Exclude<Verdict, 'same'>[]).flatMap((verdict) => {
      const labels = rows.filter((row) => row.verdict === verdict).map(({ label }) => label);
      return labels.length > 0 ? [verdictTexts[verdict](labels.join(', '), name)] : [];
    }));
  return parts.length > 0 ? parts.join('; ') : 'holds just what the query gives';
}
