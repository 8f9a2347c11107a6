import type { Loop, Operator } from '../engine/answer.ts';
import { requiredLoops, siblings, tableOffset } from './joins.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** Conditions from which a table with a required column takes a value. */
const giving: ReadonlySet<Operator> = new Set(['=', 'LIKE', 'GLOB', 'MATCH', 'REGEXP']);

/** A table that fails, or stays empty, because its required column gets no value. */
export const requiredColumn: Rule = {
  name: 'required-column',
  levels: { production: 'error', teaching: 'error', foreign: 'error' },
  finds: 'A table with a required column that the chosen plan leaves without a value: no condition, one that cannot be handed over, or only !=, IS or LIMIT; registry without a key or path.',
  why: 'Without a condition on it the whole statement fails at each run. With != or IS, or a LIMIT alone, osquery accepts the statement and gives no rows.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  yield* checkRequired(subject);
  yield* checkWanted(subject);
}

function* checkRequired(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest, loop, required } of requiredLoops(subject, told)) {
    if (loop.unmet.length > 0) {
      // Where a join could give the value and only the order is wrong, join-order tells it.
      if (siblings(latest, loop).length > 0 && required.some((column) => loop.offered.includes(column))) continue;
      told.add(loop.name);
      yield { place: sqlPlace(subject.query, tableOffset(subject, loop)), message: `Table ${loop.table} is read without its required column ${required.join(' or ')}.`, advice: adviceFor(loop, required, siblings(latest, loop)) };
    } else if (!loop.constraints.some(({ column, operator }) => required.includes(column) && giving.has(operator))) {
      told.add(loop.name);
      const used = loop.constraints.filter(({ column }) => required.includes(column));
      yield {
        place: sqlPlace(subject.query, tableOffset(subject, loop)),
        message: `Table ${loop.table} gets ${used.map(({ column, operator }) => (operator === 'LIMIT' ? 'a LIMIT only' : `only ${column} ${operator}`)).join(' and ')}, from which it reads nothing: no rows, and no error.`,
        advice: adviceFor(loop, required, siblings(latest, loop)),
      };
    }
  }
}

/** Columns without which a table gives next to nothing, although osquery demands none: registry then reads the hives' own values only (osquery/tables/system/windows/registry.cpp). */
export const wantedColumns: Readonly<Record<string, readonly string[]>> = { registry: ['key', 'path'] };

function* checkWanted(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    for (const loop of latest.loops) {
      const columns = Object.hasOwn(wantedColumns, loop.table) ? wantedColumns[loop.table]! : [];
      const given = loop.constraints.some(({ column, operator }) => columns.includes(column) && (operator === '=' || operator === 'LIKE'));
      if (columns.length === 0 || given || told.has(loop.name)) continue;
      told.add(loop.name);
      yield {
        place: sqlPlace(subject.query, tableOffset(subject, loop)),
        message: `Table ${loop.table} gets no ${columns.join(' or ')} with = or LIKE: it then gives what stands right below the hives, and nothing of what is meant.`,
        advice: adviceFor(loop, columns, siblings(latest, loop)),
      };
    }
  }
}

function adviceFor({ name, depth }: Loop, required: readonly string[], others: readonly Loop[]): string {
  const later = others.find((other) => other.depth > depth);
  const join = later ? `where ${later.name} is to give it, write ${later.name} first: the written order holds here` : 'or join from a table that gives the value';
  return `Add a condition with =, IN or LIKE: ${required.map((column) => `${name}.${column} = …`).join(' or ')}; ${join}.`;
}
