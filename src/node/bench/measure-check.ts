import init from '@sqlite.org/sqlite-wasm';
import { load } from 'js-yaml';
import { readCatalogue } from '../../content/catalogue.ts';
import { Connection } from '../../engine/connection.ts';
import { adoptSqlite } from '../../engine/sqlite.ts';
import { VirtualTables } from '../../engine/virtual-tables.ts';
import type { Platform } from '../../model/platform.ts';
import { platformsOf } from '../../model/query.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { checkCatalogue, queriesOf } from '../../rules/check.ts';
import { openEngine } from '../open-engine.ts';
import { cpuSeconds, median } from './cpu.ts';
import { generateContent } from './generate.ts';

/** What one process measured; CPU time, so that another process on the machine does not count. */
export interface CheckMeasure {
  readonly queries: number;
  readonly checkSeconds: number;
  readonly bareSeconds: number;
  /** Loading the same files with js-yaml and doing nothing with them: what no check can go below. */
  readonly yamlSeconds: number;
  readonly peakMegabytes: number;
  readonly errors: number;
}

async function measured(action: () => Promise<void> | void): Promise<number> {
  const before = cpuSeconds();
  await action();
  return cpuSeconds() - before;
}

/** Reads and checks generated content, starting the engine included. */
async function check(count: number): Promise<number> {
  const reading = readCatalogue(generateContent(count));
  const { findings } = checkCatalogue(await openEngine(), reading);
  return findings.filter(({ level }) => level === 'error').length;
}

/** Prepares each statement once on each platform it claims, with the engine set up as for a check. */
async function bare(count: number): Promise<void> {
  const statements = queriesOf(readCatalogue(generateContent(count)).catalogue).map(({ query }) => ({ sql: query.spec.query, platforms: platformsOf(query.spec) }));
  bareSeconds = await measured(async () => {
    const sqlite = adoptSqlite(await (init as () => Promise<unknown>)());
    const tables = new VirtualTables(sqlite);
    const connections = new Map<Platform, Connection>();
    for (const { sql, platforms } of statements) {
      for (const platform of platforms) {
        let connection = connections.get(platform);
        if (!connection) connections.set(platform, (connection = new Connection(sqlite, tables, { platform, version: latestVersion })));
        connection.prepare(sql, () => null);
      }
    }
  });
}

const queries = Number(process.argv[2]);
const rounds = 3;
let bareSeconds = 0;
let errors = 0;
const checks: number[] = [];
const bares: number[] = [];
const loads: number[] = [];
let peakMegabytes = 0;
// In turns, so that neither has the warmer compiler; the first round counts as little as any other that stands out.
for (let round = 0; round < rounds; round++) {
  checks.push(
    await measured(async () => {
      errors = await check(queries);
    }),
  );
  // What a check takes by itself: later rounds stand on the memory of earlier ones.
  if (round === 0) peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  await bare(queries);
  bares.push(bareSeconds);
  const files = generateContent(queries);
  loads.push(
    await measured(() => {
      for (const { text } of files) load(text);
    }),
  );
}
console.log(JSON.stringify({ queries, checkSeconds: median(checks), bareSeconds: median(bares), yamlSeconds: median(loads), peakMegabytes, errors } satisfies CheckMeasure));
