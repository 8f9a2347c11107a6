import { z } from 'zod';
import type { Finding } from '../model/finding.ts';
import { nearestName } from '../model/names.ts';
import type { Path } from '../model/place.ts';
import type { Document } from './yaml.ts';

/** Reads a document against a schema; what does not fit comes as findings of the rule `shape`, each at its place. */
export function readShape<T extends z.ZodType>(document: Document, schema: T): { value: z.infer<T> | null; findings: Finding[] } {
  const result = schema.safeParse(document.value, { reportInput: true });
  if (result.success) return { value: result.data, findings: [] };
  return { value: null, findings: result.error.issues.flatMap((issue) => describe(document, schema, issue)) };
}

function describe(document: Document, schema: z.ZodType, issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path);
    return issue.keys.map((key) => {
      const near = nearestName(key, known);
      const advice = near ? `Write "${near}", or drop it.` : known.length ? `Known here: ${known.join(', ')}.` : 'Drop it.';
      return at(document, 'key', [...path, key], `Unknown key "${key}".`, advice);
    });
  }
  if (issue.code === 'invalid_key') return [at(document, 'key', path, `The key "${String(path.at(-1))}" is not allowed here: ${issue.issues[0]?.message ?? 'wrong form'}.`, 'Use another name.')];
  const name = path.length ? `"${path.join('.')}"` : 'The document';
  const meaning = schemaAt(schema, path)?.description;
  const told = (text: string) => (meaning ? `${text}. ${meaning}` : `${text}.`);
  if (issue.input === undefined) {
    return [at(document, 'key', path, `The key ${name} is missing.`, told(`Add ${String(path.at(-1))}: ${wanted(issue)}`))];
  }
  return [at(document, 'value', path, `${name} ${complaint(issue)}.`, told(`It must be ${wanted(issue)}`))];
}

function at(document: Document, what: 'key' | 'value', path: Path, message: string, advice: string): Finding {
  const place = document.at[what](path);
  return { rule: 'shape', level: 'error', place, message, advice, source: document.at.line(place.line) };
}

function complaint(issue: z.core.$ZodIssue): string {
  if (issue.input === null) return 'has no value';
  const given = typeof issue.input === 'string' ? JSON.stringify(shorten(issue.input)) : Array.isArray(issue.input) ? 'a list' : typeof issue.input === 'object' ? 'a mapping' : String(issue.input);
  if (issue.code === 'too_small') return issue.origin === 'string' || issue.origin === 'array' ? 'is empty' : `is ${given}, which is too small`;
  if (issue.code === 'too_big') return issue.origin === 'string' || issue.origin === 'array' ? 'is too long' : `is ${given}, which is too large`;
  return `is ${given}`;
}

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const quoted = issue.expected === 'string' && ['number', 'boolean'].includes(typeof issue.input);
      return `${typeName(issue.expected)}${quoted ? ': put it in quotes' : ''}`;
    }
    case 'invalid_value': return issue.values.length === 1 ? `"${String(issue.values[0])}"` : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small': return issue.origin === 'string' ? 'a text with at least one letter' : issue.origin === 'array' ? 'a list with at least one entry' : `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}`;
    case 'too_big': return issue.origin === 'string' ? `at most ${String(issue.maximum)} characters` : issue.origin === 'array' ? `a list of at most ${String(issue.maximum)}` : `at most ${String(issue.maximum)}`;
    case 'invalid_format': return issue.format === 'regex' && 'pattern' in issue ? `a text of the form ${issue.pattern}` : `a ${issue.format}`;
    case 'invalid_union': {
      const types = new Set(issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_type' && inner.path.length === 0 ? [typeName(inner.expected)] : [])));
      return types.size > 0 ? [...types].join(' or ') : 'as docs/formats.md tells';
    }
    default: return 'as docs/formats.md tells';
  }
}

function typeName(expected: string): string {
  const names: Readonly<Record<string, string>> = { string: 'a text', int: 'a whole number', number: 'a number', boolean: 'true or false', array: 'a list', object: 'a mapping', record: 'a mapping' };
  return names[expected] ?? expected;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The keys that the schema knows for the mapping at `path`. */
function knownKeys(schema: z.ZodType, path: Path): string[] {
  const found = unwrap(schemaAt(schema, path));
  if (found instanceof z.ZodRecord && found.keyType instanceof z.ZodEnum) return found.keyType.options.map(String);
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

/** The schema of what stands at `path`; undefined where the schema knows nothing there. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let current: z.ZodType | undefined = schema;
  for (const step of path) {
    const open = unwrap(current);
    if (open instanceof z.ZodObject) current = open.shape[step as string] as z.ZodType | undefined;
    else if (open instanceof z.ZodArray) current = open.element as z.ZodType;
    else if (open instanceof z.ZodRecord) current = open.valueType as z.ZodType;
    else return undefined;
  }
  return current;
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}
