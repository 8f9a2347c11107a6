import type { Value } from '../model/catalogue.ts';

/**
 * A cell as osquery's table would give it for a column of this type: an empty number is NULL, an empty text is ''
 * (osquery/sql/dynamic_table_row.cpp). Gives undefined where a number is no number.
 */
export function typedValue(type: string, cell: string | number | null): Value | undefined {
  if (cell === null) return null;
  if (type === 'TEXT' || type === 'BLOB') return String(cell);
  const text = String(cell).trim();
  if (text === '') return null;
  if (type === 'DOUBLE') return Number.isFinite(Number(text)) ? Number(text) : undefined;
  return /^-?\d+$/.test(text) ? BigInt.asIntN(64, BigInt(text)) : undefined;
}
