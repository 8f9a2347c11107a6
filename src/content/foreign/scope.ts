import { nearestName } from '../../model/names.ts';
import type { Locator, Path, Place } from '../../model/place.ts';
import { addFinding, type Complaint, type FindingsOf } from '../complaint.ts';
import type { Document } from '../yaml.ts';
import type { Leftover } from './model.ts';
import { locatorOf } from './places.ts';
import type { ForeignRule } from './rules.ts';

/** A mapping of a document and its path there. */
export interface Spot extends FindingsOf {
  readonly document: Document;
  readonly path: Path;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds a finding at the value of a key of a mapping, or at its key; without a key at the mapping itself. */
export function complain(spot: Spot, rule: ForeignRule, key: string | null, complaint: Complaint, where: 'value' | 'key' = 'value'): void {
  const { document: { at }, path } = spot;
  addFinding(spot, at, rule, at[where](key === null ? path : [...path, key]), complaint);
}

/** The mapping that stands somewhere below another; null where none does. */
export function spotAt(spot: Spot, ...steps: Path): Spot | null {
  let value: unknown = spot.value;
  for (const step of steps) value = Array.isArray(value) || isMapping(value) ? (value as Record<string | number, unknown>)[step] : undefined;
  return isMapping(value) ? { ...spot, path: [...spot.path, ...steps], value } : null;
}

/** The value of a key, own keys only; undefined where there is none, and for null. */
export function valueAt({ value }: Spot, key: string): unknown {
  return Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined;
}

/** The text of a key; null where there is none, or another value. */
export function textAt(spot: Spot, key: string): string | null {
  const value = valueAt(spot, key);
  return typeof value === 'string' ? value : null;
}

/** The items of a list; none where there is no list. */
export function listAt(spot: Spot, key: string): readonly unknown[] {
  const value = valueAt(spot, key);
  return Array.isArray(value) ? value : [];
}

/** Whether a value is on; null where it is not said. Fleet's and Kibana's own booleans, and the words that YAML 1.1 reads as such. */
export function isOn(spot: Spot, key: string): boolean | null {
  const value = valueAt(spot, key);
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(true|yes|on)$/i.test(value) ? true : typeof value === 'string' && /^(false|no|off)$/i.test(value) ? false : null;
}

/** A value short enough for a message. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? '[…]' : '[]';
  if (isMapping(value)) return Object.keys(value).length > 0 ? '{…}' : '{}';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The places of a query that is this mapping: `names` has this repository's names of its keys. The character of the SQL with some offset stands at `sourceOffset` of the text. */
export function queryLocator({ document: { at }, path, value }: Spot, names: Readonly<Record<string, string>>, sourceOffset = (offset: number) => offset): Locator {
  const placeOf = (wanted: string): Place | null => {
    const key = Object.keys(value).find((own) => Object.hasOwn(names, own) && names[own] === wanted);
    return key === undefined ? null : at.value([...path, key]);
  };
  return locatorOf({ file: at.file, name: () => placeOf('name') ?? at.key(path), value: placeOf, sql: (offset) => at.inText([...path, 'query'], sourceOffset(offset)), line: (line) => at.line(line) });
}

/** The keys of a query that is this mapping and that are none of these. */
export function leftoversOf({ document: { at }, path, value }: Spot, known: Readonly<Record<string, string>>): Leftover[] {
  return Object.keys(value).filter((key) => !Object.hasOwn(known, key)).map((key) => ({ key, get place() { return at.key([...path, key]); } }));
}

/** The keys of a mapping that are none of these, each with the known key that it may be meant for. */
export function strayKeys({ value }: Spot, known: readonly string[]): { key: string; near: string | undefined }[] {
  return Object.keys(value).filter((key) => !known.includes(key)).map((key) => ({ key, near: nearestName(key, known) }));
}
