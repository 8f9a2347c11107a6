import { expect, test } from 'vitest';
import { sampleFinding, sampleQueryReport, sampleReport } from './fixture.ts';
import { jsonReport } from './json.ts';

const finding = {
  rule: 'required-column', level: 'error', file: 'packs/linux-persistence/cron_network.yml', line: 14, column: 10,
  message: 'Table file was queried without a required column: path or directory.', advice: 'Add WHERE f.path = … or f.directory = ….',
  pack: 'linux-persistence', query: 'cron_network',
};

test('the form is the documented one', () => {
  const other = sampleFinding({ level: 'note', place: { file: 'packs/linux-persistence/pack.yml', line: 1, column: 1 }, advice: undefined, query: undefined });
  const note = { ...finding, level: 'note', file: 'packs/linux-persistence/pack.yml', line: 1, column: 1, advice: null, query: null };
  expect(JSON.parse(jsonReport(sampleReport([sampleFinding(), other], [sampleQueryReport])))).toEqual({
    version: 1,
    summary: { files: 41, queries: 1, errors: 1, warnings: 0, notes: 1 },
    queries: [
      {
        file: 'packs/linux-persistence/cron_network.yml', pack: 'linux-persistence', query: 'cron_network', kind: 'select',
        platforms: { linux: { compiles: true, error: null }, windows: { compiles: false, error: 'no such table: crontab' } },
        minimum_version: '5.2.3', reads: [{ table: 'file', column: 'path' }], columns: [{ name: 'path', type: 'TEXT' }, { name: 'n', type: null }],
        findings: [finding],
      },
    ],
    findings: [finding, note],
  });
});

test('a report of nothing is a report', () => {
  expect(JSON.parse(jsonReport(sampleReport([])))).toEqual({ version: 1, summary: { files: 41, queries: 0, errors: 0, warnings: 0, notes: 0 }, queries: [], findings: [] });
});
