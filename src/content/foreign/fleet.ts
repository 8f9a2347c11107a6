import type { Finding } from '../../model/finding.ts';
import { stem, type SourceFile } from '../files.ts';
import type { PackFiles } from '../osquery-conf/index.ts';
import type { Document } from '../yaml.ts';
import { readYamlStream } from '../yaml-stream.ts';
import { judgeTwins } from './common.ts';
import { readFleetQuery, tellVariables, type FleetWay } from './fleet-query.ts';
import type { ForeignPack, ForeignQuery } from './model.ts';
import { complain, isMapping, listAt, shown, spotAt, textAt, valueAt, type Spot } from './scope.ts';

/** What a YAML file of Fleet holds. Packs of 2017 name queries that may stand in other files, so they are put together later. */
export interface FleetReading {
  readonly packs: readonly ForeignPack[];
  /** Documents of `kind: pack`. */
  readonly packSpots: readonly Spot[];
  readonly findings: readonly Finding[];
  /** Whether anything of Fleet was recognised. */
  readonly recognised: boolean;
}

/** Kinds of documents that `fleetctl apply` takes and that hold no query (fleetdm/fleet pkg/spec/spec.go). */
const otherKinds = ['label', 'config', 'enroll_secret', 'user_roles', 'team', 'fleet'];

/** Keys of a GitOps file under which queries and policies stand. */
const lists = { reports: 'query', queries: 'query', policies: 'policy' } as const;

/** Reads a YAML file as Fleet does: documents of `fleetctl apply`, a file of GitOps, or a list that one names. */
export function readFleet(file: SourceFile, files: PackFiles): FleetReading {
  const { documents, findings } = readYamlStream(file, 'foreign-yaml');
  const reader = new FleetReader(file, files, findings);
  for (const document of documents) reader.read(document);
  return reader.result();
}

/** Whether a document of YAML is one of Fleet's, of either way. */
export function isFleet(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isMapping(item) && ((typeof item['query'] === 'string' && 'name' in item) || typeof item['path'] === 'string' || typeof item['paths'] === 'string'));
  if (!isMapping(value)) return false;
  return (typeof value['kind'] === 'string' && ('spec' in value || 'apiVersion' in value)) || Object.keys(lists).some((key) => Array.isArray(value[key]));
}

class FleetReader {
  readonly #file: SourceFile;
  readonly #files: PackFiles;
  readonly #findings: Finding[];
  readonly #packSpots: Spot[] = [];
  readonly #read: { spot: Spot; query: ForeignQuery; way: FleetWay }[] = [];
  #recognised = false;

  constructor(file: SourceFile, files: PackFiles, findings: Finding[]) {
    this.#file = file;
    this.#files = files;
    this.#findings = findings;
  }

  read(document: Document): void {
    if (!isFleet(document.value)) return;
    this.#recognised = true;
    if (Array.isArray(document.value)) this.#readList(document, document.value, [], 'query', false);
    else {
      const spot = this.#spot(document);
      if (typeof spot.value['kind'] === 'string') this.#readKind(spot, spot.value['kind']);
      else for (const [key, kind] of Object.entries(lists)) this.#readList(document, listAt(spot, key), [key], kind, true);
    }
  }

