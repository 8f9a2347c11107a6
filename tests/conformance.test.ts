import { readFileSync } from 'node:fs';
import init from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { Engine } from '../src/engine/engine.ts';
import type { Target } from '../src/engine/answer.ts';
import { platforms } from '../src/model/platform.ts';
import { latestVersion, tablesAt } from '../src/osquery/schema.ts';
import { loggedRows } from '../src/rules/outcomes.ts';

interface Case {
  sql: string;
  rows?: (Record<string, string> | '...')[];
  error?: string;
  plan?: string[] | string;
  columns?: string[];
  warnings?: string[];
}

interface TableCase {
  table: string;
  columns: [name: string, type: string, key: number, hidden: 0 | 1][];
}

interface Exception {
  file: string;
  case: string;
  reason: string;
  /** True where the answer differs from run to run, so that it may be met by chance. */
  varies?: boolean;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(`conformance/${file}`, import.meta.url), 'utf8')) as T;
const exceptions = read<Exception[]>('exceptions.json');

/** The osqueryi that answered: Linux, events off. */
const linux: Target = { platform: 'linux', version: latestVersion, events: false };

/** Rows of the host that answered, as far as a case reads them. */
const hostRows = new Map([
  ['time', [new Map<string, string | bigint>([['year', 2026n], ['weekday', 'Monday']])]],
  ['processes', [new Map<string, string | bigint>([['pid', 1n], ['name', 'init']])]],
  ['uptime', [new Map([['days', 1n]])]],
]);

/** Index numbers count calls and mean nothing; the shell's hints to its documentation are not the engine's. */
const withoutNumbers = (plan: readonly string[]) => plan.map((line) => line.replace(/INDEX \d+:/, 'INDEX n:'));
const logged = (warnings: readonly string[] = [], error?: string) => warnings.filter((text) => text !== error && !text.startsWith('Please see the table documentation'));
const byName = (row: Record<string, string>) => Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(init);
});

/** Holds one case to what osquery answered; a listed exception must still be one. */
function hold(file: string, name: string, check: () => void): void {
  const exception = exceptions.find((entry) => entry.file === file && entry.case === name);
  if (!exception) return check();
  if (exception.varies) return;
  expect(check, `The exception for ${name} in exceptions.json is not needed any more: ${exception.reason}`).toThrow();
}

function outcome(target: Target, sql: string) {
  // The shell closes a statement that its user left open.
  const closed = `${sql};`;
  const answer = engine.analyse(closed, target);
  const result = engine.run(closed, target, hostRows);
  return { answer, result, error: answer.error?.message ?? result.error?.message };
}

/** A foreign table is asked on the platform that has it. */
function targetOf(sql: string): Target {
  const answers = platforms.map((platform) => engine.analyse(sql, { ...linux, platform }));
  return (answers.find(({ error }) => error === null) ?? answers.find(({ error }) => !error!.message.startsWith('no such table')) ?? answers[0]!).target;
}

describe.each(['functions.json', 'dialect.json', 'statements.json'])('%s', (file) => {
  test.each(read<Case[]>(file))('$sql', (entry) => {
    hold(file, entry.sql, () => {
      const { result, error } = outcome(linux, entry.sql);
      expect(error).toBe(entry.error);
      if (!entry.rows) return;
      const wanted = entry.rows.filter((row) => row !== '...');
      expect(loggedRows(result).slice(0, 3).map(byName)).toEqual(wanted.map(byName));
    });
  });
});

describe.each(['required.json', 'joins.json', 'plans-other-platforms.json'])('%s', (file) => {
  test.each(read<Case[]>(file))('$sql', (entry) => {
    hold(file, entry.sql, () => {
      const { answer, result, error } = outcome(file.startsWith('plans') ? targetOf(entry.sql) : linux, entry.sql);
      expect(error).toBe(entry.error);
      if (Array.isArray(entry.plan)) expect(withoutNumbers(answer.plan)).toEqual(withoutNumbers(entry.plan));
      if (entry.columns) expect([...new Set(result.columns)].sort()).toEqual(entry.columns);
      if (file !== 'plans-other-platforms.json') expect(logged(result.warnings, error)).toEqual(logged(entry.warnings, entry.error));
    });
  });
});

describe.each(['tables.json', 'tables-other-platforms.json'])('%s', (file) => {
  test.each(read<TableCase[]>(file))('$table', (entry) => {
    hold(file, entry.table, () => {
      const platform = file === 'tables.json' ? 'linux' : platforms.find((candidate) => tablesAt(candidate, latestVersion).has(entry.table))!;
      const { rows } = engine.run(`PRAGMA table_xinfo(${entry.table})`, { ...linux, platform }, new Map());
      expect(rows.map((row) => [row[1], row[2], Number(row[5]), Number(row[6]) === 0 ? 0 : 1])).toEqual(entry.columns);
    });
  });
});

test('every exception names a case', () => {
  for (const { file, case: name } of exceptions) {
    const names = read<(Case & TableCase)[]>(file).map((entry) => entry.sql ?? entry.table);
    expect(names).toContain(name);
  }
});
