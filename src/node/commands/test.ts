import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Command } from '../command.ts';
import { runNode, type ProgramResult } from '../run-program.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** One part of the test run: how it is started, and how its outcome is counted. */
interface Part {
  readonly title: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  count(result: ProgramResult): Count;
}

const reports = '.generated/test';
const cli = 'scripts/osquery-packs.mjs';

/** A program that is one test of its own: it passes where it exits with 0. */
const asOne = ({ code }: ProgramResult): Count => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Counts of a report file; a run that failed without a failing test in its report counts as one failure. */
function counted(result: ProgramResult, read: () => Count): Count {
  try {
    const count = read();
    return result.code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function readReport<T>(root: string, name: string): T {
  return JSON.parse(readFileSync(path.join(root, reports, name), 'utf8')) as T;
}

/** The parts of a test run, in order. */
function partsOf(root: string): Part[] {
  return [
    { title: 'Types', args: ['node_modules/typescript/bin/tsc', '--noEmit'], count: asOne },
    {
      title: 'Unit tests', args: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/unit.json`],
      count: (result) => counted(result, () => {
        const report = readReport<{ numPassedTests: number; numFailedTests: number }>(root, 'unit.json');
        return { passed: report.numPassedTests, failed: report.numFailedTests };
      }),
    },
    { title: 'Content against the rules', args: [cli, 'check'], count: asOne },
    {
      title: 'Tests of the queries', args: [cli, 'test-queries'],
      count: (result) => counted(result, () => {
        const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(result.output)!;
        return { passed: Number(passed), failed: Number(failed) };
      }),
    },
    { title: 'Artefacts are up to date', args: [cli, 'build:packs', '--check'], count: asOne },
    { title: 'The site builds', args: [cli, 'build'], count: asOne },
    {
      title: 'The site in a browser', args: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(root, reports, 'browser.json') },
      count: (result) => counted(result, () => {
        const { stats } = readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(root, 'browser.json');
        return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
      }),
    },
  ];
}

/** Runs every test there is. */
export const test: Command = {
  name: 'test',
  help: `Usage: npm test

Checks the types, runs the unit tests, holds the content to the rules, runs the tests of
the queries, compares the artefacts in git with fresh ones, builds the site and drives it
in a browser. All parts run even where one fails; the last line sums them up.

Exit codes: 0 all pass, 1 some fail, 2 wrong use.`,
  options: {},
  words: 0,
  async run({ root }) {
    rmSync(path.join(root, reports), { recursive: true, force: true });
    mkdirSync(path.join(root, reports), { recursive: true });
    const counts: (Count & { title: string; seconds: number })[] = [];
    for (const { title, args, env, count } of partsOf(root)) {
      console.log(`\n== ${title}`);
      const started = Date.now();
      const result = await runNode(args, root, { ...process.env, ...env });
      counts.push({ title, ...count(result), seconds: Math.round((Date.now() - started) / 1000) });
    }
    const sum = (key: 'passed' | 'failed') => counts.reduce((total, part) => total + part[key], 0);
    console.log(`\n${counts.map(({ title, passed, failed, seconds }) => `${title}: ${passed} of ${passed + failed} (${seconds} s)`).join('\n')}`);
    console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
    return sum('failed') > 0 ? 1 : 0;
  },
};
