import { useCallback, useEffect, useRef, useState } from 'react';
import { EngineClient, startWorker, Stopped } from './client.ts';
import type { Names } from './names.ts';
import type { Bench, BuiltRows, Explanation, Plan, Problem, Result } from './protocol.ts';

/** How long (ms) after a key the SQL is checked, and explained, which takes longer and is less urgent. */
const checkDelay = 30;
const explainDelay = 250;

const noWebAssembly = 'This browser has no WebAssembly, or it is turned off, and SQLite needs it to run here. Use another browser, or paste the SQL into osqueryi on a host.';

/** How a run stands. `built` has the rows that the SQL gave when the site was built, `done` those that it gave here; both keep the SQL. */
export type Run =
  | { readonly kind: 'none' | 'running' | 'stopped' }
  | ({ readonly kind: 'built' } & BuiltRows)
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly result: Result; readonly sql: string; readonly bench: Bench };

/** The engine as the page has it: how its run stands, what it found, and what starts and stops it. */
export interface Engine {
  readonly client: EngineClient;
  readonly run: Run;
  /** Whether the first run has ended: what is not needed for it waits until then. */
  readonly settled: boolean;
  readonly names: Names | null;
  readonly problems: readonly Problem[];
  readonly explanation: Explanation | null;
  /** Runs the SQL, or newer one that was typed a moment ago. */
  readonly start: (typed?: string) => void;
  readonly stop: () => void;
}

/**
 * The engine at work on SQL: it runs it when told to, when it is loaded and when host or osquery change, and checks and explains it as
 * it is typed. Nothing happens before the first of the `loads`, and nothing but the run before that has ended. `others` are loaded
 * once there is a result, so that they are there without a network. Until the first run has ended, the rows of `built` are there where
 * it is what is asked.
 */
export function useEngine({ sql, bench, plan, loads, others, built }: { sql: string; bench: Bench; plan: Plan; loads: number; others: readonly Bench[]; built?: BuiltRows }): Engine {
  const [client] = useState(() => new EngineClient(startWorker));
  const [run, setRun] = useState<Run>({ kind: 'none' });
  const [settled, setSettled] = useState(false);
  const [names, setNames] = useState<Names | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const turn = useRef(0);
  const latest = useRef({ sql, bench, plan });
  latest.current = { sql, bench, plan };
  const ready = loads > 0;

  useEffect(() => () => client.stop(), [client]);

  const start = useCallback((typed?: string) => {
    const asked = typed === undefined ? latest.current : { ...latest.current, sql: typed };
    const own = ++turn.current;
    const end = (next: Run) => {
      if (own === turn.current) setRun(next);
      setSettled(true);
    };
    if (typeof WebAssembly === 'undefined') return end({ kind: 'failed', message: noWebAssembly });
    setRun({ kind: 'running' });
    client.ask('run', asked).then(
      (result) => end({ kind: 'done', result, sql: asked.sql, bench: asked.bench }),
      (error: Error) => end(error instanceof Stopped ? { kind: 'stopped' } : { kind: 'failed', message: error.message }),
    );
  }, [client]);

  useEffect(() => {
    if (ready) start();
  }, [loads, bench, start]);

  const checks = settled && typeof WebAssembly !== 'undefined';
  useEffect(() => {
    if (!checks) return undefined;
    let current = true;
    client.ask('names', { bench }).then((found) => current && setNames(found), () => undefined);
    return () => {
      current = false;
    };
  }, [checks, bench, client]);

  const { logging } = plan;
  useEffect(() => {
    if (!checks) return undefined;
    let current = true;
    const ask = { sql, bench, plan: latest.current.plan };
    const checking = setTimeout(() => client.ask('check', ask).then((found) => current && setProblems(found), () => undefined), checkDelay);
    const explaining = setTimeout(() => client.ask('explain', ask).then((told) => current && setExplanation(told), () => undefined), explainDelay);
    return () => {
      current = false;
      clearTimeout(checking);
      clearTimeout(explaining);
    };
  }, [checks, sql, bench, logging, client, run.kind === 'stopped']);

  const done = run.kind === 'done';
  useEffect(() => {
    if (done) for (const bench of others) client.ask('host', { bench }).catch(() => undefined);
  }, [done, others, client]);

  const stillBuilt = built !== undefined && !settled && sql === built.sql && bench.host === built.bench.host && bench.version === built.bench.version;
  return { client, run: stillBuilt ? { kind: 'built', ...built } : run, settled, names, problems, explanation, start, stop: useCallback(() => client.stop(), [client]) };
}
