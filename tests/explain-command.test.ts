import { expect, test } from 'vitest';
import { repository, run } from './repository.ts';

const explain = (...args: string[]) => run(repository({}), 'explain', ...args);

test('a join is told in the order in which osquery carries it out, with its columns', async () => {
  const { code, output } = await explain('SELECT u.username, k.path FROM users AS u CROSS JOIN user_ssh_keys AS k USING (uid)');
  expect(code).toBe(0);
  expect(output).toContain('Runs on darwin, linux, windows from osquery');
  expect(output).toMatch(/1\. First, osquery reads users \(as u\) whole\.\n\s+2\. For each row of u, osquery reads user_ssh_keys \(as k\) only for the given uid\./);
  expect(output).toContain('user_ssh_keys has rows by user');
  expect(output).toMatch(/username {2}TEXT\n/);
});

test('what osquery refuses is told at its place in the SQL, once for all platforms', async () => {
  const { code, output } = await explain('SELECT 1 AS one\nFROM procesess');
  expect(code).toBe(1);
  expect(output).toContain('On darwin, linux, windows, osquery');
  expect(output).toContain('sql:2:6 error sql-compiles');
  expect(output.match(/no such table: procesess/g)).toHaveLength(2);
  expect(output).toContain('on darwin, linux and windows refuses the SQL');
});

test('what osquery takes but ends with an error, for a required column, is refused too', async () => {
  const { code, output } = await explain('SELECT path FROM file');
  expect([code, output]).toEqual([1, expect.stringContaining('Runs nowhere as it is.')]);
});

test('platforms that do the same are told together, others apart', async () => {
  const { output } = await explain('SELECT pid FROM process_events');
  expect(output).toContain('; not on windows.');
  expect(output.match(/^On /gm)).toHaveLength(2);
  expect(output).toContain('--disable_audit=false');
});

test('one platform and an older osquery can be asked, and programs get JSON', async () => {
  const { output } = await explain('SELECT pid FROM processes', '--platform', 'windows', '--osquery', '5.12.1', '--format', 'json');
  expect(JSON.parse(output)).toMatchObject({ version: 1, osquery: '5.12.1', platforms: { windows: { error: null, columns: [{ name: 'pid', type: 'BIGINT' }], findings: [] } } });
});

test.each<[what: string, args: string[], told: string]>([
  ['an unknown version', ['SELECT 1', '--osquery', '5.12'], 'the nearest known are 5.11.0 and 5.12.1'],
  ['an unknown platform', ['SELECT 1', '--platform', 'macos'], 'Did you mean darwin?'],
  ['no SQL', [], 'Give the SQL in quotes'],
  ['an empty text', [' '], 'The SQL is empty.'],
  ['an unknown format', ['SELECT 1', '--format', 'xml'], "Unknown format 'xml'"],
])('%s is wrong use', async (_, args, told) => {
  const { code, output } = await explain(...args);
  expect([code, output]).toEqual([2, expect.stringContaining(told)]);
});
