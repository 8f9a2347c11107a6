import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Finding, Level } from '../model/finding.ts';
import { visible } from './screen.ts';

/** GitLab's words for how bad a finding is. */
const severities: Readonly<Record<Level, string>> = { error: 'major', warning: 'minor', note: 'info' };

/**
 * Findings as GitLab's code quality report, which it shows in a merge request: a list with description, check_name,
 * fingerprint, severity and location (docs.gitlab.com, Code Quality report format). A fingerprint stays the same when a
 * finding only moves to another line.
 */
export function codeQualityReport(findings: readonly Finding[]): string {
  const seen = new Map<string, number>();
  const entries = findings.map(({ rule, level, place: { file, line }, message, advice }) => {
    const identity = JSON.stringify([rule, file, message]);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    return {
      description: visible(advice === undefined ? message : `${message} ${advice}`),
      check_name: rule,
      fingerprint: bytesToHex(sha256(new TextEncoder().encode(`${identity}${before}`))).slice(0, 40),
      severity: severities[level],
      location: { path: file, lines: { begin: line } },
    };
  });
  return `${JSON.stringify(entries, null, 2)}\n`;
}
