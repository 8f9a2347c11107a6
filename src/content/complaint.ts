import type { Finding, Level } from '../model/finding.ts';
import type { Locator, Place } from '../model/place.ts';

/** What is wrong and what to do about it. */
export interface Complaint {
  readonly level: Level;
  readonly message: string;
  readonly advice: string;
}

/** Where the findings of a file go, and the pack and the query that they are about. */
export interface FindingsOf {
  readonly findings: Finding[];
  readonly pack?: string;
  readonly query?: string;
}

/** Adds a finding at a place of a file whose lines `file` gives. */
export function addFinding({ findings, pack, query }: FindingsOf, file: Pick<Locator, 'line'>, rule: string, place: Place, { level, message, advice }: Complaint): void {
  findings.push({ rule, level, place, message, advice, source: file.line(place.line), ...(pack !== undefined && { pack }), ...(query !== undefined && { query }) });
}
