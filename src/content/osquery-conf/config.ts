import type { Finding } from '../../model/finding.ts';
import { reservedPackName } from '../../model/names.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { stem, type SourceFile } from '../files.ts';
import { judgeKeys } from './judge-values.ts';
import { memberOf, parseJson, type Dialect, type Json, type JsonObject, type Member } from './json.ts';
import { judgeLogNames } from './log-names.ts';
import { mostConfigBytes, mostConfigLevels } from './limits.ts';
import type { ConfPack, ConfReading } from './model.ts';
import { judgeSections, readPack, sectionKeys } from './pack.ts';
import { throughPropertyTree } from './property-tree.ts';
import { complain, type Scope } from './scope.ts';
import { ConfText } from './text.ts';
import { brief, cString, shown } from './values.ts';

/** The files that a configuration names. Paths are those of the configuration, as it has them. */
export interface PackFiles {
  /** The regular file at this path; null where there is none. */
  read(path: string): SourceFile | null;
  /** The files that osquery's expansion of the pattern gives, in its order. */
  glob(pattern: string): readonly SourceFile[];
  /** Whether only some of the host's files are at hand, so that one that is not found may still be there. */
  readonly partial?: boolean;
}

export interface ConfOptions {
  /** The osquery that reads it; the newest that is known where nothing is said. */
  readonly version?: string;
  /** Where packs are found that stand in files of their own; nowhere where nothing is said. */
  readonly files?: PackFiles;
}

const noFiles: PackFiles = { read: () => null, glob: () => [] };

/**
 * Reads a whole configuration as the filesystem plugin of osquery loads it (osquery/config/config.cpp, updateSource and
 * addPack, at a5b14f63): the schedule as the pack `main`, then the packs in order, of which one replaces an earlier one
 * of its name. Never throws: what osquery does with a questionable value comes as findings of the rules of `confRules`.
 */
export function readConfig(file: SourceFile, { version = latestVersion, files = noFiles }: ConfOptions = {}): ConfReading {
  const findings: Finding[] = [];
  const text = new ConfText(file.path, file.text);
  const first: Scope = { text, version, delimiter: '_', findings };
  const object = parseSource(first);
  if (!object) return { accepted: false, kind: 'config', packs: [], findings };
  const scope = { ...first, delimiter: delimiterOf(object) };
  for (const { rule, at, complaint } of judgeKeys(object, ['schedule', 'packs', ...sectionKeys])) complain(scope, rule, at, complaint);
  judgeSections(object, scope);
  const packs = new Map<string, ConfPack>();
  const add = (pack: ConfPack, at: number): void => addPack(packs, pack, at, scope);
  const schedule = memberOf(object, 'schedule');
  if (schedule && isObject(schedule, scope, 'schedule')) add(readPack(reservedPackName, { kind: 'object', at: schedule.value.at, members: [{ key: 'queries', keyAt: schedule.keyAt, value: schedule.value }] }, schedule.keyAt, scope), schedule.keyAt);
  const named = memberOf(object, 'packs');
  for (const member of named && isObject(named, scope, 'packs') ? named.value.members : []) {
    for (const pack of packsOf(member, scope, files)) add(pack, member.keyAt);
  }
  judgeLogNames([...packs.values()], findings);
  return { accepted: true, kind: 'config', packs: [...packs.values()], findings };
}

/** Reads one pack file as osquery does for a path under `packs`; `name` is the name it stands under there. */
export function readPackFile(file: SourceFile, name: string, { version = latestVersion }: ConfOptions = {}): ConfReading {
  const findings: Finding[] = [];
  const pack = loadPack(name, file, { text: new ConfText(file.path, file.text), version, delimiter: '_', findings });
  const packs = pack ? [pack] : [];
  judgeLogNames(packs, findings);
  return { accepted: pack !== null, kind: 'pack', packs, findings };
}

/** Reads a file that may be either: a configuration where it has `schedule` or `packs` and no `queries`, else a pack. */
export function readConf(file: SourceFile, name: string, options: ConfOptions = {}): ConfReading {
  const { text } = new ConfText(file.path, file.text);
  const parsed = parseJson(text);
  const has = (key: string) => 'json' in parsed && parsed.json.kind === 'object' && memberOf(parsed.json, key) !== undefined;
  return !has('queries') && (has('schedule') || has('packs')) ? readConfig(file, options) : readPackFile(file, name, options);
}

