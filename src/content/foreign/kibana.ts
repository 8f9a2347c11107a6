import type { Finding } from '../../model/finding.ts';
import { logName } from '../../model/names.ts';
import type { Logging } from '../../model/query.ts';
import { addFinding } from '../complaint.ts';
import type { Document } from '../yaml.ts';
import { judgeName, judgeTwins, osqueryPlatforms, sqlAt, versionAt, wholeSeconds } from './common.ts';
import { plainQuery, type ForeignPack, type ForeignQuery } from './model.ts';
import { complain, isMapping, isOn, leftoversOf, listAt, queryLocator, shown, spotAt, textAt, valueAt, type Spot } from './scope.ts';

const ownKeys = {
  id: 'name', name: 'name', query: 'query', interval: 'interval', platform: 'platform', version: 'min_osquery_version', snapshot: 'logging', removed: 'logging',
  description: 'description', ecs_mapping: 'ecs_mapping',
};

/** Intervals that Kibana takes: above 0 and below a week. */
const longestInterval = 604_799;

/** What a JSON document of Kibana is: a pack or a saved query, bare, in a saved object, or in an answer of its API; null for anything else. */
export function kibanaKind(value: unknown): 'pack' | 'saved-query' | null {
  if (!isMapping(value)) return null;
  const type = value['type'];
  if (typeof type === 'string' && isMapping(value['attributes'])) return type === 'osquery-saved-query' ? 'saved-query' : /^osquery-pack(-asset)?$/.test(type) ? 'pack' : null;
  if (isMapping(value['data']) && !('queries' in value)) return kibanaKind(value['data']);
  const queries = value['queries'];
  if (Array.isArray(queries)) return queries.some((query) => isMapping(query) && typeof query['id'] === 'string') ? 'pack' : null;
  if (isMapping(queries)) {
    const own = ['policy_ids', 'enabled', 'saved_object_id'].some((key) => key in value) || isMapping(value['shards']);
    return own || Object.values(queries).some((query) => isMapping(query) && ('ecs_mapping' in query || 'timeout' in query)) ? 'pack' : null;
  }
  return typeof value['query'] === 'string' && (typeof value['id'] === 'string' || 'saved_object_id' in value) ? 'saved-query' : null;
}

/** Reads a pack of Kibana as its agent gets it. `name` is what to call it where it has no name. */
export function readKibanaPack(document: Document, name: string, findings: Finding[]): ForeignPack {
  const spot = attributesOf(document, findings);
  const pack = textAt(spot, 'name') ?? name;
  const own: Spot = { ...spot, pack };
  const isList = Array.isArray(valueAt(spot, 'queries'));
  const steps = isList ? listAt(spot, 'queries').map((_, index) => index) : Object.keys(spotAt(spot, 'queries')?.value ?? {});
  const entries = steps.flatMap((step): { spot: Spot; key: string; name: string }[] => {
    const entry = spotAt(own, 'queries', step);
    const id = entry && typeof step === 'string' ? step : entry && (textAt(entry, 'id') ?? textAt(entry, 'name'));
    if (entry && id) return [{ spot: { ...entry, query: id }, key: isList ? 'id' : 'query', name: id }];
    complain(own, 'foreign-query', 'queries', { level: 'error', message: `A query of the pack is ${entry ? 'without an id' : 'no object'}: Kibana refuses it.`, advice: 'Write an object with id and query.' });
    return [];
  });
  if (isList) judgeTwins(entries, 'Kibana keeps one query of an id.');
  const queries = entries.flatMap((entry) => readQuery(entry.spot, entry.name, pack, 'scheduled') ?? []);
  const { at } = document;
  return { name: pack, format: 'kibana', file: at.file, place: at.value(spot.path), description: textAt(spot, 'description'), discovery: [], sections: {}, queries };
}

/** Reads a saved query of Kibana; null, and told, where it has no SQL. */
export function readSavedQuery(document: Document, pack: string, findings: Finding[]): ForeignQuery | null {
  const spot = attributesOf(document, findings);
  const id = textAt(spot, 'id') ?? textAt(spot, 'name') ?? pack;
  return readQuery({ ...spot, query: id }, id, pack, 'saved');
}

function attributesOf(document: Document, findings: Finding[]): Spot {
  let spot: Spot = { document, path: [], value: isMapping(document.value) ? document.value : {}, findings };
  if (!valueAt(spot, 'queries') && !valueAt(spot, 'query')) spot = spotAt(spot, 'data') ?? spot;
  return spotAt(spot, 'attributes') ?? spot;
}

