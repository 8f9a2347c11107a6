import type { Finding } from '../../model/finding.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { loggings, type Logging } from '../../model/query.ts';
import { addFinding } from '../complaint.ts';
import { judgeLongInterval, judgeName, sqlAt, versionAt } from './common.ts';
import { plainQuery, type ForeignKind, type ForeignQuery } from './model.ts';
import { complain, isOn, leftoversOf, listAt, queryLocator, shown, strayKeys, textAt, valueAt, type Spot } from './scope.ts';
import { variablesOut } from './variables.ts';

/** Keys of a query that Fleet reads (fleetdm/fleet server/fleet/queries.go). */
const queryKeys = [
  'name', 'query', 'description', 'interval', 'platform', 'min_osquery_version', 'logging', 'automations_enabled', 'observer_can_run', 'discard_data',
  'team', 'fleet', 'labels_include_any', 'labels_include_all', 'labels_exclude_any',
];

/** Keys that collections of queries carry for their own purposes; `fleetctl apply` ignores them. */
const extraKeys = [
  'platforms', 'purpose', 'tags', 'contributors', 'resolution', 'remediation', 'discovery', 'bash', 'powershell', 'script', 'configuration_profile', 'critical',
  'why', 'reading', 'columns', 'false_positives', 'respond', 'attack', 'references', 'osquery', 'ecs_mapping', 'exceptions', 'rows', 'deprecated', 'tests', 'lesson', 'support',
];

/** Words for platforms that Fleet takes; `chrome` is its own agent for browsers and no osquery. */
const fleetPlatforms: readonly string[] = [...platforms, 'chrome'];

const ownKeys = { name: 'name', query: 'query', description: 'description', interval: 'interval', platform: 'platform', min_osquery_version: 'min_osquery_version', logging: 'logging' };

/** How a document reaches Fleet: by `fleetctl apply`, which ignores unknown keys, or by GitOps, which refuses them and fills in variables. */
export type FleetWay = 'fleet' | 'gitops';

/** Reads a query, report or policy of Fleet; null, and told, where Fleet refuses it. */
export function readFleetQuery(spot: Spot, kind: 'query' | 'policy', way: FleetWay): ForeignQuery | null {
  const name = nameAt(spot);
  const own: Spot = { ...spot, ...(name !== null && { query: name }) };
  const text = sqlAt(own, 'Fleet refuses it.');
  if (name === null || text === null) return null;
  const { sql, sourceOffset, variable } = way === 'gitops' ? variablesOut(text) : { sql: text, sourceOffset: (offset: number) => offset, variable: null };
  if (kind === 'query') judgeKeys(own, way);
  const wanted = platformsAt(own);
  const interval = kind === 'query' ? intervalAt(own) : null;
  const logging = kind === 'query' ? loggingAt(own, interval) : 'snapshot';
  return {
    ...plainQuery,
    name, sql, interval, logging,
    logName: interval === null ? null : `pack/Global/${name}`,
    kind: kindOf(kind, interval),
    file: own.document.at.file,
    platforms: wanted.platforms,
    unjudged: wanted.onlyChrome ? 'it is for Fleet’s agent in Chrome, whose tables are not osquery’s' : variable === null ? null : `Fleet fills in the variable ${variable} when it is delivered`,
    minimumVersion: kind === 'query' ? versionAt(own, 'min_osquery_version') : null,
    description: textAt(own, 'description'),
    tags: tagsAt(own),
    at: queryLocator(own, ownKeys, sourceOffset),
    leftovers: leftoversOf(own, { ...ownKeys, tags: 'tags' }),
  };
}

function kindOf(kind: 'query' | 'policy', interval: number | null): ForeignKind {
  return kind === 'policy' ? 'policy' : interval === null ? 'saved' : 'scheduled';
}

function nameAt(spot: Spot): string | null {
  const name = valueAt(spot, 'name');
  if (typeof name !== 'string' || name.trim() === '') {
    complain(spot, 'foreign-name', name === undefined ? null : 'name', { level: 'error', message: name === undefined ? 'The query has no name: Fleet refuses it.' : `The name is ${shown(name)}: Fleet refuses it.`, advice: 'Write name: and a text.' });
    return null;
  }
  const complaint = judgeName(name);
  if (complaint && valueAt(spot, 'interval') !== undefined) complain({ ...spot, query: name }, 'foreign-name', 'name', complaint);
  return name;
}

