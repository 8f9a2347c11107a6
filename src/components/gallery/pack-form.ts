import type { Logging } from '../../model/query.ts';

/** What is written for a pack of selected queries; kept while the list is looked at again. */
export interface PackForm {
  readonly name: string;
  /** How examples are scheduled, by reference, where it was changed. */
  readonly schedules: Readonly<Record<string, FormOf>>;
}

/** As it is typed. */
export interface FormOf {
  readonly interval: string;
  readonly logging: Logging;
}

/** The form before anything is typed. */
export const firstForm: PackForm = { name: 'my-selection', schedules: {} };

/** The interval as a number of seconds, null where it is none that osquery and Kibana take: longestInterval of the model. */
export function intervalOf({ interval }: FormOf): number | null {
  const seconds = Number(interval);
  return /^\d{1,6}$/.test(interval) && seconds >= 1 && seconds <= 604_799 ? seconds : null;
}
