import type { Finding } from '../model/finding.ts';
import type { CheckReport, QueryReport } from './check-report.ts';

/** A finding for tests; `facts` replaces what matters. */
export function sampleFinding(facts: Partial<Finding> = {}): Finding {
  return {
    rule: 'required-column',
    level: 'error',
    place: { file: 'packs/linux-persistence/cron_network.yml', line: 14, column: 10 },
    message: 'Table file was queried without a required column: path or directory.',
    advice: 'Add WHERE f.path = … or f.directory = ….',
    source: '    FROM file AS f',
    pack: 'linux-persistence',
    query: 'cron_network',
    ...facts,
  };
}

/** What is known of the query that the sample finding is about. */
export const sampleQueryReport: QueryReport = {
  file: 'packs/linux-persistence/cron_network.yml',
  pack: 'linux-persistence',
  query: 'cron_network',
  kind: 'select',
  platforms: { linux: { compiles: true, error: null }, windows: { compiles: false, error: 'no such table: crontab' } },
  minimumVersion: '5.2.3',
  reads: [{ table: 'file', column: 'path', alias: 'f' }],
  columns: [{ name: 'path', type: 'TEXT' }, { name: 'n', type: null }],
};

/** A report for tests. */
export function sampleReport(findings: readonly Finding[], queries: readonly QueryReport[] = []): CheckReport {
  return { files: 41, findings, queries };
}
