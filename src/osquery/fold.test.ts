import { expect, test } from 'vitest';
import { foldHistory, foldPublished, printFacts, type PublishedTable, type SchemaFacts } from './fold.ts';
import { aliasTarget, columnSpans, latestVersion, schema, tablesAt, tableSpans } from './schema.ts';

const facts = foldHistory(
  {
    versions: ['5.0.1', '5.1.0'],
    tables: {
      b: { evented: true, on: { linux: [['5.0.1', null]], freebsd: [['5.0.1', '5.0.1']] }, columns: { x: { type: 'text', index: true, on: { linux: [['5.0.1', null]] } }, gone: { type: 'text', on: { linux: [['5.0.1', '5.0.1']] } } } },
      a: { evented: false, on: { darwin: [['5.1.0', null]] }, columns: { y: { type: 'bigint', on: { darwin: [['5.1.0', null]] } } } },
    },
  },
  { tables: { b: { attributes: ['event_subscriber'], columns: { x: { type: 'text', options: ['index', 'optimized'], collate: 'nocase' } } } } },
);

const published = (...tables: Partial<PublishedTable>[]): PublishedTable[] => tables.map((table) => ({ name: 'b', platforms: ['linux'], columns: [{ name: 'x', type: 'text' }], ...table }));

test('a history and the newest specs make one set of facts', () => {
  expect(facts.tables['b']).toEqual({
    on: { linux: [['5.0.1', null]] }, evented: true, attributes: ['event_subscriber'],
    columns: [{ name: 'x', type: 'text', options: ['index', 'optimized'], collate: 'nocase' }, { name: 'gone', type: 'text', on: { linux: [['5.0.1', '5.0.1']] } }],
  });
  expect(JSON.parse(printFacts(facts))).toEqual(facts);
  expect(printFacts(facts).split('\n').filter((line) => line.startsWith('  "'))).toHaveLength(2);
});

test('a published schema adds a version: what is new begins, what is missing ends', () => {
  const next = foldPublished(facts, '5.2.0', published({ platforms: ['linux', 'windows'], columns: [{ name: 'x', type: 'text' }, { name: 'z', type: 'integer', required: true, platforms: ['windows'] }] }, { name: 'c', platforms: ['darwin'] }));
  expect(next.versions).toEqual(['5.0.1', '5.1.0', '5.2.0']);
  expect(next.tables['a']!.on).toEqual({ darwin: [['5.1.0', '5.1.0']] });
  expect(next.tables['b']!.on).toEqual({ linux: [['5.0.1', null]], windows: [['5.2.0', null]] });
  expect(next.tables['b']!.columns.find(({ name }) => name === 'z')).toEqual({ name: 'z', type: 'integer', options: ['required'], on: { windows: [['5.2.0', null]] } });
  expect(next.tables['b']!.columns[0]).toMatchObject({ options: ['index', 'optimized'], collate: 'nocase' });
  expect(next.tables['c']!.on).toEqual({ darwin: [['5.2.0', null]] });
});

test('a table that comes back has two spans', () => {
  const without = foldPublished(facts, '5.2.0', published({ name: 'a', platforms: ['darwin'] }));
  const back = foldPublished(without, '5.3.0', published({}));
  expect(back.tables['b']!.on.linux).toEqual([['5.0.1', '5.1.0'], ['5.3.0', null]]);
});

test('a version that is not newer is refused', () => {
  expect(() => foldPublished(facts, '5.1.0', published({}))).toThrow('osquery 5.1.0 is not newer than 5.1.0');
});

test('the facts of osquery 5.23.1', () => {
  expect(latestVersion).toBe('5.23.1');
  expect(Object.keys((schema satisfies SchemaFacts).tables).length).toBe(304);
  expect(tableSpans('crontab', 'windows')).toEqual([]);
  expect(columnSpans('file', 'symlink_target_path', 'linux')).toEqual([['5.17.0', null]]);
  expect(columnSpans('nothing', 'x', 'linux')).toEqual([]);
  expect([aliasTarget('hosts', 'linux', latestVersion), aliasTarget('yara', 'linux', '5.22.1'), aliasTarget('yara', 'linux', latestVersion)]).toEqual(['etc_hosts', undefined, 'yara_file']);
  const file = tablesAt('linux', latestVersion).get('file')!;
  expect(file.columns.find(({ name }) => name === 'volume_serial')).toMatchObject({ foreign: true });
  expect(tablesAt('linux', '2.7.0').get('kernel_modules')!.columns.find(({ name }) => name === 'size')!.type).toBe('TEXT');
});
