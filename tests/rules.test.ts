import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceFile } from '../src/content/files.ts';
import { Engine } from '../src/engine/engine.ts';
import { checkContent } from '../src/node/check-repository.ts';
import { readFixtures, type Fixture } from '../src/rules/fixtures.ts';
import { rules } from '../src/rules/index.ts';

const root = fileURLToPath(new URL('fixtures/rules', import.meta.url));

const fixtures = new Map(
  readdirSync(root).map((rule): [string, Fixture[]] => {
    const files = readdirSync(`${root}/${rule}`).map((name): SourceFile => ({ path: `tests/fixtures/rules/${rule}/${name}`, text: readFileSync(`${root}/${rule}/${name}`, 'utf8') }));
    return [rule, readFixtures(files)];
  }),
);

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.open(sqlite3InitModule);
});

/** What a check finds in a fixture, less what it finds in the queries that stand beside it. */
function findingsOf(fixture: Fixture): string[] {
  const { findings } = checkContent(engine, { files: fixture.files, findings: [] });
  return findings
    .filter(({ place }) => place.file === fixture.file || /\/(pack|releases)\.yml$/.test(place.file))
    .map(({ rule, level, place, message }) => `${level} ${rule} at ${place.line}:${place.column}: ${message}`);
}

describe('the fixtures of the rules', () => {
  it('exist for every rule and for nothing else', () => {
    expect([...fixtures.keys()].sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  for (const { name: rule } of rules) {
    const own = fixtures.get(rule) ?? [];

    it(`${rule}: has a good one and a bad one`, () => {
      expect(own.some(({ good }) => good)).toBe(true);
      expect(own.some(({ good }) => !good)).toBe(true);
    });

    for (const fixture of own) {
      if (fixture.good) {
        it(`${rule}/${fixture.name} gives neither errors nor warnings`, () => {
          expect(findingsOf(fixture).filter((text) => !text.startsWith('note '))).toEqual([]);
        });
      } else {
        it(`${rule}/${fixture.name} is found by ${rule}, and no unlisted rule gives an error`, () => {
          const found = findingsOf(fixture);
          expect(found.filter((text) => text.split(' ')[1] === rule)).not.toEqual([]);
          const allowed = [rule, ...fixture.also];
          expect(found.filter((text) => text.startsWith('error ') && !allowed.includes(text.split(' ')[1]!))).toEqual([]);
        });
      }
    }
  }
});
