import { useCallback, useEffect, useRef, useState } from 'react';
import { EngineClient, Stopped } from './client.ts';
import { takeWorker } from './early.ts';
import type { Names } from './names.ts';
import type { Bench, Explanation, Plan, Problem, Result } from './protocol.ts';

/** How long (ms) after a key the SQL is checked, and explained, which takes longer and is less urgent. */
const checkDelay = 30;
const explainDelay = 250;

/** How a run stands. `done` keeps the SQL that gave the rows. */
export type Run =
  | { readonly kind: 'none' | 'running' | 'stopped' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly result: Result; readonly sql: string; readonly bench: Bench };

export interface Engine {
  readonly client: EngineClient;
  readonly run: Run;
  readonly names: Names | null;
  readonly problems: readonly Problem[];
  readonly explanation: Explanation | null;
  readonly start: () => void;
  readonly stop: () => void;
}

/**
 * The engine at work on SQL: it runs it when told to, when it is loaded and when host or osquery change, and checks and explains it as
 * it is typed. Nothing happens before the first of the `loads`. `others` are loaded once there is a result, so that they are there without a network.
 */
export function useEngine({ sql, bench, plan, loads, others }: { sql: string; bench: Bench; plan: Plan; loads: number; others: readonly Bench[] }): Engine {
  const ready = loads > 0;
  const held = useRef<EngineClient>(undefined);
  const client = (held.current ??= new EngineClient(takeWorker));
  const [run, setRun] = useState<Run>({ kind: 'none' });
  const [names, setNames] = useState<Names | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const turn = useRef(0);
  const latest = useRef({ sql, bench, plan });
  latest.current = { sql, bench, plan };

  useEffect(() => () => client.stop(), [client]);

  const start = useCallback(() => {
    const asked = latest.current;
    const own = ++turn.current;
    const end = (next: Run) => own === turn.current && setRun(next);
    if (typeof WebAssembly === 'undefined') return setRun({ kind: 'failed', message: 'This browser has no WebAssembly, or it is turned off, and SQLite needs it to run here. Use another browser, or paste the SQL into osqueryi on a host.' });
    setRun({ kind: 'running' });
    client.ask('run', asked).then(
      (result) => {
        end({ kind: 'done', result, sql: asked.sql, bench: asked.bench });
        for (const bench of others) client.ask('host', { bench }).catch(() => undefined);
      },
      (error: Error) => end(error instanceof Stopped ? { kind: 'stopped' } : { kind: 'failed', message: error.message }),
    );
  }, [client, others]);

  useEffect(() => {
    if (ready) start();
  }, [loads, bench, start]);

  useEffect(() => {
    if (ready && typeof WebAssembly !== 'undefined') client.ask('names', { bench }).then(setNames, () => undefined);
  }, [ready, bench, client]);

  const { logging } = plan;
  useEffect(() => {
    if (!ready || typeof WebAssembly === 'undefined') return undefined;
    let current = true;
    const ask = { sql, bench, plan: latest.current.plan };
    const checking = setTimeout(() => client.ask('check', ask).then((found) => current && setProblems(found), () => undefined), checkDelay);
    const explaining = setTimeout(() => client.ask('explain', ask).then((told) => current && setExplanation(told), () => undefined), explainDelay);
    return () => {
      current = false;
      clearTimeout(checking);
      clearTimeout(explaining);
    };
  }, [ready, sql, bench, logging, client, run.kind === 'stopped']);

  return { client, run, names, problems, explanation, start, stop: useCallback(() => client.stop(), [client]) };
}
