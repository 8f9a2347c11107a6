import type { Answer } from '../engine/answer.ts';
import type { Pack } from '../model/catalogue.ts';
import { flagsFor } from '../osquery/flags.ts';
import { declarationOf, tableOffset } from './joins.ts';
import { findWord, sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';
import type { Verdict } from './verdict.ts';

/** Evented tables: how they may be read, and the daemon flags and configuration they need. */
export const evented: Rule = {
  name: 'evented',
  levels: { production: 'error', teaching: 'error', foreign: 'note' },
  finds: 'An evented table with an alias, with a condition on time, read twice or joined; flags and configuration it needs that pack.yml lacks, and flags that nothing needs.',
  why: 'osquery keeps one read pointer a query. A condition on time switches it off, so that every run logs the same events again; two reads or a join share it and skip rows; an alias hides the table from the code that keeps its events long enough. Without its flags the table is empty, without an error.',
  checks: { query: checkQuery, pack: checkPack },
};

function* checkQuery(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    const loops = latest.loops.filter((loop) => declarationOf(latest, loop)?.evented);
    for (const loop of loops) {
      const offset = tableOffset(subject, loop);
      if (loop.name !== loop.table) {
        yield* once(told, `alias ${loop.table}`, subject, offset, `The evented table ${loop.table} has the alias ${loop.name}: osquery then does not know how long its events are needed, and may drop them before they are read.`, `Write ${loop.table} without an alias.`);
      }
      if ([...loop.constraints, ...loop.unused].some(({ column }) => column === 'time')) {
        yield* once(told, `time ${loop.table}`, subject, conditionOn(subject, 'time') ?? offset, `With a condition on ${loop.table}.time each run gives all events that fit it and are still kept, those of earlier runs too.`, 'Drop it: a scheduled query gets only the events since its last run.');
      }
    }
    const [first] = loops;
    if (first && loops.length > 1) {
      yield* once(told, 'twice', subject, tableOffset(subject, loops.at(-1)!), `The statement reads evented tables ${loops.length} times with one read pointer: rows are skipped.`, 'Write one query for each read.');
    }
    const plain = latest.loops.find((loop) => !declarationOf(latest, loop)?.evented);
    if (first && plain) {
      yield* once(told, 'join', subject, tableOffset(subject, plain), `${first.table} is read together with the plain table ${plain.table}: every row is logged as added, and which events are seen depends on the loop order.`, `Log the events alone and join ${plain.table} where the logs are kept.`);
    }
  }
}

/** Where a column stands in a condition: behind the first WHERE or ON. */
function conditionOn(subject: Subject, column: string): number | undefined {
  const words = ['where', 'on', 'having'].flatMap((word) => findWord(subject, word)?.start ?? []);
  return findWord(subject, column, Math.min(...words))?.start;
}

function* once(told: Set<string>, key: string, subject: Subject, offset: number | null, message: string, advice: string): Iterable<Complaint> {
  if (!told.has(key)) yield { place: sqlPlace(subject.query, offset), message, advice };
  told.add(key);
}

function* checkPack(pack: Pack, verdicts: readonly Verdict[]): Iterable<Complaint> {
  const given = pack.spec.flags ?? {};
  const used = new Set<string>();
  const told = new Set<string>();
  for (const { latest, table, query } of eventedReads(verdicts)) {
    const need = flagsFor(table, latest.target.platform);
    for (const { name, value, default: usual } of need?.flags ?? []) {
      used.add(name);
      if ((given[name] ?? usual) === value || told.has(name)) continue;
      told.add(name);
      const written = Object.hasOwn(given, name);
      yield {
        place: written ? pack.at.value(['spec', 'flags', name]) : pack.at.key(['spec', 'flags']),
        message: `${query} reads ${table}, which is empty on ${latest.target.platform} unless the daemon runs with ${name}=${value}${written ? `, not ${given[name]}` : ` (its default is ${usual})`}.`,
        advice: `Write ${name}: "${value}" under flags.`,
      };
    }
    for (const section of need?.config ?? []) {
      if (pack.spec.config && Object.hasOwn(pack.spec.config, section)) continue;
      if (told.has(section)) continue;
      told.add(section);
      yield { place: pack.at.key(['spec', 'config']), message: `${query} reads ${table}, which is empty unless the configuration has ${section}.`, advice: `Add ${section} under config.` };
    }
  }
  for (const name of Object.keys(given)) {
    if (used.has(name) || name === 'disable_events' || name.startsWith('events_')) continue;
    yield { place: pack.at.key(['spec', 'flags', name]), message: `No table that the pack reads needs the flag ${name}.`, advice: 'Drop it: a flag of the pack is a promise that its queries need it.' };
  }
}

function* eventedReads(verdicts: readonly Verdict[]): Iterable<{ latest: Answer; table: string; query: string }> {
  for (const { platforms, query } of verdicts) {
    for (const { latest } of platforms) {
      const tables = new Set(latest.loops.filter((loop) => declarationOf(latest, loop)?.evented).map(({ table }) => table));
      for (const table of tables) yield { latest, table, query: query.spec.name };
    }
  }
}
