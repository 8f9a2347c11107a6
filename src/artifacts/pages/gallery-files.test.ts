import { expect, test } from 'vitest';
import { latestVersion } from '../../osquery/schema.ts';
import type { GalleryGroup, GalleryIndex } from '../gallery-data.ts';
import { galleryFiles, galleryList } from './gallery-files.ts';
import { sampleContent, sampleFiles } from './sample.ts';

const content = await sampleContent();
const files = galleryFiles(content);
const index = JSON.parse(files.get('gallery/index.json')!) as GalleryIndex;
const group = (name: string) => JSON.parse(files.get(name)!) as GalleryGroup;

test('there is an index, and a file of each pack and topic that it names', () => {
  expect([...files.keys()]).toEqual(['gallery/index.json', ...index.groups.map(({ file }) => file)]);
  expect(index.groups.map(({ ref, kind, file }) => [ref, kind, file])).toEqual([['keys', 'pack', 'gallery/packs/keys.json'], ['examples/joins', 'topic', 'gallery/examples/joins.json']]);
});

test('an entry has what it is found by, computed where it can be', () => {
  expect(index.entries[0]).toEqual({
    ref: 'keys/authorized_keys', name: 'authorized_keys', group: 'keys', question: null, description: 'Keys that open an account.', questions: ['Who can log in with a key?'], why: 'Who can log in?', page: '/packs/keys/#authorized_keys', purpose: 'inventory',
    platforms: ['darwin', 'linux'], tables: ['authorized_keys', 'users'], columns: ['username', 'key'], tags: [], attack: ['T1098.004'], level: null, logging: 'differential', interval: 3600, minimum: '2.7.0',
  });
  expect(index.entries[1]).toMatchObject({ ref: 'examples/joins/keys_of_users', question: 'Whose key is it?', page: '/examples/joins/keys_of_users/', level: expect.any(String) });
  expect(index.techniques['T1098.004']).toMatchObject({ title: 'Account Manipulation: SSH Authorized Keys', tactics: expect.arrayContaining(['Persistence']) });
  expect(index.versions[0]).toBe(latestVersion);
});

test('a pack’s file has what its artefacts are made of, and no tests or lessons', () => {
  const { version, queries: [query] } = group('gallery/packs/keys.json');
  expect(version).toBe('1.2.0');
  expect(query).toMatchObject({ ref: 'keys/authorized_keys', minimum: '2.7.0', columns: [{ name: 'username', type: 'TEXT' }, { name: 'key', type: 'TEXT' }], flags: {}, sections: [], evented: false });
  expect(Object.keys(query!.spec)).toEqual(['name', 'description', 'platform', 'interval', 'logging', 'query', 'purpose']);
  expect(group('gallery/examples/joins.json').version).toBeNull();
});

test('a query has the flags and sections that it needs, and not those of its neighbours', async () => {
  const base = sampleFiles['packs/keys/authorized_keys.yml']!;
  const changed = (name: string, sql: string, columns: string) => base.replace('name: authorized_keys', `name: ${name}`).replace(/query: \|\n( {4}.*\n)+/, `query: ${sql}\n`).replace(/columns: .*/, `columns: ${columns}`).replace(/ {2}tests:[^]*$/, '');
  const events = changed('changes', 'SELECT f.target_path FROM file_events AS f', '{target_path: A file.}');
  const pack = sampleFiles['packs/keys/pack.yml']!.replace('  maintainers:', '  flags: {disable_events: "false", enable_file_events: "true", events_expiry: "600"}\n  config: {file_paths: {etc: [/etc/%]}, exclude_paths: {etc: [/etc/x]}}\n  maintainers:');
  const own = galleryFiles(await sampleContent({ 'packs/keys/pack.yml': pack, 'packs/keys/changes.yml': events, 'packs/keys/plain.yml': changed('plain', 'SELECT u.uid FROM users AS u', '{uid: A number.}') }));
  const { queries } = JSON.parse(own.get('gallery/packs/keys.json')!) as GalleryGroup;
  const needs = Object.fromEntries(queries.map(({ spec, flags, sections, evented }) => [spec.name, [Object.keys(flags).sort(), sections.sort(), evented]]));
  expect(needs).toMatchObject({ changes: [['disable_events', 'enable_file_events', 'events_expiry'], ['exclude_paths', 'file_paths'], true], plain: [['events_expiry'], ['exclude_paths'], false] });
});

test('the plain list has a link to each query', () => {
  expect(JSON.parse(galleryList(content))).toEqual([
    { title: 'Login keys', queries: [{ name: 'authorized_keys', page: '/packs/keys/#authorized_keys' }] },
    { title: 'Joining tables', queries: [{ name: 'Whose key is it?', page: '/examples/joins/keys_of_users/' }] },
  ]);
});
