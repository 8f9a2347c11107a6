import { UsageError, type Invocation } from './command.ts';

/** A report that is written to a file beside what is printed. */
export interface ReportFile {
  readonly format: string;
  readonly file: string;
}

/** What the option `report` asks for, as `<format>=<file>`; undefined where it is not given. Throws UsageError for another form, or a format that is not `known`. */
export function reportFile(options: Invocation['options'], known: readonly string[]): ReportFile | undefined {
  const value = options['report'];
  if (value === undefined) return undefined;
  const [, format = '', file = ''] = /^([^=]*)=(.*)$/s.exec(String(value)) ?? [];
  if (file === '') throw new UsageError('--report takes a format and a file, such as sarif=osquery-packs.sarif.');
  if (!known.includes(format)) throw new UsageError(`--report: unknown format '${format}'; known: ${known.join(', ')}.`);
  return { format, file };
}
