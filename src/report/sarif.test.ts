import { expect, test } from 'vitest';
import { sampleFinding } from './fixture.ts';
import { sarifReport } from './sarif.ts';

const rules = [
  { name: 'shape', why: 'Content is typed.', level: 'error' as const },
  { name: 'required-column', why: 'The statement fails without it.', level: 'error' as const },
];
const run = (...findings: Parameters<typeof sampleFinding>[0][]) => JSON.parse(sarifReport(findings.map(sampleFinding), rules)).runs[0];

test('the log has what SARIF 2.1.0 requires', () => {
  const log = JSON.parse(sarifReport([sampleFinding()], rules));
  expect(log.version).toBe('2.1.0');
  expect(log.$schema).toMatch(/sarif-2\.1\.0\.json$/);
  expect(log.runs).toHaveLength(1);
  expect(log.runs[0].tool.driver.name).toBe('osquery-packs');
  expect(log.runs[0].columnKind).toBe('utf16CodeUnits');
});

test('rules come with their reasons and levels', () => {
  expect(run().tool.driver.rules).toEqual([
    { id: 'shape', shortDescription: { text: 'shape' }, fullDescription: { text: 'Content is typed.' }, defaultConfiguration: { level: 'error' } },
    { id: 'required-column', shortDescription: { text: 'required-column' }, fullDescription: { text: 'The statement fails without it.' }, defaultConfiguration: { level: 'error' } },
  ]);
  expect(run().results).toEqual([]);
});

test('a result points to its rule and to its place', () => {
  expect(run({}).results).toEqual([
    {
      ruleId: 'required-column', ruleIndex: 1, level: 'error',
      message: { text: 'Table file was queried without a required column: path or directory. Add WHERE f.path = … or f.directory = ….' },
      locations: [{ physicalLocation: {
        artifactLocation: { uri: 'packs/linux-persistence/cron_network.yml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 14, startColumn: 10, snippet: { text: '    FROM file AS f' } },
      } }],
    },
  ]);
});

test('a rule that was not handed in is named without an index', () => {
  const [result] = run({ rule: 'exceptions', advice: undefined, source: undefined }).results;
  expect(result).toMatchObject({ ruleId: 'exceptions', message: { text: 'Table file was queried without a required column: path or directory.' } });
  expect(result).not.toHaveProperty('ruleIndex');
  expect(result.locations[0].physicalLocation.region).toEqual({ startLine: 14, startColumn: 10 });
});

test('files are relative URIs', () => {
  const uri = (file: string) => run({ place: { file, line: 1, column: 1 } }).results[0].locations[0].physicalLocation.artifactLocation.uri;
  expect(uri('packs\\a b\\ü%.yml')).toBe('packs/a%20b/%C3%BC%25.yml');
  expect(uri('c:x.yml')).toBe('c%3Ax.yml');
  expect(uri('/etc/x.yml')).toBe('etc/x.yml');
});
