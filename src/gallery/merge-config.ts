import type { PackSpec } from '../model/pack.ts';
import type { Picked } from './selection.ts';

type Config = NonNullable<PackSpec['config']>;
type Section = keyof Config;

/**
 * The sections of configuration that selected queries need, put together from their packs: the entries of both where two
 * packs have a section, and of two lists under one key the items of both. In sentences, what could not be put together.
 */
export function mergedConfig(picked: readonly Picked[]): { config: Config; notes: string[] } {
  const config: Config = {};
  const notes = new Set<string>();
  const merged = new Set<string>();
  for (const { group, query } of picked) {
    for (const section of query.sections as Section[]) {
      const own = group.config?.[section];
      if (own === undefined) {
        notes.add(`${query.ref} needs the section ${section} of the configuration, and its source has none to take: write your own, or it gives no rows.`);
        continue;
      }
      // The same section of the same pack, needed by another query of it.
      if (merged.has(`${group.ref} ${section}`)) continue;
      merged.add(`${group.ref} ${section}`);
      config[section] = Object.hasOwn(config, section) ? joined(config[section], own, section, notes) : own;
    }
  }
  return { config, notes: [...notes] };
}

function joined(first: unknown, second: unknown, place: string, notes: Set<string>): unknown {
  if (JSON.stringify(first) === JSON.stringify(second)) return first;
  if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second.filter((item) => !first.some((other) => JSON.stringify(other) === JSON.stringify(item)))];
  if (isRecord(first) && isRecord(second)) {
    const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])];
    return Object.fromEntries(keys.map((key) => [key, Object.hasOwn(first, key) ? (Object.hasOwn(second, key) ? joined(first[key], second[key], `${place}.${key}`, notes) : first[key]) : second[key]]));
  }
  notes.add(`Two packs give ${place} different values; this one has ${JSON.stringify(first)}, not ${JSON.stringify(second)}.`);
  return first;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
