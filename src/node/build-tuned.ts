import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildArtifacts } from '../artifacts/index.ts';
import type { BuiltPack } from '../artifacts/release.ts';
import { compareFindings } from '../model/finding.ts';
import { visible } from '../report/screen.ts';
import { textReport } from '../report/text.ts';
import { tunePack, type TunedPack } from '../tuning/tune-pack.ts';
import { tuningText } from '../tuning/tuning.ts';
import { builtPacks } from './built-packs.ts';
import type { CheckedRepository } from './check-repository.ts';
import { CommandError, type ExitCode } from './command.ts';
import { historyOf } from './pack-contracts.ts';
import { readOverlays } from './read-overlays.ts';
import { textOptions } from './text-options.ts';
import { staleFiles, writeFolder } from './write-files.ts';

/** What is asked of a tuned build. */
export interface TunedBuild {
  /** Folder of the overlays. */
  readonly overlays: string;
  /** Folder to write to, and how messages name it. */
  readonly out: string;
  readonly shownOut: string;
  /** Compare only, and write nothing. */
  readonly compare: boolean;
}

/**
 * Builds the artefacts of the packs that overlays tune. Prints what is wrong with the overlays, or else what differs
 * from the published packs. `checked` is free of errors.
 */
export function buildTuned(root: string, checked: CheckedRepository, { overlays: folder, out, shownOut, compare }: TunedBuild): ExitCode {
  const { overlays, findings, files: count } = readOverlays(folder);
  const published = { catalogue: checked.reading.catalogue, verdicts: checked.verdicts, findings: checked.findings, historyOf: (pack: TunedPack['pack']) => historyOf(pack, checked.histories)?.spec };
  const results = overlays.map((overlay) => tunePack(checked.engine, published, overlay));
  const found = [...findings, ...results.flatMap((result) => result.findings)].filter(({ level }) => level !== 'note').sort(compareFindings);
  if (found.length > 0) console.log(textReport({ files: count, findings: found }, textOptions()).trimEnd());
  if (found.some(({ level }) => level === 'error')) {
    console.error('Nothing was built: mend the errors first.');
    return 1;
  }
  const packs = results.map(({ tuned }) => tuned!);
  const files = buildArtifacts(packs.map(builtPack));
  const owns = ownFiles(out);
  refuseForeign(root, out, shownOut, [...files.keys()], owns);
  if (compare) return compareOut(out, shownOut, files, owns);
  writeFolder(out, files, owns);
  console.log(`${packs.map(summaryOf).join('\n')}\n${shownOut}: ${files.size} files`);
  return 0;
}

function builtPack({ pack, verdicts, version, tuning }: TunedPack): BuiltPack {
  const [built] = builtPacks([pack], verdicts, new Map([[pack.spec.name, version]]));
  return { ...built!, tuned: tuning };
}

function summaryOf({ pack, version, tuning }: TunedPack): string {
  return [
    `${pack.spec.name} ${version}`,
    ...tuning.queries.map((query) => `  ${query.name}: ${tuningText(query)}`),
    ...tuning.leftOut.map(({ name, reason }) => `  ${name}: left out. ${visible(reason)}`),
  ].join('\n');
}

function compareOut(out: string, shownOut: string, files: ReadonlyMap<string, string>, owns: (file: string) => boolean): ExitCode {
  const stale = staleFiles(out, files, owns);
  if (stale.length === 0) return 0;
  console.log(`${stale.map((file) => `${shownOut}/${file.path}: ${file.state}`).join('\n')}\nThe tuned files are stale: run the command without --check.`);
  return 1;
}

/** Which files of the folder an earlier tuned build wrote: those in its list of sums, and the list itself. */
function ownFiles(out: string): (file: string) => boolean {
  const list = path.join(out, 'SHA256SUMS');
  if (!existsSync(list) || !isTunedCatalog(path.join(out, 'catalog.json'))) return () => false;
  const own = new Set(['SHA256SUMS', ...readFileSync(list, 'utf8').split('\n').map((line) => line.replace(/^[0-9a-f]{64} {2}/, ''))]);
  return (file) => own.has(file);
}

/** Whether a catalogue is that of a tuned build: a folder with a copy of the published packs is not to be cleared. */
function isTunedCatalog(file: string): boolean {
  try {
    const { packs } = JSON.parse(readFileSync(file, 'utf8')) as { packs: { tuned?: object }[] };
    return packs.every(({ tuned }) => tuned !== undefined);
  } catch {
    return false;
  }
}

/** A tuned build replaces its own files only: never the published ones, and nothing that somebody else put there. */
function refuseForeign(root: string, out: string, shownOut: string, names: readonly string[], owns: (file: string) => boolean): void {
  if (holds(path.join(root, 'static'), out)) throw new CommandError(`${shownOut} lies in static, where the published packs are. Name another folder with --out.`);
  if (holds(out, root)) throw new CommandError(`${shownOut} holds the repository. Name a folder of its own with --out.`);
  const foreign = names.find((file) => existsSync(path.join(out, file)) && !owns(file));
  if (foreign) throw new CommandError(`${shownOut}/${foreign} is there already, and no tuned build wrote it. Move it away, or name another folder with --out.`);
}

/** Whether a folder is another one, or lies somewhere in it. */
function holds(folder: string, other: string): boolean {
  const inside = path.relative(folder, other);
  return inside.split(path.sep)[0] !== '..' && !path.isAbsolute(inside);
}
