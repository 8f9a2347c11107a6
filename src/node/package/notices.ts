import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A package whose code is in the bundle. */
interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The text of its licence, null where it brings none. */
  readonly text: string | null;
}

/** The notice of third-party licences for what a bundle is made of; `inputs` are the paths of its files below `root`. */
export function thirdPartyNotices(root: string, inputs: readonly string[]): string {
  const folders = [...new Set(inputs.flatMap((input) => packageFolder(input) ?? []))].sort();
  const all = folders.map((folder) => readPackage(path.join(root, folder)));
  // npm may have installed the same package in several places.
  const packages = [...new Map(all.map((one) => [`${one.name} ${one.version}`, one])).values()];
  return [
    'This package holds code of other projects, each under its own licence.\n',
    ...packages.map(({ name, version, license, text }) => `${'-'.repeat(80)}\n${name} ${version}, ${license}\n\n${text?.trim() ?? `The package brings no text of its licence, ${license}; the file LICENSE holds that of Apache-2.0.`}\n`),
  ].join('\n');
}

/** The folder of the package that a file below node_modules belongs to. */
function packageFolder(input: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

function readPackage(folder: string): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name: string; version: string; license?: string };
  const file = readdirSync(folder).find((candidate) => /^(licen[cs]e|copying)(\.|$)/i.test(candidate));
  return { name, version, license: license ?? 'unknown', text: file && existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : null };
}
