import { readFileSync } from 'node:fs';
import init from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Platform } from '../../model/platform.ts';
import { findFunction, functions, takesArguments } from '../../osquery/functions.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { adoptSqlite, allocText, readText, type Sqlite } from '../sqlite.ts';
import { osqueryErrorText, registerFunctions } from './register.ts';
import { listForms } from './removal.ts';

interface Case {
  readonly sql: string;
  readonly rows?: readonly Record<string, string>[];
  readonly error?: string;
}

interface Exception {
  readonly file: string;
  readonly case: string;
}

const conformance = (file: string) => JSON.parse(readFileSync(new URL(`../../../tests/conformance/${file}`, import.meta.url), 'utf8'));

let sqlite: Sqlite;
const databases = new Map<Platform, number>();

function open(platform: Platform, version = latestVersion): number {
  const { wasm, capi } = sqlite;
  const out: number = wasm.exports['sqlite3_malloc']!(4);
  capi['sqlite3_open_v2'](':memory:', out, capi['SQLITE_OPEN_READWRITE'] | capi['SQLITE_OPEN_CREATE'], null);
  const db = wasm.heap32()[out >> 2]!;
  registerFunctions(sqlite, db, { platform, version });
  return db;
}

beforeAll(async () => {
  sqlite = adoptSqlite(await init());
  for (const platform of ['linux', 'windows'] as const) databases.set(platform, open(platform));
});

/** Rows as osquery logs them, or the error in osquery's words. */
function ask(sql: string, platform: Platform = 'linux'): Pick<Case, 'rows' | 'error'> {
  const { wasm: { exports, heap32 } } = sqlite;
  const db = databases.get(platform)!;
  const out: number = exports['sqlite3_malloc']!(4);
  const failed = () => ({ error: osqueryErrorText(readText(sqlite, exports['sqlite3_errmsg']!(db)), latestVersion) });
  const text = allocText(sqlite, sql);
  if (exports['sqlite3_prepare_v2']!(db, text.pointer, text.bytes, out, 0) !== 0) return failed();
  const statement = heap32()[out >> 2]!;
  try {
    const rows: Record<string, string>[] = [];
    for (;;) {
      const code = exports['sqlite3_step']!(statement);
      if (code === 101) return { rows };
      if (code !== 100) return failed();
      const names = Array.from({ length: exports['sqlite3_column_count']!(statement) }, (_, index) => readText(sqlite, exports['sqlite3_column_name']!(statement, index)));
      rows.push(Object.fromEntries(names.map((name, index) => [name, readText(sqlite, exports['sqlite3_column_text']!(statement, index))])));
    }
  } finally {
    exports['sqlite3_finalize']!(statement);
  }
}

/** Type and value of one expression, or its error. */
function value(expression: string, platform: Platform = 'linux'): string {
  const { rows, error } = ask(`SELECT typeof(${expression}) AS t, ${expression} AS v`, platform);
  return error ?? `${rows![0]!['t']} ${rows![0]!['v']}`;
}

describe('what a real osquery answered', () => {
  const exceptions: readonly Exception[] = conformance('exceptions.json');
  const excepted = new Set(exceptions.filter(({ file }) => file === 'functions.json').map((exception) => exception.case));
  // Their results are random, or depend on the files of the host.
  const undecided = /randomblob|find_file_path_in_cmd|is_path_deterministic/;
  const cases = (conformance('functions.json') as Case[]).filter(({ sql }) => !excepted.has(sql) && !undecided.test(sql));
  test.each(cases)('$sql', ({ sql, rows, error }) => {
    expect(ask(sql)).toEqual(error === undefined ? { rows } : { error });
  });
});

