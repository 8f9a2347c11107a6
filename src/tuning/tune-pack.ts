import type { Overlay } from '../content/overlay.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalogue, Pack, Query } from '../model/catalogue.ts';
import { compareFindings, compareText, type Finding } from '../model/finding.ts';
import type { QueryTuning } from '../model/overlay.ts';
import type { Path } from '../model/place.ts';
import type { History } from '../releases/releases-file.ts';
import type { Verdict } from '../rules/verdict.ts';
import { checkTuned, type Tuned } from './check-tuned.ts';
import { complaint } from './complaint.ts';
import { unknownPack, unknownQuery } from './gone.ts';
import { siteRows } from './site-rows.ts';
import { tunedQuery } from './tuned-query.ts';
import { tunedVersion, type TunedQuery, type Tuning } from './tuning.ts';

/** Packs as they were checked. */
export interface Published {
  readonly catalogue: Catalogue;
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly historyOf: (pack: Pack) => History | undefined;
}

/** A pack as an overlay makes it, with what the engine says of its queries. */
export interface TunedPack {
  readonly pack: Pack;
  readonly verdicts: readonly Verdict[];
  readonly version: string;
  readonly tuning: Tuning;
}

/** Applies an overlay to its pack. With an error among the findings there is no pack. */
export function tunePack(engine: Engine, published: Published, overlay: Overlay): { tuned: TunedPack | null; findings: Finding[] } {
  const { packs } = published.catalogue;
  const base = packs.find(({ spec }) => spec.name === overlay.spec.pack && spec.status !== 'removed');
  if (!base) {
    const { message, advice } = unknownPack(overlay.spec.pack, packs);
    return { tuned: null, findings: [complaint(overlay, 'value', ['spec', 'pack'], message, advice)] };
  }
  const history = published.historyOf(base);
  const { tunings, leftOut, findings } = readTunings(base, history, overlay);
  const tuned = new Map(tunings.map(({ tuned: query }) => [query.base, query]));
  const pack = { ...base, queries: base.queries.map((query) => tuned.get(query)?.query ?? query) };
  // Queries that are left out stay here: others may name them as their successors.
  const catalogue = { ...published.catalogue, packs: packs.map((other) => (other === base ? pack : other)) };
  const verdicts = new Map(published.verdicts.map((verdict) => [verdict.query, verdict]));
  for (const one of tuned.values()) {
    const checked = checkTuned(engine, catalogue, pack, overlay, one, published.findings);
    verdicts.set(one.query, checked.verdict);
    findings.push(...checked.findings);
  }
  findings.sort(compareFindings);
  if (findings.some(({ level }) => level === 'error')) return { tuned: null, findings };
  const queries = pack.queries.filter(({ spec }) => !leftOut.some(({ name }) => name === spec.name));
  const tuning: Tuning = { queries: tunings.map(({ told }) => told).sort(byName), leftOut: [...leftOut].sort(byName) };
  const version = tunedVersion(history?.releases[0]?.version ?? '0.0.0', effectOf(tunings, tuning));
  return { tuned: { pack: { ...pack, queries }, verdicts: queries.map((query) => verdicts.get(query)!), version, tuning }, findings };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}

interface OneTuning {
  readonly tuned: Tuned;
  readonly told: TunedQuery;
}

/** All that an overlay puts into the artefacts, whatever the pack had there. */
function effectOf(tunings: readonly OneTuning[], { leftOut }: Tuning): unknown {
  const queries = tunings.map(({ tuned: { rows }, told: { name, interval, shard } }) => ({
    name, rows: rows.map(({ list, cells }) => [list.name, ...cells]), interval: interval?.after, shard: shard?.after,
  }));
  return { queries: queries.sort(byName), leftOut: leftOut.map(({ name }) => name) };
}

interface Reading {
  readonly tunings: OneTuning[];
  readonly leftOut: { readonly name: string; readonly reason: string }[];
  readonly findings: Finding[];
}

/** What the overlay says, held to the pack. */
function readTunings(pack: Pack, history: History | undefined, overlay: Overlay): Reading {
  const reading: Reading = { tunings: [], leftOut: [], findings: [...announced(pack.spec, 'pack', overlay, ['spec', 'pack'])] };
  const entries = Object.entries(overlay.spec.queries);
  for (const [name, tuning] of entries) {
    const path = ['spec', 'queries', name];
    const query = pack.queries.find(({ spec }) => spec.name === name);
    const told = query ? misuse(tuning) : unknownQuery(name, pack, history);
    if (told) reading.findings.push(complaint(overlay, 'key', path, told.message, told.advice));
    else if (tuning.leave_out) reading.leftOut.push({ name, reason: tuning.reason! });
    else readTuning(query!, tuning, overlay, path, reading);
  }
  const whole = (message: string, advice: string) => reading.findings.push(complaint(overlay, 'key', ['spec', 'queries'], message, advice));
  if (reading.leftOut.length === pack.queries.length) whole('The overlay leaves out every query of the pack.', 'Delete the overlay, and do not load the pack.');
  const isSound = reading.findings.every(({ level }) => level !== 'error');
  if (isSound && reading.tunings.length + reading.leftOut.length === 0) whole('The overlay changes nothing.', 'Say what is different, or delete the file and load the published pack.');
  return reading;
}

/** What of an entry contradicts itself. */
function misuse({ leave_out, reason, ...rest }: QueryTuning): { message: string; advice: string } | null {
  const others = Object.keys(rest);
  if (!leave_out) return others.length === 0 ? { message: 'Nothing is said of the query.', advice: 'Add allowed, interval, shard or leave_out, or drop the query.' } : null;
  if (others.length > 0) return { message: `The query is left out, and ${others.join(' and ')} would have no effect.`, advice: `Drop ${others.join(' and ')}, or leave_out.` };
  return reason === undefined ? { message: 'The query is left out without a reason.', advice: 'Add reason: why nobody needs its rows here.' } : null;
}

function readTuning(query: Query, tuning: QueryTuning, overlay: Overlay, path: Path, { tunings, findings }: Reading): void {
  const { rows, findings: misfits } = siteRows(query, tuning, overlay, path);
  findings.push(...misfits, ...announced(query.spec, 'query', overlay, path));
  const step = (key: 'interval' | 'shard', before: number) => {
    const after = tuning[key];
    if (after === before) findings.push(complaint(overlay, 'value', [...path, key], `The ${key} is that of the pack.`, 'Drop it.', 'warning'));
    return after === undefined || after === before ? {} : { [key]: { before, after } };
  };
  const counts: Record<string, number> = {};
  for (const { list } of rows) counts[list.name] = (counts[list.name] ?? 0) + 1;
  const told: TunedQuery = { name: query.spec.name, rows: counts, ...step('interval', query.spec.interval), ...step('shard', query.spec.osquery?.shard ?? 100) };
  const withRows = (count: number) => tunedQuery(query, tuning, rows.slice(0, count), overlay, path);
  if (rows.length === 0 && !told.interval && !told.shard) return;
  tunings.push({ tuned: { base: query, query: withRows(rows.length), rows, withRows }, told });
}

/** A warning where what is tuned is to go. */
function announced({ deprecated }: Pack['spec'] | Query['spec'], what: 'pack' | 'query', overlay: Overlay, path: Path): Finding[] {
  if (!deprecated) return [];
  const { removed_in: version, successor } = deprecated;
  return [complaint(overlay, what === 'pack' ? 'value' : 'key', path, `The ${what} goes in ${version}.`, successor === undefined ? 'Nothing takes its place.' : `Move to ${successor} before you upgrade to it.`, 'warning')];
}
