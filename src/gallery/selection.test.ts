import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { awkwardLine, awkwardSql } from '../artifacts/fixture.ts';
import { readPackFile } from '../content/osquery-conf/index.ts';
import { longestName, queryNamePattern } from '../model/names.ts';
import { picked } from './fixture.ts';
import { packNameFault, packOfSelection, queryNames } from './selection.ts';

const text = (selection: ReturnType<typeof packOfSelection>, format: string) => selection.files.find((file) => file.format === format)!.text;

describe('the name of a pack', () => {
  test.each([['my-pack', null], ['a1', null], ['', 'letters'], ['My-pack', 'letters'], ['my_pack', 'letters'], ['1a', 'letters'], ['main', 'replaces'], ['taken', 'is a pack of this site'], ['x'.repeat(101), 'at most 100']])('%s', (name, fault) => {
    const found = packNameFault(name, ['taken']);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toContain(fault);
  });
});

describe('the names of queries', () => {
  test('stay where each is there once', () => expect([...queryNames([picked('a/x'), picked('b/y')])]).toEqual([['a/x', 'x'], ['b/y', 'y']]));

  test('of different packs that are the same get the names of the packs in front', () =>
    expect([...queryNames([picked('linux-persistence/x'), picked('b/y'), picked('examples/joins/x')])]).toEqual([['linux-persistence/x', 'linux_persistence_x'], ['b/y', 'y'], ['examples/joins/x', 'joins_x']]));

  test('differ whatever the sources are called', () => {
    const long = `q${'x'.repeat(longestName - 1)}`;
    const sources = ['a-b/c', 'a/c', 'a/b_c', 'd/b_c', 'e/a_c', `a/${long}`, `b/${long}`];
    const names = [...queryNames(sources.map((ref) => picked(ref))).values()];
    expect(new Set(names).size).toBe(sources.length);
    for (const name of names) {
      expect(name).toMatch(queryNamePattern);
      expect(name.length).toBeLessThanOrEqual(longestName);
    }
  });
});

describe('the files', () => {
  test('hold the SQL as it is, in each format', () => {
    const selection = packOfSelection('mine', [picked('a/x', { query: awkwardSql }), picked('b/y')]);
    expect(selection.files.map(({ name }) => name)).toEqual(['mine.conf', 'mine.fleet.yml', 'mine.gitops.yml', 'mine.kibana.json']);
    const reading = readPackFile({ path: 'mine.conf', text: text(selection, 'osquery') }, 'mine');
    expect(reading.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(reading.packs[0]!.queries.map(({ logName, sql }) => [logName, sql])).toEqual([['pack_mine_x', awkwardLine], ['pack_mine_y', 'SELECT p.pid FROM processes AS p']]);
    expect((loadAll(text(selection, 'fleet')) as { spec: { query: string } }[])[0]!.spec.query).toBe(awkwardSql);
    expect((load(text(packOfSelection('mine', [picked('b/y')]), 'gitops')) as { name: string; query: string }[])).toMatchObject([{ name: 'mine/y', query: 'SELECT p.pid\nFROM processes AS p;\n' }]);
    expect(JSON.parse(text(selection, 'kibana')).queries.x.query).toBe(awkwardLine);
  });

  test('say what they were taken from', () => {
    const selection = packOfSelection('mine', [picked('a/x'), picked('a/y'), picked('examples/joins/z')]);
    expect(JSON.parse(text(selection, 'osquery')).description).toBe('A selection of 2 queries and 1 example. (a 1.2.0, examples/joins)');
    expect(text(selection, 'gitops')).toMatch(/^# mine, a selection from a 1\.2\.0, examples\/joins\.\n/);
  });

  test('schedule an example as asked, and a query of a pack as its pack does', () => {
    const schedule = { interval: 60, logging: 'snapshot' } as const;
    const { queries } = JSON.parse(text(packOfSelection('mine', [picked('a/x'), picked('examples/joins/z'), picked('examples/joins/y')], { 'a/x': schedule, 'examples/joins/z': schedule }), 'osquery'));
    expect(queries).toMatchObject({ x: { interval: 3600, snapshot: false }, y: { interval: 3600, snapshot: false }, z: { interval: 60, snapshot: true } });
  });
});

describe('what the queries need', () => {
  const paths = (value: unknown) => ({ config: { file_paths: value } });

  test('flags are told and in no file', () => {
    const selection = packOfSelection('mine', [picked('a/x', {}, { flags: { disable_events: 'false' } }), picked('b/y')]);
    expect(selection.flags).toEqual({ disable_events: 'false' });
    expect(text(selection, 'osquery')).not.toContain('disable_events');
  });

  test('flags at different values are told', () =>
    expect(packOfSelection('mine', [picked('a/x', {}, { flags: { f: '1' } }), picked('b/y', {}, { flags: { f: '2' } })]).notes).toEqual([expect.stringContaining('the flag f at different values: 1 and 2')]));

  test('sections of configuration are put together from all packs that are needed', () => {
    const needs = { sections: ['file_paths'] };
    const selection = packOfSelection('mine', [picked('a/x', {}, needs, paths({ etc: ['/etc/%'], a: ['/a'] })), picked('b/y', {}, needs, paths({ etc: ['/etc/%', '/etc/ssh/%'], b: ['/b'] })), picked('c/z', {}, {}, paths({ c: ['/c'] }))]);
    expect(JSON.parse(text(selection, 'osquery')).file_paths).toEqual({ etc: ['/etc/%', '/etc/ssh/%'], a: ['/a'], b: ['/b'] });
    expect(selection.notes).toEqual([]);
    expect(selection.losses.map(({ format, key }) => `${format} ${key}`)).toContain('fleet config');
  });

  test('a section that the source does not have is told, and so is one of two values', () => {
    expect(packOfSelection('mine', [picked('examples/joins/x', {}, { sections: ['file_paths'] })]).notes).toEqual([expect.stringContaining('examples/joins/x needs the section file_paths')]);
    expect(packOfSelection('mine', [picked('a/x', {}, { sections: ['yara'] }, { config: { yara: { k: 1 } } }), picked('b/y', {}, { sections: ['yara'] }, { config: { yara: { k: 2 } } })]).notes).toEqual([expect.stringContaining('yara.k different values')]);
  });

  test('discovery goes along where all sources have the same, and is told where not', () => {
    const docker = { discovery: ['SELECT 1'] };
    const alone = packOfSelection('mine', [picked('a/x', {}, {}, docker)]);
    expect(JSON.parse(text(alone, 'osquery')).discovery).toEqual(['SELECT 1']);
    expect(alone.losses.map(({ key }) => key)).toContain('discovery');
    const mixed = packOfSelection('mine', [picked('a/x', {}, {}, docker), picked('b/y')]);
    expect(JSON.parse(text(mixed, 'osquery'))).not.toHaveProperty('discovery');
    expect(mixed.notes).toEqual([expect.stringContaining('a has discovery queries')]);
  });
});
