import type { OutputColumn } from '../engine/answer.ts';
import { nearestName } from '../model/names.ts';
import { resultItems, type ResultItem } from './result-columns.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** The columns that come out: their names, and what the file says of them. */
export const outputColumns: Rule = {
  name: 'output-columns',
  levels: { production: 'error', teaching: 'error', foreign: 'note' },
  finds: 'Two columns of one name, an expression without AS, a name not of the form [a-z_][a-z0-9_]*, columns that differ between the platforms; `columns` that are not equal, in names and order, to what comes out; an `ecs_mapping` of a column that does not.',
  why: 'The columns are what a consumer relies on. Of two columns with one name osquery logs only the later, and an expression without AS is logged under its own text, which changes with every touch of the SQL.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const answer = subject.verdict.platforms[0]?.latest;
  if (!answer || answer.error || answer.kind !== 'select') return;
  const columns = answer.columns;
  const items = resultItems(subject);
  const placed = items.length === columns.length ? items : [];
  yield* checkNames(subject, columns, placed);
  yield* checkPlatforms(subject);
  yield* checkDescribed(subject, columns.map(({ name }) => name));
  yield* checkMapping(subject, columns.map(({ name }) => name));
}

const plainName = /^[a-z_][a-z0-9_]*$/;

/** Words that are expressions by themselves: without AS such a column is named as they are. */
const wordExpressions = new Set(['null', 'true', 'false', 'current_date', 'current_time', 'current_timestamp']);

function* checkNames(subject: Subject, columns: readonly OutputColumn[], items: readonly ResultItem[]): Iterable<Complaint> {
  const sql = subject.query.spec.query;
  const seen = new Set<string>();
  const repeated = new Map<string, number | null>();
  for (let index = 0; index < columns.length; index++) {
    const { name, table } = columns[index]!;
    const item = items[index];
    const unnamed = table === null && (item ? sql.slice(item.start, item.end) === name : true) && (!plainName.test(name) || wordExpressions.has(name.toLowerCase()));
    if (unnamed) {
      yield { place: sqlPlace(subject.query, item?.start ?? null), message: `The expression ${shorten(name)} has no name: the column is logged under its text.`, advice: `Name it, for example ${shorten(name)} AS ${suggestion(name)}.` };
    } else if (!plainName.test(name)) {
      yield { place: sqlPlace(subject.query, item?.name ?? null), message: `The output column "${shorten(name)}" is not named in lower case letters, digits and _.`, advice: `Name it with AS, for example AS ${suggestion(name)}.` };
    } else if (seen.has(name)) {
      repeated.set(name, repeated.get(name) ?? item?.name ?? null);
    }
    seen.add(name);
  }
  if (repeated.size === 0) return;
  const [place] = repeated.values();
  yield {
    place: sqlPlace(subject.query, place ?? null),
    message: `More than one output column is named ${listed([...repeated.keys()])}: osquery logs only the last of them.`,
    advice: 'Drop one of them, or give it another name with AS.',
  };
}

function* checkPlatforms(subject: Subject): Iterable<Complaint> {
  const [first, ...others] = subject.verdict.platforms;
  for (const other of others) {
    if (other.latest.error) continue;
    const here = first!.latest.columns;
    const there = other.latest.columns;
    const differing = here.find(({ name, type }, index) => there[index]?.name === name && there[index].type !== type);
    if (here.length === there.length && here.every(({ name }, index) => there[index]!.name === name) && !differing) continue;
    yield {
      place: sqlPlace(subject.query, null),
      message: differing
        ? `The column ${differing.name} is ${differing.type ?? 'untyped'} on ${first!.platform} and ${there[here.indexOf(differing)]!.type ?? 'untyped'} on ${other.platform}.`
        : `The columns are ${listed(here.map(({ name }) => name))} on ${first!.platform} and ${listed(there.map(({ name }) => name))} on ${other.platform}.`,
      advice: 'Write the columns out so that they are the same everywhere, or make a query for each platform.',
    };
  }
}

function* checkDescribed({ query }: Subject, names: readonly string[]): Iterable<Complaint> {
  const { columns } = query.spec;
  if (!columns) {
    if (query.setting === 'production') yield { place: query.at.key(['spec', 'query']), message: 'The file does not say what its output columns hold.', advice: `Add columns: with one line for each of ${listed(names)}.` };
    return;
  }
  const described = Object.keys(columns);
  const missing = names.filter((name, index) => !described.includes(name) && names.indexOf(name) === index);
  for (const name of described) {
    if (names.includes(name)) continue;
    const near = nearestName(name, missing);
    yield { place: query.at.key(['spec', 'columns', name]), message: `No output column is named ${name}.`, advice: near ? `Write ${near}, or drop the line.` : 'Drop the line, or select the column.' };
  }
  if (missing.length > 0) {
    yield { place: query.at.key(['spec', 'columns']), message: `The output ${missing.length === 1 ? `column ${missing[0]} is` : `columns ${listed(missing)} are`} not described.`, advice: 'Add a line for each that says what it holds, with its unit.' };
  } else if (described.every((name) => names.includes(name)) && described.some((name, index) => name !== names[index])) {
    yield { place: query.at.key(['spec', 'columns']), message: `The columns come out as ${listed(names)} and are described in another order.`, advice: 'Describe them in the order in which they come out.' };
  }
}

function* checkMapping({ query }: Subject, names: readonly string[]): Iterable<Complaint> {
  for (const [ecs, target] of Object.entries(query.spec.ecs_mapping ?? {})) {
    if (!('field' in target) || names.includes(target.field)) continue;
    const near = nearestName(target.field, names);
    yield { place: query.at.value(['spec', 'ecs_mapping', ecs, 'field']), message: `${ecs} is mapped to ${target.field}, and no output column has that name.`, advice: near ? `Write ${near}.` : `Use one of ${listed(names)}.` };
  }
}

/** A name that the text of an expression suggests: `count(*)` gives count. */
function suggestion(text: string): string {
  const words = text.toLowerCase().match(/[a-z][a-z0-9_]*/g) ?? [];
  return words[0] && !wordExpressions.has(words[0]) && words[0] !== 'case' && words[0] !== 'select' ? words[0] : 'value';
}

/** Names in a row, the first thirty where there are more. */
function listed(names: readonly string[]): string {
  const shown = [...new Set(names)].map(shorten);
  return shown.length > 30 ? `${shown.slice(0, 30).join(', ')} and ${shown.length - 30} more` : shown.join(', ');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
