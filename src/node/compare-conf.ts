import type { Engine } from '../engine/engine.ts';
import { compareText, type Finding } from '../model/finding.ts';
import type { Contract } from '../releases/contract.ts';
import { differenceOf } from '../releases/difference.ts';
import { releaseEffects } from '../releases/plan-release.ts';
import type { PackDifference } from '../report/difference.ts';
import { confContract } from './conf-contracts.ts';
import type { ConfSide } from './diff-sides.ts';

/** Most notes on one side that are told. */
const mostNotes = 10;

/** What differs between two states of osquery's own configuration, and what has to be known to read it. */
export function compareConf(engine: Engine, before: ConfSide, after: ConfSide): { differences: PackDifference[]; notes: string[] } {
  const [old, now] = [contractsOn(engine, before), contractsOn(engine, after)];
  const names = [...new Set([...old.contracts.keys(), ...now.contracts.keys()])].sort(compareText);
  const differences = names.map((pack): PackDifference => {
    const [left, right] = [old.contracts.get(pack) ?? null, now.contracts.get(pack) ?? null];
    const changes = differenceOf(left, right);
    return { pack, before: left && before.label, after: right && after.label, changes, effects: left && changes.length > 0 ? releaseEffects(left, right, changes) : [] };
  });
  const changed = new Set(differences.flatMap(({ pack, changes }) => changes.flatMap((change) => [change.query, change.kind === 'query-renamed' ? change.before : undefined].map((query) => key(pack, query)))));
  const notes = [
    ...(differences.some(({ effects }) => effects.length > 0) ? ['A .conf does not tell how many rows a host has. One row a query is assumed: multiply the figures by what your hosts give.'] : []),
    ...movedLogNames(old.contracts, now.contracts),
    ...sideNotes(before, before.findings.filter(({ level, pack, query }) => level === 'error' && (query === undefined || changed.has(key(pack!, query)))), old.doubts, changed),
    ...sideNotes(after, after.findings.filter((finding) => isNotable(finding, before.findings, changed)), now.doubts, changed),
  ];
  return { differences, notes };
}

interface PackDoubt {
  readonly pack: string;
  readonly query: string;
  readonly text: string;
}

function contractsOn(engine: Engine, side: ConfSide): { contracts: Map<string, Contract>; doubts: PackDoubt[] } {
  const doubts: PackDoubt[] = [];
  const contracts = new Map(side.packs.map((pack) => {
    const read = confContract(engine, pack);
    doubts.push(...read.doubts.map((doubt) => ({ pack: pack.name, ...doubt })));
    return [pack.name, read.contract] as const;
  }));
  return { contracts, doubts };
}

/** Whether a finding on the new side is told: what is lost, and what is wrong with a query that changed or was not wrong before. */
function isNotable({ level, rule, pack, query, message }: Finding, before: readonly Finding[], changed: ReadonlySet<string>): boolean {
  if (level === 'note') return false;
  if (query === undefined) return level === 'error';
  return changed.has(key(pack!, query)) || !before.some((old) => old.rule === rule && old.pack === pack && old.query === query && old.message === message);
}

/** Notes on one side, from findings and from what could not be found out about queries that changed. */
function sideNotes({ label }: ConfSide, findings: readonly Finding[], doubts: readonly PackDoubt[], changed: ReadonlySet<string>): string[] {
  const notes = [
    ...findings.map(({ place, pack, query, message }) => `${place.file}:${place.line}:${place.column}: ${query === undefined ? '' : `${pack}/${query}: `}${message}`),
    ...doubts.filter(({ pack, query }) => changed.has(key(pack, query))).map(({ pack, query, text }) => `${label}: ${pack}/${query}: ${text}`),
  ];
  return notes.length > mostNotes ? [...notes.slice(0, mostNotes), `${label}: and ${notes.length - mostNotes} more of this kind.`] : notes;
}

/** Tells where queries that are the same log under another name, as with another `pack_delimiter`. */
function movedLogNames(old: ReadonlyMap<string, Contract>, now: ReadonlyMap<string, Contract>): string[] {
  for (const [pack, { queries }] of now) {
    const before = old.get(pack)?.queries ?? {};
    const moved = Object.keys(queries).find((name) => Object.hasOwn(before, name) && before[name]!.log_name !== queries[name]!.log_name);
    if (moved !== undefined) return [`The pack_delimiter is another one: every query of a pack logs under a new name, such as ${queries[moved]!.log_name} in place of ${before[moved]!.log_name}, and sends all its rows anew.`];
  }
  return [];
}

function key(pack: string, query: string | undefined): string {
  return JSON.stringify([pack, query]);
}
