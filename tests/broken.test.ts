import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCatalogue } from '../src/content/catalogue.ts';
import { fileRole, type SourceFile } from '../src/content/files.ts';
import { readShape } from '../src/content/shape.ts';
import { readYaml } from '../src/content/yaml.ts';
import { Engine } from '../src/engine/engine.ts';
import type { Finding } from '../src/model/finding.ts';
import { checkContent } from '../src/node/check-repository.ts';
import { readContent } from '../src/node/read-content.ts';

/** A real file of the catalogue with a mistake, and what the check must say of it. */
const variant = z.strictObject({
  file: z.string(),
  replace: z.array(z.strictObject({ from: z.string(), to: z.string() })).min(1).describe('Texts of the file, each of which stands there once, and what takes their place.'),
  rule: z.string(),
  at: z.string().describe('What stands where the finding points to.'),
  says: z.string().describe('A part of the message.'),
});

const folder = fileURLToPath(new URL('fixtures/broken', import.meta.url));
const { files } = readContent(fileURLToPath(new URL('..', import.meta.url)));

const variants = readdirSync(folder).sort().map((name) => {
  const { document, findings } = readYaml(name, readFileSync(`${folder}/${name}`, 'utf8'));
  const { value, findings: misfits } = document ? readShape(document, variant) : { value: null, findings };
  if (!value) throw new Error([...findings, ...misfits].map(({ place, message }) => `${name}:${place.line} ${message}`).join('\n'));
  return { name, ...value };
});

let engine: Engine;

beforeAll(async () => {
  engine = await Engine.open(sqlite3InitModule);
});

/** The file with its mistake. */
function broken({ name, file, replace }: (typeof variants)[number]): SourceFile {
  let text = files.find(({ path }) => path === file)?.text ?? '';
  for (const { from, to } of replace) {
    if (text.split(from).length !== 2) throw new Error(`tests/fixtures/broken/${name}: this text does not stand once in ${file}: ${from}`);
    text = text.replace(from, () => to);
  }
  return { path: file, text };
}

/** What the check finds in a file: of a query with its pack and the sample hosts around it, of a pack with its queries. */
function findingsOf(file: SourceFile): readonly Finding[] {
  const role = fileRole(file.path);
  const isIn = ({ path }: SourceFile) => path.startsWith('examples/hosts/') || path.startsWith(`packs/${'group' in role! ? role.group : ''}/`);
  const isAround = ({ path }: SourceFile) => isIn({ path, text: '' }) && (role?.kind !== 'query' || fileRole(path)?.kind !== 'query') && !/releases\.yml$|\/lists\//.test(path);
  const around = role?.kind === 'query' || role?.kind === 'pack' ? files.filter(isAround) : files;
  const content = [...around.filter(({ path }) => path !== file.path), file];
  const { findings } = role?.kind === 'query' || role?.kind === 'pack' ? checkContent(engine, { files: content, findings: [] }) : readCatalogue(content);
  return findings.filter(({ place, level, rule }) => place.file === file.path && level !== 'note' && rule !== 'releases');
}

describe('mistakes in real files', () => {
  it('are of at least twenty kinds', () => expect(variants.length).toBeGreaterThanOrEqual(20));

  for (const path of new Set(variants.map(({ file }) => file))) {
    it(`${path} itself is without findings`, () => expect(findingsOf(files.find((file) => file.path === path)!)).toEqual([]));
  }

  for (const each of variants) {
    const { name, rule, at, says } = each;
    it(`${name.slice(0, -'.yml'.length)} is found by ${rule}, at its place and with advice`, () => {
      const found = findingsOf(broken(each)).map((finding) => ({ rule: finding.rule, at: (finding.source ?? '').slice(finding.place.column - 1), message: finding.message, advice: finding.advice ?? '' }));
      expect(found).toContainEqual({ rule, at: expect.stringMatching(startOf(at)), message: expect.stringContaining(says), advice: expect.stringMatching(/^[A-Z“'].{8}/) });
    });
  }
});

function startOf(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`);
}
