import { expect, test } from 'vitest';
import type { Contract } from '../../releases/contract.ts';
import { sampleContract, sampleQueryContract } from '../../releases/fixture.ts';
import { planRelease } from '../../releases/plan-release.ts';
import type { History } from '../../releases/releases-file.ts';
import { printPage } from './mdast.ts';
import { releaseSections } from './release-section.ts';

function historyOf(contracts: readonly Contract[], note: string): History {
  return contracts.reduce<History | null>((history, contract, index) => {
    const plan = planRelease({ history, contract, note, date: `2026-11-0${index + 1}`, range: { from: '5.0.1', to: '5.23.1' } });
    if (plan.refusal) throw new Error(plan.refusal.message);
    return plan.history;
  }, null)!;
}

const column = (name: string) => ({ name, type: 'TEXT' });
const before = sampleContract({ q: sampleQueryContract('q', { columns: [column('a')], rows: 3 }) });
const after = sampleContract({ q: sampleQueryContract('q', { columns: [column('a'), column('b')], rows: 3 }, 'other') });

test('newest first: what changed, what a fleet will see, what to do', () => {
  const page = printPage({}, releaseSections(historyOf([before, after], 'Column b is new.')));
  expect(page.match(/^### .*$/gm)).toEqual(['### 1.1.0, 2026-11-02 {#release-1-1-0}', '### 1.0.0, 2026-11-01 {#release-1-0-0}']);
  expect(page).toContain('| What changed | What a fleet will see | What to do |');
  expect(page).toMatch(/Column b added\..*3 rows as removed and 3 rows as added/);
  expect(page).toMatch(/pathname:\/\/\/packs\/archive\/.*-1\.1\.0\.conf/);
});

test('a note cannot bring markup in', () => {
  const page = printPage({}, releaseSections(historyOf([before], '<script>alert(1)</script> **bold**')));
  expect(page).not.toMatch(/^<script>/m);
  expect(page).toContain('**bold**');
});
