import type { Finding } from '../model/finding.ts';
import { textReport } from '../report/text.ts';
import type { CheckedRepository } from './check-repository.ts';
import { reportOf } from './report-of.ts';
import { textOptions } from './text-options.ts';

/** Prints the errors among `findings` and what was therefore not done; false where there are none. */
export function showErrors(checked: CheckedRepository, notDone: string, findings: readonly Finding[] = checked.findings): boolean {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) return false;
  console.log(textReport(reportOf({ ...checked, findings: errors }), textOptions()).trimEnd());
  console.error(`${notDone}: mend the errors first.`);
  return true;
}