  result(): FleetReading {
    for (const way of ['fleet', 'gitops'] as const) {
      const own = this.#read.filter((entry) => entry.way === way && entry.query.kind !== 'policy');
      judgeTwins(own.map(({ spot, query }) => ({ spot, key: 'name', name: query.name })), way === 'gitops' ? 'Fleet refuses the file.' : 'Fleet keeps one query of a name, and the later takes its place.');
    }
    const packs = (['fleet', 'gitops'] as const).flatMap((way): ForeignPack[] => {
      const queries = this.#read.filter((entry) => entry.way === way).map(({ query }) => query);
      return queries.length === 0 ? [] : [{ name: stem(this.#file.path), format: way, file: this.#file.path, place: { file: this.#file.path, line: 1, column: 1 }, description: null, discovery: [], sections: {}, queries }];
    });
    tellVariables(packs.flatMap(({ queries }) => queries), this.#findings);
    return { packs, packSpots: this.#packSpots, findings: this.#findings, recognised: this.#recognised };
  }

  #spot(document: Document, ...path: (string | number)[]): Spot {
    const root: Spot = { document, path: [], value: isMapping(document.value) ? document.value : { ...(document.value as object) }, findings: this.#findings };
    return path.length === 0 ? root : spotAt(root, ...path)!;
  }

  #readKind(spot: Spot, written: string): void {
    const kind = written.toLowerCase();
    const spec = spotAt(spot, 'spec');
    if (otherKinds.includes(kind)) complain(spot, 'fleet-kind', 'kind', { level: 'note', message: `A document of the kind ${kind} holds no queries: it is not looked at.`, advice: 'Nothing need be done.' });
    else if (!['query', 'report', 'policy', 'pack'].includes(kind)) complain(spot, 'fleet-kind', 'kind', { level: 'note', message: `Fleet knows no kind ${shown(written)} that holds queries.`, advice: 'Write query or report, pack, or policy.' });
    else if (!spec) complain(spot, 'fleet-kind', 'kind', { level: 'error', message: 'The document has no mapping under spec: fleetctl refuses it.', advice: 'Put its keys under spec.' });
    else if (kind === 'pack') this.#packSpots.push(spec);
    else this.#add(spec, kind === 'policy' ? 'policy' : 'query', 'fleet');
  }

  #readList(document: Document, items: readonly unknown[], path: readonly (string | number)[], kind: 'query' | 'policy', mayName: boolean): void {
    for (const [index, item] of items.entries()) {
      const parent = this.#spot(document);
      if (!isMapping(item)) {
        complain({ ...parent, path }, 'fleet-kind', null, { level: 'error', message: `An entry of the list is ${shown(item)} and no mapping: Fleet refuses it.`, advice: 'Write name: and query:, or path:.' });
        continue;
      }
      const spot: Spot = { ...parent, path: [...path, index], value: item };
      const named = textAt(spot, 'path') ?? textAt(spot, 'paths');
      if (named === null || valueAt(spot, 'query') !== undefined) this.#add(spot, kind, 'gitops');
      else if (mayName) this.#readNamed(spot, named, kind);
      else complain(spot, 'fleet-path', null, { level: 'error', message: 'A list that is named by path may not name a further file: Fleet refuses it.', advice: 'Name the file in the main file.' });
    }
  }

  #readNamed(spot: Spot, named: string, kind: 'query' | 'policy'): void {
    const isPattern = textAt(spot, 'path') === null;
    const found = isPattern ? this.#files.glob(named) : [this.#files.read(named)].filter((file) => file !== null);
    if (found.length === 0) complain(spot, 'fleet-path', isPattern ? 'paths' : 'path', { level: 'note', message: `${shown(named)} is not among the files at hand: it is not looked at.`, advice: 'Give its file too, or mend the path: it is taken from the folder of this file.' });
    for (const file of found) {
      const { documents, findings } = readYamlStream(file, 'foreign-yaml');
      this.#findings.push(...findings);
      for (const document of documents) {
        if (Array.isArray(document.value)) this.#readList(document, document.value, [], kind, false);
        else if (isMapping(document.value) && typeof document.value['kind'] === 'string') this.read(document);
        else complain(this.#spot(document), 'fleet-path', null, { level: 'error', message: 'The file is named by path and holds no list: Fleet refuses it.', advice: 'Write a list of queries, each with name: and query:.' });
      }
    }
  }

  #add(spot: Spot, kind: 'query' | 'policy', way: FleetWay): void {
    const query = readFleetQuery(spot, kind, way);
    if (query) this.#read.push({ spot, query, way });
  }
}
