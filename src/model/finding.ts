import type { Place } from './place.ts';

/** `error` fails the check, `warning` and `note` do not. */
export type Level = 'error' | 'warning' | 'note';

/** One thing that is wrong or worth knowing, at one place. */
export interface Finding {
  /** Name of the rule that found it; `src/rules/index.ts` lists them. */
  readonly rule: string;
  readonly level: Level;
  readonly place: Place;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
  /** The source line at `place`, for the excerpt that a report shows. */
  readonly source?: string;
  readonly pack?: string;
  readonly query?: string;
}

/** Orders findings as a reader walks the files: by file, line, column, rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.place.file, b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Orders texts by code unit, the same on every machine whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
