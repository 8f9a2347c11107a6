import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testMutants } from '../src/mutation/mutants.ts';
import { openEngine } from '../src/node/open-engine.ts';
import { readContent } from '../src/node/read-content.ts';
import { readFilled } from '../src/node/read-filled.ts';
import { repositoryRoot } from '../src/node/root.ts';

/** Changes that no case can notice, by pack/query, change and condition, each with the reason. */
const excused = JSON.parse(readFileSync(fileURLToPath(new URL('mutation/survivors.json', import.meta.url)), 'utf8')) as Record<string, string>;

test('a test notices each change of a condition of a detection, but for the excused ones', { timeout: 300_000 }, async () => {
  const { catalogue } = readFilled(readContent(repositoryRoot).files);
  const detections = catalogue.packs.flatMap(({ queries }) => queries).filter(({ spec }) => spec.purpose === 'detection');
  const engine = await openEngine();
  const outcomes = detections.flatMap((query) => testMutants(engine, query, catalogue).map((outcome) => ({ ...outcome, name: `${query.group}/${query.spec.name} ${outcome.change}: ${outcome.text.replace(/\s+/g, ' ')}` })));
  const survivors = outcomes.filter(({ caught }) => !caught);
  expect(survivors.map(({ name }) => name).filter((name) => !Object.hasOwn(excused, name))).toEqual([]);
  expect(Object.keys(excused).filter((name) => !survivors.some((survivor) => survivor.name === name)), 'excused, and noticed').toEqual([]);
  expect(outcomes.length).toBeGreaterThan(0);
  expect((outcomes.length - survivors.length) / outcomes.length).toBeGreaterThanOrEqual(0.9);
});
