import type { SourceFile } from '../../content/files.ts';
import { differenceMarkdown } from '../../report/difference.ts';
import { checkContent } from '../check-repository.ts';
import { compareContent } from '../compare-content.ts';
import { openEngine } from '../open-engine.ts';
import { cpuSeconds, median } from './cpu.ts';
import { generateContent } from './generate.ts';

/** What one process measured: CPU seconds, medians of three rounds. */
export interface DiffMeasure {
  readonly queries: number;
  /** Checking both states, each by itself. */
  readonly checkSeconds: number;
  /** Comparing them, reading and checking included. */
  readonly diffSeconds: number;
  readonly changes: number;
}

const queries = Number(process.argv[2]);
const before = generateContent(queries);
// Every third query runs half as often: a change with an effect to be found for each.
const after = before.map((file, index): SourceFile => (index % 3 === 0 ? { ...file, text: file.text.replace(/^( +interval: )(\d+)$/m, (_, key: string, seconds: string) => `${key}${Number(seconds) * 2}`) } : file));

const checks: number[] = [];
const diffs: number[] = [];
let changes = 0;
for (let round = 0; round < 3; round++) {
  let start = cpuSeconds();
  for (const files of [before, after]) checkContent(await openEngine(), { files, findings: [] });
  checks.push(cpuSeconds() - start);
  start = cpuSeconds();
  const engine = await openEngine();
  const differences = compareContent(checkContent(engine, { files: before, findings: [] }), checkContent(engine, { files: after, findings: [] }));
  differenceMarkdown(differences);
  changes = differences.reduce((sum, difference) => sum + difference.changes.length, 0);
  diffs.push(cpuSeconds() - start);
}
console.log(JSON.stringify({ queries, checkSeconds: median(checks), diffSeconds: median(diffs), changes } satisfies DiffMeasure));
