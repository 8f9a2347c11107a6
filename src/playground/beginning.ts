import siteConfig from '@generated/docusaurus.config';
import home from '@site/.generated/home.json';
import data from '@site/.generated/playground.json';
import { firstPlan } from './plan.ts';
import type { Bench, BuiltRows, Tasks } from './protocol.ts';
import { readHash, type Choices, type PlayState } from './state.ts';

/** What a link may choose from. */
export const choices: Choices = { hosts: data.hosts.map(({ name }) => name), versions: data.versions };

/** What the playground begins with where its address says nothing: the query of the home page. */
export const usual: PlayState = { sql: home.sql.trim(), host: home.host, version: choices.versions.at(-1)!, tab: 'result' };

/** Address of the table reference. */
export const tablesAddress = `${siteConfig.baseUrl}tables/`;

/** The sample hosts with an osquery of this version on each. */
export function benchesAt(version: string): Bench[] {
  return data.hosts.map(({ name, platform, file }): Bench => ({ host: name, platform, address: `${siteConfig.baseUrl}${file}`, version }));
}

/** What the playground shows of its beginning before the engine is there. */
export const built: BuiltRows = { sql: usual.sql, bench: benchesAt(usual.version).find(({ host }) => host === usual.host)!, columns: home.columns, rows: home.rows };

/** What the page asks of the engine first where its address has this hash. */
export function firstAsk(hash: string): Tasks['run']['ask'] {
  const { sql, host, version } = readHash(hash, usual, choices).state;
  return { sql, bench: benchesAt(version).find((bench) => bench.host === host)!, plan: firstPlan };
}