describe('beyond the cases of a real osquery', () => {
  test.each([
    ['exp(1000)', 'real Inf'],
    ['exp(12000)', 'Numerical result out of range'],
    ['exp(-1000)', 'real 0.0'],
    ['cos(1e999)', 'Numerical argument out of domain'],
    ['power(1, 1e999)', 'real 1.0'],
    ['power(-8, 0.5)', 'Numerical argument out of domain'],
    ['power(10, 400)', 'Numerical result out of range'],
    ['ceil(1e300)', 'integer -9223372036854775808'],
    ['floor(9007199254740993)', 'integer 9007199254740993'],
    ["split('a\u2192b', '\u2192', 1)", 'text b'],
    ["split(';a ;\tb', ';', 1)", 'text b'],
    ["split('a b', ' ', '1')", 'text b'],
    ["regex_match('ab', '" + 'a'.repeat(257) + "', 0)", 'Invalid regex: too big, max size is 256 bytes'],
    ["regex_split('ab', '" + 'a'.repeat(257) + "', 0)", 'Invalid regex'],
    ["regex_match('" + 'a'.repeat(60) + "b', '(a+)+$', 0)", 'Invalid regex'],
    ['concat_ws()', 'Missing separator to concat_ws'],
    [`concat(${Array(127).fill("'a'").join()})`, `text ${'a'.repeat(127)}`],
    [`concat(${Array(128).fill("'a'").join()})`, 'too many arguments on function concat'],
    ["hex(from_base64('gA=='))", 'text 80'],
    ["from_base64('aGVs' || char(10) || 'bG8=')", 'text hello'],
    ["from_base64('YQ==YQ==')", 'text a'],
    ["from_base64('abcde')", 'text '],
    ["in_cidr_block('::/0', '::1')", 'integer 0'],
    ["in_cidr_block('2001:db8::/33', '2001:db8:7fff::1')", 'integer 1'],
    ["in_cidr_block('2001:db8::/33', '2001:db8:8000::1')", 'integer 0'],
    ["in_cidr_block('10.0.0.0', '10.0.0.1')", 'CIDR for IP address v4 cannot be parsed'],
    ["in_cidr_block('10.0.0.0/8', 10)", 'IP address must be a string'],
    ["community_id_v1('128.232.110.120', '66.35.250.204', 34855, 80, 6)", 'text 1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
    ["community_id_v1('1.2.3.4', '5.6.7.8', 70000, 80, 6)", 'null '],
    ["community_id_v1_strict('1.2.3.4', '5.6.7.8', 70000, 80, 6)", 'Community ID ports must fit in 2 bytes'],
    ["community_id_v1_strict('1.2.3.4', '5.6.7.8', 1, 80, 256)", 'Community ID protocol must fit in 1 byte'],
    ["version_compare('1.0~rc1', '1.0', 'rhel')", 'integer -1'],
    ["version_compare('1.0~rc1', '1.0', 'DPKG')", 'integer 1'],
    ["version_compare('1.0')", 'Must provide two version strings to compare.'],
    ["version_compare('1', '2', 3)", 'The optional third parameter is not a string.'],
    ["parent_directory('C:\\a\\b')", 'null '],
    ["'1.10' > '1.9' COLLATE version", 'integer 1'],
    ["soundex('123')", 'text ?000'],
    ["soundex('Tymczak')", 'text T522'],
    ["2.718281828459045 || ''", 'text 2.71828182845905'],
    ['find_file_path_in_cmd()', 'Invalid inputs to find_binary_path_from_cmd'],
    ["is_path_deterministic('cat', 0, 'xx')", 'Invalid inputs to is_path_deterministic'],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  test('both directions of a flow have one community id', () => {
    const forward = value("community_id_v1('fe80::1', 'fe80::2', 1, 2, 17)");
    expect(forward).toMatch(/^text 1:[A-Za-z0-9+/]{27}=$/);
    expect(value("community_id_v1('fe80::2', 'fe80::1', 2, 1, 17)")).toBe(forward);
  });

  test('a path has the separator of the platform', () => {
    expect(value("parent_directory('C:\\a\\b')", 'windows')).toBe('text C:\\a');
    expect(value("parent_directory('/a/b')", 'windows')).toBe('null ');
  });

  test('a function that needs the host prepares, and fails when it runs', () => {
    expect(ask("SELECT find_file_path_in_cmd('cat') WHERE 0")).toEqual({ rows: [] });
    expect(value("find_file_path_in_cmd('cat /etc/passwd')")).toMatch(/^find_file_path_in_cmd\(\) looks at the files of the host/);
  });

  test('carve is an aggregate, off as by default', () => {
    expect(ask("SELECT carve(path) AS c FROM (SELECT '/a' AS path UNION SELECT '/b')")).toEqual({ rows: [{ c: 'Carve Failed:' }] });
  });

  test('a constant pattern can be matched with many rows', () => {
    const sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT count(*) AS c FROM n WHERE regex_match('row ' || i, '^row [0-9]*7$', 0) IS NOT NULL";
    expect(ask(sql)).toEqual({ rows: [{ c: '50' }] });
  });
});

describe('what newer SQLite has and osquery has not', () => {
  test.each([
    ['if(1, 2)', 'no such function: if'],
    ['if()', 'no such function: if'],
    ['iif(1, 2)', 'wrong number of arguments to function iif()'],
    ['iif(1, 2, 3, 4, 5)', 'wrong number of arguments to function iif()'],
    ['iif(1, 2, 3)', 'integer 2'],
    ["iif(1, 'kept', abs(-9223372036854775808))", 'text kept'],
    ['log(2, 8)', 'wrong number of arguments to function log()'],
    ["json_valid('1', 1)", 'wrong number of arguments to function json_valid()'],
    ["unistr('a')", 'no such function: unistr'],
    ["jsonb_group_array(1)", 'no such function: jsonb_group_array'],
    ['percentile_cont(1, 1)', 'no such function: percentile_cont'],
    ['unknown()', 'no such function: unknown'],
  ])('%s', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  test.each([
    ["SELECT string_agg('a', ',') OVER ()", 'no such function: string_agg'],
    ["SELECT * FROM jsonb_each('{}')", 'no such table: jsonb_each'],
    ["SELECT * FROM jsonb_tree('{}')", 'no such table: jsonb_tree'],
    ['SELECT * FROM sqlite_stmt', 'no such table: sqlite_stmt'],
    ['CREATE VIRTUAL TABLE t USING fts5(a)', 'no such module: fts5'],
    ['EXPLAIN SELECT nosuch(1)', 'no such function: nosuch'],
  ])('%s', (sql, error) => {
    expect(ask(sql)).toEqual({ error });
  });

  test('dbstat and json_each stay', () => {
    expect(ask('SELECT count(*) AS n FROM dbstat').error).toBeUndefined();
    expect(ask("SELECT value AS v FROM json_each('[7]')")).toEqual({ rows: [{ v: '7' }] });
  });
});

describe('the facts and the engine', () => {
  test('every function left in the engine is one of osquery, with an arity it takes', () => {
    const strange = listForms(sqlite, open('linux')).filter(({ name, arity }) => {
      const facts = findFunction(name);
      // What was taken away stays in the list of built-in functions, but cannot be called.
      if (!facts || (arity >= 0 && !takesArguments(facts, arity))) return !/no such function|wrong number/.test(value(`${name}(${Array(Math.max(arity, 0)).fill('1').join()})`));
      return false;
    });
    expect(strange).toEqual([]);
  });

  test('every function of the facts can be called with each of its numbers of arguments', () => {
    const callable = functions.filter(({ name, kind }) => /^\w+$/.test(name) && !name.startsWith('current_') && kind !== 'table-valued');
    const missing = callable.flatMap(({ name, arities, kind }) => arities.map((arity) => {
      const args = Array(Number.parseInt(String(arity), 10)).fill("'1'").join();
      return ask(`EXPLAIN SELECT ${name}(${args})${kind === 'window' ? ' OVER ()' : ''}`).error ?? '';
    })).filter((error) => /no such function|wrong number/.test(error));
    expect(missing).toEqual([]);
  });

  test('an error text that is not about a function stays', () => {
    expect(osqueryErrorText('no such column: if', latestVersion)).toBe('no such column: if');
  });
});
