import { expect, test } from 'vitest';
import { findingsOf, packText, queryText } from './sample.ts';

const find = async (platform: string, query = 'SELECT username FROM users') =>
  (await findingsOf('platform', { 'packs/a/pack.yml': packText('a'), 'packs/a/kernel.yml': queryText({ platform, query }) })).map(({ place, message, advice }) => `${place.column} ${message} ${advice}`);

test.each(['linux', 'darwin,linux', 'windows,linux,darwin'])('%s is fine', async (platform) => {
  expect(await find(platform)).toEqual([]);
});

test.each([
  ['posix', 'darwin,linux'],
  ['macos', 'darwin'],
  ['Linux', 'linux'],
  ['ubuntu', 'linux'],
  ['all', 'darwin,linux,windows'],
])('%s has a fix', async (word, fix) => {
  expect(await find(word)).toEqual([`13 "${word}" is no platform here. Write ${fix}.`]);
});

test('each wrong word is told at its place', async () => {
  expect(await find('linux,freebsd')).toEqual(['19 "freebsd" is no platform here. Use darwin, linux and windows, joined by commas.']);
  expect(await find('darwin, linux')).toEqual(['20 A blank stands beside "linux". Write the platforms with commas and without blanks.']);
  expect(await find('linux,linux')).toEqual(['19 "linux" stands twice. Keep one of them.']);
  expect(await find('"linux,"')).toEqual(['20 A comma stands without a platform beside it. Drop the comma.']);
  expect(await find('""')).toHaveLength(1);
});

test('a column of another platform is told with where it is real', async () => {
  const [found, ...more] = await find('darwin,linux,windows', 'SELECT name, install_date FROM os_version');
  expect(found).toContain('The column os_version.install_date is real on windows only; on darwin and linux it is always empty.');
  expect(more).toEqual([]);
});
