import type { Finding } from '../model/finding.ts';
import type { CheckReport } from '../report/check-report.ts';
import { asCalled } from './called.ts';
import type { CheckedRepository } from './check-repository.ts';
import { isElsewhere } from './root.ts';

/** A check's result as the reports take it. */
export function reportOf({ reading, findings, verdicts }: Pick<CheckedRepository, 'reading' | 'findings' | 'verdicts'>): CheckReport {
  return {
    files: reading.files,
    findings: isElsewhere ? findings.map(asToldElsewhere) : findings,
    queries: verdicts.map(({ query, platforms, minimumVersion, reads, columns }) => ({
      file: query.file,
      pack: query.group,
      query: query.spec.name,
      kind: platforms[0]?.latest.kind ?? 'none',
      platforms: Object.fromEntries(platforms.map(({ platform, latest: { error } }) => [platform, { compiles: error === null, error: error?.message ?? null }])),
      minimumVersion,
      reads,
      columns: columns.map(({ name, type }) => ({ name, type })),
    })),
  };
}

/** A finding whose texts name commands as they are called outside the checkout. */
function asToldElsewhere(finding: Finding): Finding {
  return { ...finding, message: asCalled(finding.message), ...(finding.advice !== undefined && { advice: asCalled(finding.advice) }) };
}
