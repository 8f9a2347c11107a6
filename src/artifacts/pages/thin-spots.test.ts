import { expect, test } from 'vitest';
import { contributionsPage } from './contributions-page.ts';
import { sampleContent, sampleFiles } from './sample.ts';
import { columnsWithoutUnit, fewFalsePositives, fewTests, missingPlatforms, secondaryReferences, withoutQuestion, type ThinSpot } from './thin-spots.ts';

const path = 'packs/keys/authorized_keys.yml';
const query = sampleFiles[path]!;
const told = (spots: readonly ThinSpot[]) => spots.map(({ query: { spec }, what }) => [spec.name, what]);

/** A second query of the pack. */
function another(name: string, sql: string, columns: string, more: readonly (readonly [RegExp, string])[] = []): Record<string, string> {
  const text = query.replaceAll('authorized_keys', name).replace(/SELECT u[^]*?;/, sql).replace(/columns: .*/, `columns: ${columns}`).replace(/ {2}tests:[^]*/, '');
  return { [`packs/keys/${name}.yml`]: more.reduce((changed, [from, to]) => changed.replace(from, to), text) };
}

test('a query with fewer than two tests', async () => {
  expect(fewTests(await sampleContent())).toEqual([]);
  expect(told(fewTests(await sampleContent({ [path]: query.replace(/ {4}- name: nobody[^]*?expect: \[\]\n/, '') })))).toEqual([['authorized_keys', 'only the case “one key”']]);
  expect(told(fewTests(await sampleContent(another('who', 'SELECT username FROM users;', '{username: The account.}'))))).toEqual([['who', 'no test']]);
});

test('a detection with fewer than two false positives; other queries have none to name', async () => {
  expect(fewFalsePositives(await sampleContent())).toEqual([]);
  const files = {
    'packs/keys/pack.yml': sampleFiles['packs/keys/pack.yml']!.replace('inventory', 'detection'),
    [path]: query.replace('purpose: inventory', 'purpose: detection\n  false_positives: [{what: A key of one’s own., tune: Leave it out.}]'),
  };
  expect(told(fewFalsePositives(await sampleContent(files)))).toEqual([['authorized_keys', 'one']]);
});

test('a platform that the pack is for, where all that is read exists and nothing else reads it', async () => {
  const onWindows = another('who', 'SELECT username FROM users;', '{username: The account.}', [[/platform: .*/, 'platform: windows']]);
  expect(told(missingPlatforms(await sampleContent(onWindows)))).toEqual([]);
  const programs = another('programs', 'SELECT name, version FROM programs;', '{name: Its name., version: Its version.}', [[/platform: .*/, 'platform: windows']]);
  const shells = another('shells', 'SELECT address FROM etc_hosts;', '{address: Where it leads.}', [[/platform: .*/, 'platform: linux']]);
  expect(told(missingPlatforms(await sampleContent({ ...programs, ...shells })))).toEqual([['shells', 'macOS, Windows']]);
});

test('a query that no question leads to', async () => {
  expect(withoutQuestion(await sampleContent())).toEqual([]);
  expect(told(withoutQuestion(await sampleContent({}, { themes: [] })))).toEqual([['authorized_keys', 'none']]);
});

test('a question that is open on a platform, with the file to edit', async () => {
  const users = { 'examples/joins/keys_of_users.yml': sampleFiles['examples/joins/keys_of_users.yml']!.replace(/SELECT u.*\n/, 'SELECT u.username FROM users AS u;\n') };
  const questions = sampleFiles['examples/questions/logins.yml']!.replace('      queries: [keys/authorized_keys]\n', '');
  const page = contributionsPage(await sampleContent({ ...users, 'examples/questions/logins.yml': questions }));
  expect(page).toContain('| [Who can log in with a key?](./questions.md#who_can_log_in_with_a_key) | macOS, Windows | `examples/questions/logins.yml` |');
  expect(contributionsPage(await sampleContent())).toContain('No question is open.');
});

test('a reference to others than the maker', async () => {
  const files = { [path]: query.replace("['https://osquery.io/schema/#authorized_keys']", "['https://osquery.io/schema/#authorized_keys', 'https://example.com/keys']") };
  expect(told(secondaryReferences(await sampleContent(files)))).toEqual([['authorized_keys', 'https://example.com/keys']]);
});

test('a quantity without a unit', async () => {
  const sizes = (text: string) => another('sizes', "SELECT size, mtime FROM file WHERE path = '/etc/hosts';", `{size: ${text}, mtime: 'When it was last changed, as Unix time.'}`);
  expect(told(columnsWithoutUnit(await sampleContent(sizes('How large it is.'))))).toEqual([['sizes', 'size']]);
  expect(told(columnsWithoutUnit(await sampleContent(sizes('How large it is in bytes.'))))).toEqual([]);
});

test('the page names the file and the command, and links the file where the repository has an address', async () => {
  const files = another('who', 'SELECT username FROM users;', '{username: The account.}');
  const page = contributionsPage(await sampleContent(files));
  expect(page).toContain('| [`who`](./packs/keys.md#who) | no test | `packs/keys/who.yml` | `npm run test-queries -- keys/who` |');
  expect(page).toContain('## Say the unit {#units}\n\nNothing is thin here.');
  expect(contributionsPage(await sampleContent(files, { repositoryUrl: 'https://code.example/group/packs' }))).toContain('[`packs/keys/who.yml`](https://code.example/group/packs/edit/main/packs/keys/who.yml)');
});