function parseSource(scope: Scope): JsonObject | null {
  const { text } = scope.text;
  const lost = 'osquery loads nothing of it: "Error parsing the config JSON".';
  const fail = (at: number, message: string, advice: string) => {
    complain(scope, 'osquery-json', at, { level: 'error', message: `${message}. ${lost}`, advice });
    return null;
  };
  const bytes = text.length > mostConfigBytes / 4 ? new TextEncoder().encode(text).length : 0;
  if (bytes > mostConfigBytes) return fail(0, `The configuration has ${bytes} bytes without its comments, more than ${mostConfigBytes}`, 'Put packs into files of their own: this limit is not theirs.');
  const parsed = parseJson(text);
  if ('fault' in parsed) return fail(parsed.fault.at, parsed.fault.message, parsed.fault.advice);
  if (parsed.json.kind !== 'object') return fail(parsed.json.at, `The configuration is ${shown(parsed.json)} and no object`, 'Write {"schedule": {…}, "packs": {…}}.');
  const deep = tooDeep(parsed.json);
  return deep ? fail(deep.at, `The configuration is nested more than ${mostConfigLevels} levels deep`, 'Put packs into files of their own.') : parsed.json;
}

/** A value below the deepest level that osquery takes, if there is one. */
function tooDeep(root: Json): Json | undefined {
  let level: Json[] = [root];
  for (let depth = 0; depth < mostConfigLevels && level.length > 0; depth++) {
    level = level.flatMap((value) => (value.kind === 'object' ? value.members.map((member) => member.value) : value.kind === 'array' ? [...value.items] : []));
  }
  return level[0];
}

/** `pack_delimiter`, where the configuration sets it: osquery looks it up whenever it makes a log name. */
function delimiterOf(config: JsonObject): string {
  const options = memberOf(config, 'options')?.value;
  const value = options?.kind === 'object' ? memberOf(options, 'pack_delimiter')?.value : undefined;
  return value && 'text' in value && value.kind !== 'null' && value.text !== '' ? cString(value.text) : '_';
}

function isObject(member: Member, scope: Scope, key: string): member is Member & { readonly value: JsonObject } {
  if (member.value.kind === 'object') return true;
  complain(scope, 'osquery-pack', member.value.at, { level: 'error', message: `"${key}" is ${shown(member.value)} and no object, so osquery loads nothing of it, without a message.`, advice: 'Write an object.' });
  return false;
}

/** The packs that a member of `packs` stands for: itself, a file, all of a glob, or all members of an object named `*`. */
function packsOf({ key, keyAt, value }: Member, scope: Scope, files: PackFiles): ConfPack[] {
  const name = cString(key);
  const lost = (message: string, advice: string) => complain({ ...scope, pack: name }, 'osquery-pack-file', value.at, { level: 'error', message, advice });
  if (value.kind === 'object') return name === '*' ? value.members.flatMap((member) => inlinePack(member, scope)) : [readPack(name, value, keyAt, scope)];
  if (value.kind !== 'string') {
    complain({ ...scope, pack: name }, 'osquery-pack', value.at, { level: 'error', message: `The pack is ${shown(value)}, so osquery passes over it without a message.`, advice: 'Write the pack itself as an object, or the path of its file.' });
    return [];
  }
  const path = cString(value.text);
  const elsewhere = () => complain({ ...scope, pack: name }, 'osquery-pack-file', value.at, { level: 'note', message: `The pack stands in ${brief(path)}, which is not among the files at hand: it is not looked at.`, advice: 'Give its file too.' });
  if (name === '*') return globbed(files.glob(path), scope, () => (files.partial ? elsewhere() : lost(`No file matches ${brief(path)}, so no pack is loaded.`, 'Mend the pattern.')));
  const file = files.read(path);
  if (file && file.text !== '') {
    const pack = loadPack(name, file, { ...scope, text: new ConfText(file.path, file.text) });
    return pack ? [pack] : [];
  }
  if (files.partial && !file && !/[*%]/.test(path)) {
    elsewhere();
    return [];
  }
  const advice = /[*%]/.test(path) ? 'A pattern is expanded only for a pack named "*".' : file ? 'Write the pack into it.' : 'Mend the path; the pack itself would stand here as an object.';
  lost(`${file ? `The file ${brief(path)} is empty` : `There is no file ${brief(path)}`}: osquery logs "Error reading the query pack named: ${brief(name)}".`, advice);
  return [];
}

