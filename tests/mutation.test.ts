import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mutantName, testMutants } from '../src/mutation/mutants.ts';
import { survivorsFile } from '../src/node/commands/mutate.ts';
import { openEngine } from '../src/node/open-engine.ts';
import { readContent } from '../src/node/read-content.ts';
import { readFilled } from '../src/node/read-filled.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { goodPack, goodQuery, repository, run } from './repository.ts';

const excused = JSON.parse(readFileSync(path.join(repositoryRoot, survivorsFile), 'utf8')) as Record<string, string>;

test('a test notices each change of a condition of a detection, but for the excused ones', { timeout: 300_000 }, async () => {
  const { catalogue } = readFilled(readContent(repositoryRoot).files);
  const detections = catalogue.packs.flatMap(({ queries }) => queries).filter(({ spec }) => spec.purpose === 'detection');
  const engine = await openEngine();
  const outcomes = detections.flatMap((query) => testMutants(engine, query, catalogue).map((outcome) => ({ ...outcome, name: mutantName(query, outcome) })));
  const survivors = outcomes.filter(({ caught }) => !caught);
  expect(survivors.map(({ name }) => name).filter((name) => !Object.hasOwn(excused, name))).toEqual([]);
  expect(Object.keys(excused).filter((name) => !survivors.some((survivor) => survivor.name === name)), 'excused, and noticed').toEqual([]);
  expect(outcomes.length).toBeGreaterThan(0);
  expect((outcomes.length - survivors.length) / outcomes.length).toBeGreaterThanOrEqual(0.9);
});

test('the command tells a change that no test notices at its place, and takes a reason for it', async () => {
  const files = { 'packs/small-pack/pack.yml': goodPack, 'packs/small-pack/host_names.yml': goodQuery() };
  const told = await run(repository(files), 'mutate', 'small-pack');
  expect([told.code, told.output]).toEqual([1, expect.stringMatching(/host_names\.yml:12:11 dropped and not noticed: h\.address != 'host_names'\n1 of 2 changes noticed, 50\.0 %, in 1 query\./)]);
  const excused = await run(repository({ ...files, [survivorsFile]: JSON.stringify({ "small-pack/host_names dropped: h.address != 'host_names'": 'It is there for this test.' }) }), 'mutate', 'small-pack');
  expect([excused.code, excused.output]).toEqual([0, expect.stringContaining('No case can: It is there for this test.')]);
});