function intervalAt(spot: Spot): number | null {
  const value = valueAt(spot, 'interval');
  if (value === undefined || value === 0) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) {
    judgeLongInterval(spot, value);
    return value;
  }
  complain(spot, 'foreign-interval', 'interval', { level: 'error', message: `The interval is ${shown(value)}: Fleet takes whole seconds only, and refuses the file.`, advice: 'Write the seconds as a whole number, without quotation marks.' });
  return null;
}

function loggingAt(spot: Spot, interval: number | null): Logging {
  const value = valueAt(spot, 'logging');
  if (value === undefined || value === '') return 'snapshot';
  const logging = loggings.find((word) => word === value);
  if (!logging) {
    complain(spot, 'foreign-logging', 'logging', { level: 'error', message: `Fleet knows no logging ${shown(value)} and refuses the file.`, advice: `Write one of ${loggings.join(', ')}.` });
    return 'snapshot';
  }
  if (logging !== 'snapshot' && interval !== null && isOn(spot, 'automations_enabled') !== true) {
    complain(spot, 'foreign-logging', 'logging', { level: 'warning', message: `Fleet never runs a query with logging: ${logging} unless automations_enabled is true.`, advice: 'Add automations_enabled: true, or write logging: snapshot.' });
  }
  return logging;
}

/** What a platform of Fleet's own keys names; null for all. */
function platformsAt(spot: Spot): { platforms: Platform[] | null; onlyChrome: boolean } {
  const value = valueAt(spot, 'platform');
  if (value === undefined || value === '') return { platforms: null, onlyChrome: false };
  if (typeof value !== 'string') {
    complain(spot, 'foreign-platform', 'platform', { level: 'error', message: `The platform is ${shown(value)}: Fleet takes a text with commas.`, advice: 'Write one text, such as darwin,linux.' });
    return { platforms: null, onlyChrome: false };
  }
  const words = value.split(',').map((word) => word.trim());
  for (const word of words.filter((candidate) => candidate !== '' && !fleetPlatforms.includes(candidate))) {
    const meant = word === 'posix' ? 'darwin,linux' : /^(mac|macos|osx|apple)$/i.test(word) ? 'darwin' : /^win/i.test(word) ? 'windows' : fleetPlatforms.find((known) => known === word.toLowerCase());
    complain(spot, 'foreign-platform', 'platform', { level: 'error', message: `Fleet knows no platform "${word.slice(0, 60)}" and refuses the file.`, advice: meant ? `Write ${meant}.` : `Write ${fleetPlatforms.join(', ')}, or drop the key for all.` });
  }
  const meant = platforms.filter((platform) => words.includes(platform));
  return { platforms: meant.length === 0 || meant.length === platforms.length ? null : meant, onlyChrome: meant.length === 0 && words.includes('chrome') };
}

function judgeKeys(spot: Spot, way: FleetWay): void {
  for (const { key, near } of strayKeys(spot, queryKeys)) {
    if (way === 'gitops') complain(spot, 'foreign-key', key, { level: 'warning', message: `Fleet’s GitOps from 4.83 on refuses a key that it does not know, and "${key.slice(0, 60)}" is none of a query’s.`, advice: near ? `Write ${near}, or drop it.` : 'Drop it.' }, 'key');
    else if (near && !extraKeys.includes(key)) complain(spot, 'foreign-key', key, { level: 'note', message: `fleetctl apply ignores the key "${key.slice(0, 60)}".`, advice: `Write ${near}, if that is meant.` }, 'key');
  }
}

/** Tags are one text with commas in Fleet's own library, and a list elsewhere. */
function tagsAt(spot: Spot): string[] {
  const text = textAt(spot, 'tags');
  const words = text === null ? listAt(spot, 'tags').filter((tag): tag is string => typeof tag === 'string') : text.split(',');
  return words.map((word) => word.trim()).filter(Boolean);
}

/** Tells queries whose SQL holds a variable, where Fleet fills it in. */
export function tellVariables(queries: readonly ForeignQuery[], findings: Finding[]): void {
  for (const { unjudged, at, sql, name } of queries) {
    if (!unjudged?.includes('variable')) continue;
    const place = at.inText(['spec', 'query'], Math.max(0, sql.search(/\$/)));
    addFinding({ findings, query: name }, at, 'fleet-variable', place, { level: 'note', message: `The SQL is not judged: ${unjudged}.`, advice: 'Write \\$ where a dollar sign is meant.' });
  }
}
