import type { Engine } from '../engine/engine.ts';
import { platforms, type Platform } from '../model/platform.ts';
import { loggedValue } from '../osquery/logged-value.ts';
import { latestVersion } from '../osquery/schema.ts';
import { defaultDaemon, emptyStore, runQuery, type LogLine } from '../osquery/simulator/index.ts';
import type { ScheduledQuery } from './daemon-files.ts';

/** A folder that a newcomer makes, puts a file into and takes it out of again, to see what osquery logs of that. */
export interface FirstLook {
  readonly folder: string;
  readonly file: string;
  readonly query: ScheduledQuery;
}

/** By platform: a folder that any account may make and that osquery may read without further rights. */
export const firstLooks: Readonly<Record<Platform, FirstLook>> = {
  darwin: look('/Users/Shared/first-look', '/'),
  linux: look('/var/tmp/first-look', '/'),
  windows: look('C:\\Users\\Public\\first-look', '\\'),
};

function look(folder: string, separator: string): FirstLook {
  return { folder, file: `${folder}${separator}hello.txt`, query: { name: 'first_look', sql: `SELECT path FROM file WHERE directory = '${folder}';`, interval: 10 } };
}

/** What osquery logs of it. */
export interface FirstLookRecords {
  readonly added: LogLine;
  readonly removed: LogLine;
}

/** Unix time of the first run that is simulated: a Friday morning. */
const firstRun = Date.UTC(2026, 10, 20, 8) / 1000;

/**
 * The records of four runs of the query: on a host without the file, with the folder empty, with the file, and without it
 * again. Throws where these runs log anything but one row added and one removed: the page would then tell it wrongly.
 */
function firstLookRecords(engine: Engine, platform: Platform): FirstLookRecords {
  const { folder, file, query } = firstLooks[platform];
  const there = [new Map([['path', file], ['directory', folder], ['filename', file.slice(folder.length + 1)]])];
  let store = emptyStore;
  const lines = [[], [], there, []].flatMap((rows, index) => {
    const result = engine.run(query.sql, { platform, version: latestVersion }, new Map([['file', rows]]));
    if (result.error) throw new Error(`The first query of the quickstart fails on ${platform}: ${result.error.message}.`);
    const found = result.rows.map((row) => Object.fromEntries(result.columns.map((column, at) => [column, loggedValue(row[at] ?? null)])));
    const step = runQuery(store, defaultDaemon, { name: query.name, sql: query.sql, snapshot: false, removed: true, evented: false }, { rows: found }, firstRun + index * query.interval);
    store = step.store;
    return step.log;
  });
  const [added, removed] = lines;
  if (lines.length !== 2 || added?.action !== 'added' || removed?.action !== 'removed') throw new Error(`The first query of the quickstart logs ${lines.length} records on ${platform}, not one added and one removed.`);
  return { added, removed };
}

/** The records on every platform. */
export function allFirstLooks(engine: Engine): Map<Platform, FirstLookRecords> {
  return new Map(platforms.map((platform) => [platform, firstLookRecords(engine, platform)]));
}
