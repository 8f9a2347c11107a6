import type { ForeignReading } from '../content/foreign/index.ts';
import { visible } from '../report/screen.ts';
import { textReport } from '../report/text.ts';
import type { ForeignLoss } from '../rules/foreign-names.ts';
import { textOptions } from './text-options.ts';

/** What is not carried over, a line each. */
export function tellLosses(losses: readonly ForeignLoss[]): string[] {
  return losses.map(({ query, message }) => `  ${query === null ? '' : `${visible(query)}: `}${visible(message)}`);
}

/** Prints the errors of a reading to the error stream: what they concern may not be carried over. */
export function tellUnread({ findings, files }: ForeignReading): void {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length > 0) console.error(textReport({ files, findings: errors }, textOptions()).trimEnd());
}
