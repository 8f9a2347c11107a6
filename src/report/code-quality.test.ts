import { expect, test } from 'vitest';
import type { Finding } from '../model/finding.ts';
import { codeQualityReport } from './code-quality.ts';

const finding: Finding = { rule: 'select-star', level: 'error', place: { file: 'packs/p/q.yml', line: 7, column: 3 }, message: 'The columns are not named.', advice: 'Name them.' };
const entries = (findings: readonly Finding[]) => JSON.parse(codeQualityReport(findings)) as { fingerprint: string }[];

test('a finding has what GitLab asks for', () => {
  expect(entries([finding])).toEqual([{ description: 'The columns are not named. Name them.', check_name: 'select-star', fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/), severity: 'major', location: { path: 'packs/p/q.yml', lines: { begin: 7 } } }]);
  expect(codeQualityReport([])).toBe('[]\n');
});

test('a finding that moves keeps its fingerprint, and two of the same have two', () => {
  const moved = { ...finding, place: { ...finding.place, line: 9 } };
  expect(entries([moved])[0]!.fingerprint).toBe(entries([finding])[0]!.fingerprint);
  expect(new Set(entries([finding, moved]).map(({ fingerprint }) => fingerprint)).size).toBe(2);
});