function readQuery(spot: Spot, name: string, pack: string, kind: 'scheduled' | 'saved'): ForeignQuery | null {
  judgeId(spot, name, kind);
  const sql = sqlAt(spot, 'Kibana refuses it.');
  if (sql === null) return null;
  const { document: { at }, path } = spot;
  const comment = swallowingComment(sql);
  if (comment !== null) {
    addFinding({ ...spot, query: name }, at, 'kibana-comment', at.inText([...path, 'query'], comment), { level: 'warning', message: 'Kibana takes out the line ends before it hands the query to agents, so that this comment takes all that follows with it.', advice: 'Write it as /* … */.' });
  }
  return {
    ...plainQuery,
    name, sql, kind,
    logName: kind === 'scheduled' ? logName(pack, name) : null,
    file: at.file,
    interval: intervalAt(spot),
    logging: loggingAt(spot),
    platforms: osqueryPlatforms(spot),
    minimumVersion: versionAt(spot, 'version'),
    description: textAt(spot, 'description'),
    ecsMapping: mappingAt(spot),
    at: queryLocator(spot, ownKeys),
    leftovers: leftoversOf(spot, ownKeys),
  };
}

function judgeId(spot: Spot, id: string, kind: 'scheduled' | 'saved'): void {
  const at = valueAt(spot, 'id') === undefined ? null : 'id';
  if (!/^[A-Za-z0-9_-]+$/.test(id)) complain(spot, 'foreign-name', at, { level: 'error', message: `Kibana refuses the id ${shown(id)}: it takes letters, digits, _ and -.`, advice: 'Use another id.' });
  const complaint = kind === 'scheduled' ? judgeName(id) : null;
  if (complaint) complain(spot, 'foreign-name', at, complaint);
}

function intervalAt(spot: Spot): number | null {
  const value = valueAt(spot, 'interval');
  if (value === undefined || value === '') return null;
  const seconds = wholeSeconds(value);
  if (seconds !== null && seconds > 0 && seconds <= longestInterval) return seconds;
  complain(spot, 'foreign-interval', 'interval', { level: 'error', message: `Kibana takes an interval of 1 to ${longestInterval} seconds, and this is ${shown(value)}.`, advice: 'Write the seconds as a whole number.' });
  return null;
}

/** Kibana hands `snapshot` and `removed` on only where `snapshot` is false; its agent takes a query without it for a snapshot. */
function loggingAt(spot: Spot): Logging {
  if (isOn(spot, 'snapshot') === false) return isOn(spot, 'removed') === false ? 'differential_ignore_removals' : 'differential';
  if (isOn(spot, 'removed') !== null && valueAt(spot, 'snapshot') === undefined) {
    complain(spot, 'foreign-logging', 'removed', { level: 'warning', message: 'Without "snapshot": false Kibana takes the query for a snapshot, and removed has no effect.', advice: 'Write "snapshot": false beside it.' });
  }
  return 'snapshot';
}

function mappingAt(spot: Spot): ForeignQuery['ecsMapping'] {
  const value = valueAt(spot, 'ecs_mapping');
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.filter(isMapping).map((entry) => [typeof entry['key'] === 'string' ? entry['key'] : '', entry['value']])
    : Object.entries(isMapping(value) ? value : {});
  const mapping: [string, { field: string } | { value: string | string[] }][] = [];
  for (const [field, target] of entries) {
    const column = isMapping(target) ? target['field'] : undefined;
    const fixed = isMapping(target) ? target['value'] : undefined;
    if (field !== '' && typeof column === 'string' && column !== '') mapping.push([field, { field: column }]);
    else if (field !== '' && (typeof fixed === 'string' || (Array.isArray(fixed) && fixed.every((text) => typeof text === 'string')))) mapping.push([field, { value: fixed as string | string[] }]);
    else complain(spot, 'kibana-mapping', 'ecs_mapping', { level: 'error', message: field === '' ? 'A mapping to ECS has no key.' : `The mapping of ${shown(field)} has neither a column nor a fixed value.`, advice: 'Write {"field": "<column>"} or {"value": "<text>"}.' });
  }
  return Object.fromEntries(mapping);
}

/** Where a `--` comment stands that has SQL in a line below; null where there is none. */
function swallowingComment(sql: string): number | null {
  const blank = sql.replace(/'[^']*'|"[^"]*"|\/\*[^]*?(?:\*\/|$)/g, (text) => text.replace(/[^\n]/g, ' '));
  const found = /--[^\n]*\n/.exec(blank);
  if (!found) return null;
  const rest = blank.slice(found.index).replace(/--[^\n]*/g, '');
  return rest.replace(/[\s;]/g, '') === '' ? null : found.index;
}
