import { compareFindings, type Finding } from '../../model/finding.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { stem, type SourceFile } from '../files.ts';
import { jsonDocument } from '../json-document.ts';
import type { PackFiles } from '../osquery-conf/index.ts';
import { parseJson } from '../osquery-conf/json.ts';
import { ConfText } from '../osquery-conf/text.ts';
import type { Document } from '../yaml.ts';
import { fleetPacks } from './fleet-pack.ts';
import { isFleet, readFleet } from './fleet.ts';
import { kibanaKind, readKibanaPack, readSavedQuery } from './kibana.ts';
import type { ForeignFormat, ForeignPack, ForeignQuery, ForeignReading } from './model.ts';
import { readOsquery } from './osquery.ts';
import { folderName, folderOf } from './places.ts';
import type { ForeignRule } from './rules.ts';
import { isMapping, type Spot } from './scope.ts';
import { Shelf } from './shelf.ts';
import { readSql } from './sql.ts';

export { foreignFormats, type ForeignDiscovery, type ForeignFormat, type ForeignKind, type ForeignPack, type ForeignQuery, type ForeignReading, type Leftover } from './model.ts';
export { foreignRules, type ForeignRule } from './rules.ts';

export interface ForeignOptions {
  /** The osquery that is to read the packs; the newest that is known where nothing is said. */
  readonly version?: string;
  /** Files beyond those given that one of a folder may name; none where nothing is said. */
  readonly filesFrom?: (folder: string) => PackFiles;
}

/** Endings of names of files that may hold packs. */
export const foreignEndings = ['.conf', '.json', '.ndjson', '.yml', '.yaml', '.sql'] as const;

/**
 * Reads packs of any known format: osquery's configurations and packs, Fleet's YAML of both kinds, `.sql` files, and
 * what Kibana exports. What each file is follows from its content and the ending of its name. Never throws: what cannot
 * be read, and what the program of a format does with a questionable value, comes as findings.
 */
export function readForeign(files: readonly SourceFile[], { version = latestVersion, filesFrom }: ForeignOptions = {}): ForeignReading {
  const shelf = new Shelf(files, filesFrom);
  const reader = new ForeignReader(shelf, version);
  // Files that may name others come first; what they name is read by way of them only.
  const naming = files.filter(mayName);
  const rest = files.filter((file) => !naming.includes(file));
  for (const file of [...naming, ...rest]) if (!shelf.taken.has(file.path)) reader.read(file);
  const { packs, findings } = reader.result();
  return { packs, findings, files: new Set([...files.map(({ path }) => path), ...shelf.taken]).size };
}

/** Whether a file may name others: a configuration with packs, or a main file of GitOps. */
function mayName({ path, text }: SourceFile): boolean {
  return /\.ya?ml$/i.test(path) ? /^\s*-?\s*paths?\s*:/m.test(text) : /"packs"\s*:/.test(text);
}

class ForeignReader {
  readonly #shelf: Shelf;
  readonly #version: string;
  readonly #packs: ForeignPack[] = [];
  readonly #findings: Finding[] = [];
  readonly #packSpots: Spot[] = [];
  /** Queries that stand in a file each, by their folder. */
  readonly #loose = new Map<string, { format: ForeignFormat; folder: string; name: string; queries: ForeignQuery[] }>();

  constructor(shelf: Shelf, version: string) {
    this.#shelf = shelf;
    this.#version = version;
  }

  read(file: SourceFile): void {
    if (file.text.trim() === '') this.#tell(file, 'foreign-format', 'The file is empty.', 'Write a pack into it, or leave it out.');
    else if (/\.sql$/i.test(file.path)) this.#readSql(file);
    else if (/\.ya?ml$/i.test(file.path)) this.#readYaml(file);
    else if (/\.ndjson$/i.test(file.path)) this.#readLines(file);
    else if (/\.(conf|json)$/i.test(file.path)) this.#readJson(file);
    else this.#readUnnamed(file);
  }