function inlinePack({ key, keyAt, value }: Member, scope: Scope): ConfPack[] {
  const name = cString(key);
  if (value.kind === 'object') return [readPack(name, value, keyAt, scope)];
  complain({ ...scope, pack: name }, 'osquery-pack', value.at, { level: 'error', message: `The pack is ${shown(value)} and no object: osquery logs "Error parsing pack: ${brief(name)}: the value should be an object".`, advice: 'Write the pack as an object.' });
  return [];
}

function loadPack(name: string, file: SourceFile, plain: Scope): ConfPack | null {
  const scope = { ...plain, pack: name };
  const lost = `osquery loads nothing of it: "Error parsing the "${brief(name)}" pack JSON".`;
  const root = parseFile(scope, 'rapidjson', lost);
  if (!root) return null;
  if (root.kind === 'object') return readPack(name, root, root.at, scope);
  complain(scope, 'osquery-json', root.at, { level: 'error', message: `The pack is ${shown(root)} and no object. ${lost}`, advice: `Write {"queries": {…}} into ${file.path}.` });
  return null;
}

/** Packs of a glob: each has the name of its file, and all are read by way of texts. Of one name the last is taken. */
function globbed(files: readonly SourceFile[], scope: Scope, none: () => void): ConfPack[] {
  if (files.length === 0) none();
  const packs = new Map<string, ConfPack>();
  for (const file of files) {
    const name = stem(file.path);
    const own = { ...scope, pack: name, text: new ConfText(file.path, file.text) };
    const root = parseFile(own, 'property-tree', `osquery loads nothing of it: "Cannot read multi-pack JSON: ${file.path}".`);
    if (!root) continue;
    const tree = throughPropertyTree(root);
    if (name.includes('.')) complain(own, 'osquery-pack-file', root.at, { level: 'error', message: 'osquery takes the dot in the name of the file as a step into an object, so the pack is lost without a message.', advice: 'Name the file without a second dot.' });
    else if (tree.kind !== 'object') complain(own, 'osquery-pack', root.at, { level: 'error', message: `The pack is ${shown(root)}: osquery logs "Error parsing pack: ${brief(name)}: the value should be an object".`, advice: 'Write {"queries": {…}}.' });
    else packs.set(name, readPack(name, tree, root.at, own));
  }
  return [...packs.values()];
}

function parseFile(scope: Scope, dialect: Dialect, lost: string): Json | null {
  const parsed = parseJson(scope.text.text, dialect);
  if ('json' in parsed) return parsed.json;
  const { at, message, advice } = parsed.fault;
  complain(scope, 'osquery-json', at, { level: 'error', message: `${message}. ${lost}`, advice });
  return null;
}

/** Adds a pack; one of the same name goes, as in osquery. A pack with a version that makes osquery throw everywhere is not added. */
function addPack(packs: Map<string, ConfPack>, pack: ConfPack, at: number, scope: Scope): void {
  const thrown = pack.queries.some(({ runs, skipped }) => runs.size === 0 && [...skipped.values()].includes('version-too-large'));
  if (thrown && pack.queries.every(({ runs }) => runs.size === 0)) return;
  if (packs.has(pack.name)) {
    const message = pack.name === reservedPackName ? 'A pack named main replaces the schedule of this configuration.' : `A pack "${brief(pack.name)}" stands above: osquery takes the last, without a message.`;
    complain({ ...scope, pack: pack.name }, 'osquery-duplicate', at, { level: 'error', message, advice: 'Give one of the two another name.' });
  }
  packs.delete(pack.name);
  packs.set(pack.name, pack);
}
