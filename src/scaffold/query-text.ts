import type { QuerySpec } from '../model/query.ts';
import { block, inline } from './yaml-text.ts';

/** The keys of a query's file that stand before the SQL, and behind it, in the order of docs/formats.md. */
const before = ['name', 'description', 'platform', 'interval', 'logging', 'min_osquery_version'] as const;
const behind = ['purpose', 'why', 'reading', 'columns', 'false_positives', 'respond', 'attack', 'references', 'tags', 'osquery', 'ecs_mapping', 'exceptions', 'tests', 'lesson'] as const;

/** A query as the text of its file: the SQL as a block, one line a column, a reference and a row. */
export function queryText(spec: QuerySpec): string {
  const lines = (keys: readonly (keyof QuerySpec)[]) => keys.filter((key) => spec[key] !== undefined).map((key) => `  ${key}:${valueText(spec[key], 4)}`);
  return ['apiVersion: v1', 'kind: query', 'spec:', ...lines(before), '  query: |', block(spec.query, 4), '', ...lines(behind)].join('\n') + '\n';
}

/** What follows a key: a value on its line, or below it where it holds several things that are read one by one. */
function valueText(value: unknown, indent: number): string {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value) && value.length > 0 && (value.length > 1 || typeof value[0] === 'object')) {
    return `\n${value.map((item) => `${pad}- ${isLong(item) ? nested(item as Record<string, unknown>, indent + 2) : inline(item)}`).join('\n')}`;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) {
    return `\n${Object.entries(value).map(([key, inner]) => `${pad}${inline(key)}:${valueText(inner, indent + 2)}`).join('\n')}`;
  }
  return ` ${inline(value)}`;
}

/** Whether a list's item is read key by key: rows are one line, cases and what has several texts are not. */
function isLong(item: unknown): boolean {
  return typeof item === 'object' && item !== null && ('expect' in item || 'what' in item || 'why' in item);
}

function nested(item: Record<string, unknown>, indent: number): string {
  return Object.entries(item).map(([key, value]) => `${inline(key)}:${valueText(value, indent + 2)}`).join(`\n${' '.repeat(indent)}`);
}
