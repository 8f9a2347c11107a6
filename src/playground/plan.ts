import { longestName, packNamePattern, queryNamePattern } from '../model/names.ts';
import type { Logging } from '../model/query.ts';
import type { Plan } from './protocol.ts';

/** The fields of a plan as they are typed. */
export interface PlanFields {
  readonly pack: string;
  readonly query: string;
  readonly interval: string;
  readonly logging: Logging;
}

/** The fields before anything is typed. */
export const firstFields: PlanFields = { pack: 'my-pack', query: 'my_query', interval: '3600', logging: 'snapshot' };

/** What is wrong with the fields. */
export function planFaults({ pack, query, interval }: PlanFields): Partial<Record<keyof PlanFields, string>> {
  const seconds = Number(interval);
  return {
    ...(!(packNamePattern.test(pack) && pack.length <= longestName) && { pack: 'Lower-case letters, digits and hyphens, a letter first.' }),
    ...(!(queryNamePattern.test(query) && query.length <= longestName) && { query: 'Lower-case letters, digits and _, a letter first.' }),
    ...(!(/^\d{1,6}$/.test(interval) && seconds >= 1 && seconds <= 604_799) && { interval: 'Whole seconds from 1 to 604799.' }),
  };
}

/** The fields as a plan; the first plan in place of what is wrong. */
export function planOf(fields: PlanFields): Plan {
  const faults = planFaults(fields);
  const { pack, query, interval } = { ...fields, ...Object.fromEntries(Object.keys(faults).map((name) => [name, firstFields[name as keyof PlanFields]])) };
  return { pack, query, interval: Number(interval), logging: fields.logging };
}

/** The plan before anything is typed. */
export const firstPlan = planOf(firstFields);
