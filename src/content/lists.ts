import type { Finding } from '../model/finding.ts';
import { entryKeys, type ListSpec, type ValueList } from '../model/list.ts';
import { nearestName } from '../model/names.ts';
import type { Path } from '../model/place.ts';

/** What is wrong with a list beyond its form: its name, its columns, entries that do not fit them or stand twice. */
export function listFindings(list: ValueList): Finding[] {
  const { spec, at, file } = list;
  const findings: Finding[] = [];
  const tell = (what: 'key' | 'value', path: Path, message: string, advice: string) => {
    const place = at[what](path);
    findings.push({ rule: 'shape', level: 'error', place, message, advice, source: at.line(place.line) });
  };
  const stem = file.slice(file.lastIndexOf('/') + 1, -'.yml'.length);
  if (stem !== spec.name) tell('value', ['spec', 'name'], `The file is named ${stem}.yml, and the list ${spec.name}.`, 'Give both the same name.');
  if (/^allowed(_|$)/.test(spec.name)) tell('value', ['spec', 'name'], `The name ${spec.name} is one of a list of exceptions, which a site fills.`, 'Name it after what it holds.');
  const columns = Object.keys(spec.columns);
  if (columns.length === 0) tell('value', ['spec', 'columns'], 'The list has no columns.', 'Name each with what it holds.');
  for (const name of columns) {
    if (entryKeys.some((key) => key === name)) tell('key', ['spec', 'columns', name], `No column can be called ${name}: the key says where an entry comes from.`, 'Give it another name.');
  }
  const known = new Map<string, number>();
  for (const [index, entry] of spec.entries.entries()) {
    const path = ['spec', 'entries', index];
    entryProblems(entry, columns, (what, step, message, advice) => tell(what, [...path, ...step], message, advice));
    const key = JSON.stringify(columns.map((name) => String(entry[name] ?? '')));
    const first = known.get(key);
    if (first !== undefined) tell('value', path, 'The entry stands twice.', `Keep one of them; the other is in line ${at.value(['spec', 'entries', first]).line}.`);
    else known.set(key, index);
  }
  return findings;
}

function entryProblems(entry: ListSpec['entries'][number], columns: readonly string[], tell: (what: 'key' | 'value', step: Path, message: string, advice: string) => void): void {
  const keys: readonly string[] = [...columns, ...entryKeys];
  for (const name of Object.keys(entry)) {
    if (keys.includes(name)) continue;
    const near = nearestName(name, keys);
    tell('key', [name], `The list has no column ${name}.`, `${near ? `Write ${near}` : 'Drop it'}; its columns: ${columns.join(', ')}.`);
  }
  for (const name of columns) {
    if (!Object.hasOwn(entry, name)) tell('value', [], `The entry has no value for the column ${name}.`, `Add ${name}: an entry has a value for each of ${columns.join(', ')}.`);
  }
  if (columns.every((name) => entry[name] === '')) tell('value', [], 'The entry holds nothing but empty texts.', 'Write what it is to hold, or drop it.');
  const day = new Date(`${entry.date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== entry.date) tell('value', ['date'], `There is no day ${entry.date}.`, 'Write the day of the report as YYYY-MM-DD.');
}
