import { expect, test } from 'vitest';
import { readCatalogue } from '../content/catalogue.ts';
import { readFixtures } from './fixtures.ts';
import { packText, queryText } from './sample.ts';

const folder = 'tests/fixtures/rules/names';
const files = (texts: Record<string, string>) => Object.entries(texts).map(([name, text]) => ({ path: `${folder}/${name}`, text }));

test('good ones come first, each in a catalogue of its own with what stands beside it', () => {
  const fixtures = readFixtures(files({ 'bad-b.yml': queryText({}), 'bad-a.yml': queryText({}), 'good.yml': queryText({}), 'beside.yml': queryText({ name: 'other' }) }));
  expect(fixtures.map(({ rule, name, good }) => [rule, name, good])).toEqual([['names', 'good', true], ['names', 'bad-a', false], ['names', 'bad-b', false]]);
  for (const { file, files: own } of fixtures) {
    const reading = readCatalogue(own);
    expect(file).toBe('packs/fixture-pack/kernel.yml');
    expect(reading.catalogue.packs[0]!.queries.map(({ spec }) => spec.name)).toEqual(['kernel', 'other']);
    expect(reading.findings).toEqual([]);
  }
});

test('the pack is the fixture’s own, the folder’s, or a plain one of the query’s purpose', () => {
  const text = queryText({ purpose: 'posture' });
  const title = (texts: Record<string, string>) => readCatalogue(readFixtures(files(texts))[0]!.files).catalogue.packs[0]!.spec;
  const named = (what: string) => packText('fixture-pack').replace('A pack', what);
  expect(title({ 'bad.yml': text, 'bad.pack.yml': named('Own'), 'pack.yml': named('Common') }).title).toBe('Own');
  expect(title({ 'bad.yml': text, 'pack.yml': named('Common') }).title).toBe('Common');
  expect(title({ 'bad.yml': text }).purpose).toBe('posture');
});

test('a file that is no YAML is still a fixture', () => {
  const [fixture] = readFixtures(files({ 'bad.yml': '# also: docs, tests\nspec: [' }));
  expect(fixture).toMatchObject({ file: 'packs/fixture-pack/bad.yml', also: ['docs', 'tests'] });
  expect(readCatalogue(fixture!.files).findings).toMatchObject([{ rule: 'shape' }]);
});