  result(): { packs: ForeignPack[]; findings: Finding[] } {
    for (const { format, folder, name, queries } of this.#loose.values()) {
      this.#packs.push({ name, format, file: folder, place: { file: queries[0]!.file, line: 1, column: 1 }, description: null, discovery: [], sections: {}, queries });
    }
    const { packs, findings } = fleetPacks(this.#packSpots, this.#packs);
    return { packs, findings: [...this.#findings, ...findings].sort(compareFindings) };
  }

  /** A file whose name tells nothing: its text does. */
  #readUnnamed(file: SourceFile): void {
    const start = new ConfText(file.path, file.text).text.trimStart()[0];
    if (start === '{' || start === '[') this.#readJson(file);
    else if (/^\s*(--|\/\*|select\b|with\b)/i.test(file.text)) this.#readSql(file);
    else this.#readYaml(file);
  }

  #readSql(file: SourceFile): void {
    const { query, findings } = readSql(file, this.#version);
    this.#findings.push(...findings);
    this.#addLoose(file, 'sql', query);
  }

  #readYaml(file: SourceFile): void {
    const { packs, packSpots, findings, recognised } = readFleet(file, this.#shelf.from(file));
    this.#findings.push(...findings);
    this.#packs.push(...packs);
    this.#packSpots.push(...packSpots);
    if (!recognised && findings.length === 0) this.#unknown(file);
  }

  #readJson(file: SourceFile): void {
    const text = new ConfText(file.path, file.text);
    const parsed = parseJson(text.text);
    if ('fault' in parsed) {
      // An export that has lost the ending of its name.
      if (/^\s*\{[^\n]*\}\s*\n\s*\{/.test(file.text)) return this.#readLines(file);
      // Many programs have a .conf that is no JSON at all.
      if (!/^\uFEFF?\s*[{[]/.test(text.text)) return this.#unknown(file);
    } else {
      const document = jsonDocument(text, parsed.json);
      if (this.#readKibana(document)) return;
      if (isFleet(document.value)) return this.#readYaml(file);
      const keys = isMapping(document.value) ? document.value : {};
      const isPack = isMapping(keys['queries']) || isMapping(keys['schedule']) || isMapping(keys['packs']) || /\.conf$/i.test(file.path);
      if (!isPack) return this.#unknown(file);
    }
    const { packs, findings } = readOsquery(file, this.#version, this.#shelf.from(file));
    this.#packs.push(...packs);
    this.#findings.push(...findings);
  }

  /** One JSON document a line, as Kibana exports saved objects. */
  #readLines(file: SourceFile): void {
    let found = false;
    for (const [index, line] of file.text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const source = { file: file.path, text: line, place: (offset: number) => ({ file: file.path, line: index + 1, column: Math.min(offset, line.length) + 1 }), line: (number: number) => (number === index + 1 ? line : '') };
      const parsed = parseJson(line);
      if ('fault' in parsed) {
        const { at, message, advice } = parsed.fault;
        this.#findings.push({ rule: 'foreign-json', level: 'error', place: source.place(at), message: `${message}.`, advice, source: line });
      } else found = this.#readKibana(jsonDocument(source, parsed.json)) || found;
    }
    if (!found) this.#unknown(file);
  }

  #readKibana(document: Document): boolean {
    const list = isMapping(document.value) && Array.isArray(document.value['data']) ? document.value['data'] : Array.isArray(document.value) ? document.value : null;
    if (list) {
      const steps = Array.isArray(document.value) ? [] : ['data'];
      const read = list.map((value, index) => this.#readOneOfKibana({ value, at: below(document, [...steps, index]) }));
      return read.includes(true);
    }
    return this.#readOneOfKibana(document);
  }

  #readOneOfKibana(document: Document): boolean {
    const kind = kibanaKind(document.value);
    const { file } = document.at;
    if (kind === 'pack') this.#packs.push(readKibanaPack(document, stem(file), this.#findings));
    if (kind !== 'saved-query') return kind !== null;
    const query = readSavedQuery(document, stem(file), this.#findings);
    if (query) this.#addLoose({ path: file }, 'kibana', query);
    return true;
  }

  #addLoose({ path }: Pick<SourceFile, 'path'>, format: ForeignFormat, query: ForeignQuery): void {
    const folder = folderOf(path);
    const group = this.#loose.get(`${folder}/${format}`) ?? { format, folder, name: folderName(path), queries: [] };
    this.#loose.set(`${folder}/${format}`, group);
    group.queries.push(query);
  }

  #unknown(file: SourceFile): void {
    this.#tell(file, 'foreign-format', 'No pack of a known format is recognised in the file.', 'A pack is a .conf or .json of osquery, YAML of Fleet with kind: query or reports:, an .sql file, or an export of Kibana.');
  }

  #tell({ path, text }: SourceFile, rule: ForeignRule, message: string, advice: string): void {
    this.#findings.push({ rule, level: 'note', place: { file: path, line: 1, column: 1 }, message, advice, source: text.split('\n', 1)[0]! });
  }
}

/** The places below a part of a document. */
function below({ at }: Document, steps: readonly (string | number)[]): Document['at'] {
  return { file: at.file, value: (path) => at.value([...steps, ...path]), key: (path) => at.key([...steps, ...path]), inText: (path, offset) => at.inText([...steps, ...path], offset), line: (line) => at.line(line) };
}
