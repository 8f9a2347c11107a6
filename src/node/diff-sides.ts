import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { osqueryConf } from '../artifacts/osquery-conf.ts';
import type { SourceFile } from '../content/files.ts';
import { readConf, readPackFile, type ConfPack, type ConfReading } from '../content/osquery-conf/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Finding } from '../model/finding.ts';
import { builtPacks } from './built-packs.ts';
import { checkContent, type CheckedRepository } from './check-repository.ts';
import { CommandError } from './command.ts';
import { confText, packFilesFrom, readConfFile } from './conf-files.ts';
import { readContent, type Content } from './read-content.ts';
import { readRevision, readRevisionFile } from './read-revision.ts';
import { packVersions } from './repository-files.ts';

/** One side of a comparison: packs in YAML, or packs as osquery itself is given them. */
export type Side = ContentSide | ConfSide;

export interface ContentSide {
  readonly kind: 'content';
  /** What the user named. */
  readonly label: string;
  readonly checked: CheckedRepository;
}

export interface ConfSide {
  readonly kind: 'conf';
  readonly label: string;
  readonly packs: readonly ConfPack[];
  readonly findings: readonly Finding[];
  /** The file, where the side is one pack file: its name is that of whoever refers to it. */
  readonly lone?: SourceFile;
}

/**
 * What a place stands for: a folder with packs/ or with .conf files, a .conf file, a git revision of the repository at
 * `root`, or a .conf file of a revision as `<revision>:<path>`. Throws CommandError where it cannot be read or holds
 * no pack.
 */
export function readSide(engine: Engine, root: string, place: string): Side {
  const kind = kindOf(place);
  if (kind === 'file') return confSide(place, [readConfFile(place)]);
  if (kind === 'folder') return hasPacks(place) ? contentSide(engine, place, readContent(place)) : folderSide(place);
  if (/^[A-Za-z]:[\\/]|^[^:]*\.(conf|json)$/.test(place)) throw new CommandError(`There is no file "${place}".`);
  const colon = place.indexOf(':');
  if (colon > 0) return confSide(place, [{ path: place, text: confText(readRevisionFile(root, place.slice(0, colon), place.slice(colon + 1))) }]);
  return contentSide(engine, place, readRevision(root, place));
}

/** A side as osquery is given it: of content its .conf artefacts. */
export function asConf(side: Side): ConfSide {
  if (side.kind === 'conf') return side;
  const { reading, verdicts } = side.checked;
  const built = builtPacks(reading.catalogue.packs, verdicts, packVersions(side.checked));
  const readings = built.map((pack) => readPackFile({ path: `${pack.pack.spec.name}.conf`, text: osqueryConf(pack) }, pack.pack.spec.name));
  return { kind: 'conf', label: side.label, packs: readings.flatMap(({ packs }) => packs), findings: [] };
}

/**
 * Both sides with the packs that are to be compared. A pack file has no name of its own: two of them are compared
 * whatever they are called, one is compared with the pack of the other side that is called as the file. Throws
 * CommandError where there is none.
 */
export function matched(before: ConfSide, after: ConfSide): [ConfSide, ConfSide] {
  if (before.lone && after.lone) {
    const name = packName(after.lone.path);
    return [renamed(before, before.lone, name), renamed(after, after.lone, name)];
  }
  if (before.lone) return [before, only(after, packName(before.lone.path), before.label)];
  if (after.lone) return [only(before, packName(after.lone.path), after.label), after];
  return [before, after];
}

function kindOf(place: string): 'file' | 'folder' | null {
  try {
    const found = statSync(place);
    return found.isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

function hasPacks(folder: string): boolean {
  return kindOf(path.join(folder, 'packs')) === 'folder';
}

function contentSide(engine: Engine, label: string, content: Content): ContentSide {
  if (!content.files.some(({ path: file }) => file.startsWith('packs/'))) throw new CommandError(`${label}: there are no packs in it.`);
  const checked = checkContent(engine, content);
  const broken = [...content.findings, ...checked.reading.findings].find(({ level, place: { file } }) => level === 'error' && file.startsWith('packs/'));
  if (broken) throw new CommandError(`${label}: ${told(broken)} Mend it, or compare another state.`);
  return { kind: 'content', label, checked };
}

function folderSide(folder: string): ConfSide {
  const names = readdirSync(folder).filter((name) => name.endsWith('.conf') && kindOf(path.join(folder, name)) === 'file').sort();
  if (names.length === 0) throw new CommandError(`${folder}: there is neither a folder packs nor a .conf file in it.`);
  return confSide(folder, names.map((name) => readConfFile(path.join(folder, name))));
}

function confSide(label: string, files: readonly SourceFile[]): ConfSide {
  const readings = files.map((file) => accepted(label, readConf(file, packName(file.path), { files: packFilesFrom(path.dirname(file.path)) })));
  const packs = new Map(readings.flatMap((reading) => reading.packs.map((pack) => [pack.name, pack] as const)));
  const findings = readings.flatMap((reading) => reading.findings);
  if ([...packs.values()].every(({ queries }) => queries.length === 0)) {
    const why = findings.find(({ level }) => level === 'error');
    throw new CommandError(`${label}: osquery finds no query in it.${why ? ` ${told(why)}` : ''}`);
  }
  return { kind: 'conf', label, packs: [...packs.values()], findings, ...(readings.length === 1 && readings[0]!.kind === 'pack' && { lone: files[0]! }) };
}

function accepted(label: string, reading: ConfReading): ConfReading {
  if (reading.accepted) return reading;
  const why = reading.findings.find(({ level }) => level === 'error')!;
  throw new CommandError(`${why.place.file === label ? '' : `${label}: `}${told(why)}`);
}

function renamed(side: ConfSide, file: SourceFile, name: string): ConfSide {
  const { packs, findings } = readPackFile(file, name);
  return { ...side, packs, findings };
}

function only(side: ConfSide, name: string, other: string): ConfSide {
  const packs = side.packs.filter((pack) => pack.name === name);
  if (packs.length === 0) {
    const known = side.packs.map((pack) => pack.name).join(', ');
    throw new CommandError(`${other} is the pack "${name}" by its name, and ${side.label} has none of that name; it has: ${known}. Name the file after the pack.`);
  }
  return { ...side, packs, findings: side.findings.filter(({ pack }) => pack === undefined || pack === name) };
}

/** The name of a pack file without folder and ending, and without the version that files of the archive carry. */
function packName(file: string): string {
  return file.split(/[\\/:]/).at(-1)!.replace(/\.(conf|json)$/, '').replace(/-\d+\.\d+\.\d+$/, '');
}

function told({ place, message, advice }: Finding): string {
  return `${place.file}:${place.line}:${place.column}: ${message}${advice ? ` ${advice}` : ''}`;
}
