import { useCallback, useEffect, useRef, useState } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import data from '@site/.generated/playground.json';
import { takeIn, tooMuch, type Offered } from '../../check/intake.ts';
import type { CheckTasks, CheckView, FixesView } from '../../check/protocol.ts';
import type { SourceFile } from '../../content/files.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { EngineClient, Stopped } from '../../playground/client.ts';

/** Versions of osquery with a known schema, oldest first. */
export const versions: readonly string[] = data.versions;

export type CheckClient = EngineClient<CheckTasks>;

/** For which osquery, and where, packs are checked. */
export interface Settings {
  readonly version: string;
  readonly platforms: readonly Platform[];
}

export type Phase =
  | { readonly kind: 'none' | 'stopped' }
  | { readonly kind: 'running'; readonly done: number; readonly all: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly view: CheckView };

export interface Check {
  readonly client: CheckClient;
  readonly phase: Phase;
  readonly files: readonly SourceFile[];
  /** What was offered and is not read, a sentence each. */
  readonly refused: readonly string[];
  readonly settings: Settings;
  /** Fixes that hold; null while they are being proved. */
  readonly fixes: FixesView | null;
  readonly offer: (offered: readonly Offered[]) => void;
  readonly refuse: (why: string) => void;
  readonly take: (files: readonly SourceFile[]) => void;
  readonly set: (settings: Settings) => void;
  readonly again: () => void;
  readonly stop: () => void;
}

const noWebAssembly = 'This browser has no WebAssembly, or it is turned off, and the engine needs it. Use another browser, or check on the command line.';

function startWorker(): Worker {
  return new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module', name: 'check' });
}

/** Files under check: each time they or the settings change, all of them are checked anew, and fixes are proved after that. */
export function useCheck(): Check {
  const [client] = useState<CheckClient>(() => new EngineClient<CheckTasks>(startWorker));
  const [phase, setPhase] = useState<Phase>({ kind: 'none' });
  const [files, setFiles] = useState<readonly SourceFile[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [settings, setSettings] = useState<Settings>({ version: versions.at(-1)!, platforms });
  const [fixes, setFixes] = useState<FixesView | null>(null);
  const base = useBaseUrl('/');
  const turn = useRef(0);

  useEffect(() => () => client.stop(), [client]);

  const run = useCallback((asked: readonly SourceFile[], { version, platforms: on }: Settings) => {
    const own = ++turn.current;
    const current = () => own === turn.current;
    setFixes(null);
    if (asked.length === 0) return setPhase({ kind: 'none' });
    if (typeof WebAssembly === 'undefined') return setPhase({ kind: 'failed', message: noWebAssembly });
    setPhase({ kind: 'running', done: 0, all: 0 });
    const hosts = data.hosts.map(({ name, platform, file }) => ({ name, platform, address: `${base}${file}` }));
    client.ask('check', { files: asked, version, platforms: on, hosts }, (done, all) => current() && setPhase({ kind: 'running', done, all })).then(
      (view) => {
        if (!current()) return;
        setPhase({ kind: 'done', view });
        client.ask('fixes', null).then((found) => current() && setFixes(found), () => current() && setFixes({ fixes: [], left: 0 }));
      },
      (error: Error) => current() && setPhase(error instanceof Stopped ? { kind: 'stopped' } : { kind: 'failed', message: error.message }),
    );
  }, [client, base]);

  const take = useCallback((next: readonly SourceFile[]) => {
    setFiles(next);
    run(next, settings);
  }, [run, settings]);

  const refuse = useCallback((why: string) => {
    setRefused([why]);
    client.stop();
    take([]);
  }, [client, take]);

  const offer = useCallback((offered: readonly Offered[]) => {
    const many = tooMuch(offered.map(({ bytes }) => bytes.length));
    if (many !== null) return refuse(many);
    const taken = takeIn(offered);
    setRefused(taken.refused);
    // What is under way is about other files.
    client.stop();
    take(taken.files);
  }, [client, take, refuse]);

  const set = useCallback((next: Settings) => {
    setSettings(next);
    run(files, next);
  }, [run, files]);

  return { client, phase, files, refused, settings, fixes, offer, refuse, take, set, again: useCallback(() => run(files, settings), [run, files, settings]), stop: useCallback(() => client.stop(), [client]) };
}
