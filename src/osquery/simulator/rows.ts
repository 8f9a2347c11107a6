import type { Value } from '../../model/catalogue.ts';
import type { Behaviour } from './behaviour.ts';
import type { SimRow } from './store.ts';

/**
 * A row as osquery keeps it before it looks for differences: columns by name, NULL as empty text (measured on 5.23.1),
 * text escaped, and everything as text before values had types (osquery/sql/sql.cpp:121-170, osquery/core/sql/row.h:32-48).
 */
export function normalRow(row: SimRow, behaviour: Behaviour): SimRow {
  return mapColumns(row, (value) => {
    const kept = behaviour.typedRows ? (value ?? '') : textOf(value);
    return typeof kept === 'string' ? escapeText(kept, behaviour.passesUtf8) : kept;
  });
}

/** A row as it is logged while `logger_numerics` is off, the default: all values as text. */
export function loggedRow(row: SimRow): Record<string, string> {
  return mapColumns(row, textOf);
}

function mapColumns<T>(row: SimRow, change: (value: Value) => T): Record<string, T> {
  const names = Object.keys(row).sort(compare);
  return Object.fromEntries(names.map((name) => [name, change(row[name]!)]));
}

/** Bytes below 0x20, and non-ASCII ones where they do not pass, as `\xNN`. */
function escapeText(text: string, passesUtf8: boolean): string {
  if (passesUtf8) return text.replace(/[\u0000-\u001f]/g, (character) => escapeByte(character.charCodeAt(0)));
  return text.replace(/[^\u0020-\u007f]+/g, (run) => Array.from(new TextEncoder().encode(run), escapeByte).join(''));
}

function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function textOf(value: Value): string {
  return typeof value === 'number' ? doubleText(value) : String(value ?? '');
}

/**
 * A double with at most 15 significant digits, as C++ streams print it, and `.0` behind whatever has no point, an
 * exponent included (osquery/utils/conversions/castvariant.h:30-43).
 */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan.0' : value < 0 ? '-inf.0' : 'inf.0';
  const [digits, exponent] = value.toExponential(14).split('e') as [string, string];
  const power = Number(exponent);
  const short = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  const text = power < -4 || power >= 15
    ? `${short(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
    : short(value.toFixed(14 - power));
  return text.includes('.') ? text : `${text}.0`;
}

/** Rows that are gone and rows that are new. */
export interface Difference {
  readonly removed: readonly SimRow[];
  readonly added: readonly SimRow[];
}

/**
 * The difference of two result sets of normal rows as multisets of whole rows: added rows in the order of the new result, removed ones
 * in the order of osquery's sorted set (osquery/core/sql/diff_results.cpp:53-70). Before duplicates were counted, a new
 * row with an equal among the old ones was never added, however many there were (osquery/core/query.cpp:447 at 2.8.0).
 */
export function difference(old: readonly SimRow[], current: readonly SimRow[], behaviour: Behaviour): Difference {
  const left = new Map<string, SimRow[]>();
  for (const row of old) {
    const key = keyOf(row);
    const equal = left.get(key);
    if (equal) equal.push(row);
    else left.set(key, [row]);
  }
  const added = current.filter((row) => {
    const equal = left.get(keyOf(row));
    return !(equal && (equal.pop() || !behaviour.countsDuplicates));
  });
  return { removed: [...left.values()].flat().sort(compareRows), added };
}

/** Equal for normal rows with the same columns, types and values. */
function keyOf(row: SimRow): string {
  return JSON.stringify(Object.entries(row).map(([name, value]) => [name, typeRank(value), String(value)]));
}

/** Integers sort before doubles before text, as in osquery's variant (osquery/core/sql/row.h:32). */
function typeRank(value: Value): number {
  return typeof value === 'bigint' ? 0 : typeof value === 'number' ? 1 : 2;
}

function compareRows(left: SimRow, right: SimRow): number {
  const a = Object.entries(left);
  const b = Object.entries(right);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [leftName, leftValue] = a[i]!;
    const [rightName, rightValue] = b[i]!;
    const order = compare(leftName, rightName) || typeRank(leftValue) - typeRank(rightValue) || compare(leftValue ?? '', rightValue ?? '');
    if (order) return order;
  }
  return a.length - b.length;
}

function compare<T extends string | number | bigint>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
