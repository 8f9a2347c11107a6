import { readShape } from '../engine/dialect.ts';
import { compareVersions } from '../osquery/versions.ts';
import { latestVersion } from '../osquery/schema.ts';
import { isVersion, sinceVersion, type Verdict } from './verdict.ts';
import type { Complaint, Rule, Subject } from './rule.ts';

/** A minimum version that is lower than what the query reads. */
export const minimumVersion: Rule = {
  name: 'minimum-version',
  levels: { production: 'error', teaching: 'error', foreign: 'note' },
  finds: 'A min_osquery_version that is lower than what the query reads and calls, or that is no version.',
  why: 'An older osquery schedules the query all the same and fails at each run. The minimum is computed from the tables, columns, functions and syntax used, so it is best left out.',
  checks: { query: check },
};

function* check({ query, verdict }: Subject): Iterable<Complaint> {
  const written = query.spec.min_osquery_version;
  if (written === undefined) return;
  const place = query.at.value(['spec', 'min_osquery_version']);
  if (!isVersion(written)) {
    yield { place, message: `"${written}" is no version of three numbers.`, advice: `Write ${verdict.minimumVersion}, or leave the key out.` };
  } else if (compareVersions(written, verdict.minimumVersion) < 0) {
    yield { place, message: `The query needs osquery ${verdict.minimumVersion}: ${newest(verdict, query.spec.query)}.`, advice: `Write ${verdict.minimumVersion}, or leave the key out: it is computed.` };
  } else if (compareVersions(written, latestVersion) > 0) {
    yield { place, message: `osquery ${written} is newer than ${latestVersion}, the newest whose schema is known.`, advice: `Write ${latestVersion} at most, or add the newer schema with npm run schema.` };
  }
}

/** What makes the minimum version what it is, in words. */
function newest({ platforms, minimumVersion: needed }: Verdict, sql: string): string {
  for (const { platform, latest } of platforms) {
    for (const { table, column } of latest.reads) {
      if (sinceVersion(table, column, platform, latest.target.version) === needed) return `${column ? `${table}.${column}` : table} came with it on ${platform}`;
    }
  }
  const syntax = readShape(sql).needs.find(({ since }) => since === needed);
  return `${syntax?.what ?? 'a function it calls'} came with it`;
}
