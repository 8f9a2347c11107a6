import { readFileSync } from 'node:fs';
import path from 'node:path';
import init from '@sqlite.org/sqlite-wasm';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { SourceFile } from '../src/content/files.ts';
import { readForeign } from '../src/content/foreign/index.ts';
import { Engine } from '../src/engine/engine.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { checkForeign } from '../src/rules/check-foreign.ts';
import { proveFix, withEdits } from '../src/rules/fixes/prove.ts';
import { caseFiles } from './osquery-conf-cases.ts';

const cases = parse(readFileSync(path.join(repositoryRoot, 'tests/fixtures/osquery-conf/measured-linux.csv')), { columns: true }) as { case: string }[];

test('in every questionable pack that osquery was given, a fix takes its finding away and brings no error', async () => {
  const engine = await Engine.open(init as () => Promise<unknown>);
  const check = (files: readonly SourceFile[]) => {
    const reading = readForeign(files);
    return { reading, ...checkForeign(engine, reading) };
  };
  const fixed = new Set<string>();
  for (const { case: name } of cases) {
    const found = caseFiles(name);
    if (!found || found.config.length > 500_000) continue;
    const pack = found.files.read('/packs/p.conf');
    const files = [{ path: '/etc/osquery.conf', text: found.config }, ...(pack ? [pack] : [])];
    const { reading, verdicts, findings } = check(files);
    for (const finding of findings) {
      const fix = proveFix(engine, { files, reading, verdicts, options: {} }, finding);
      if (!fix) continue;
      fixed.add(fix.fix);
      const after = check(files.map((file) => (file.path === fix.file ? { path: file.path, text: withEdits(file.text, fix.edits) } : file))).findings;
      const count = (all: typeof after, wanted: (one: (typeof after)[number]) => boolean) => all.filter(wanted).length;
      expect(count(after, ({ rule }) => rule === finding.rule), `${name}: ${fix.title}`).toBeLessThan(count(findings, ({ rule }) => rule === finding.rule));
      expect(count(after, ({ level }) => level === 'error'), `${name}: ${fix.title}`).toBeLessThanOrEqual(count(findings, ({ level }) => level === 'error'));
    }
  }
  expect([...fixed].sort()).toEqual(['interval-seconds', 'platform-words']);
});
