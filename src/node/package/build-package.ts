import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { repositoryAddress } from '../../artifacts/site-address.ts';
import { listFiles } from '../write-files.ts';
import { thirdPartyNotices } from './notices.ts';
import { packageReadme } from './readme.ts';

/** Where the package is built, below the root of the repository. */
export const packageFolder = '.generated/package';

/** The oldest Node.js that the package runs on. */
const target = 'node20.19';

interface RootPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
}

/**
 * Builds the npm package of the command into `packageFolder`: one chunk a command and what they share, SQLite beside
 * them, and no dependency. Gives its files with their sizes in bytes. Throws where the bundler fails.
 */
export async function buildPackage(root: string, environment: Readonly<Record<string, string | undefined>>): Promise<{ readonly file: string; readonly bytes: number }[]> {
  const folder = path.join(root, packageFolder);
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { 'osquery-packs': 'src/node/package/entry.ts' },
    outdir: path.join(folder, 'dist'),
    chunkNames: '[name]-[hash]',
    bundle: true, splitting: true, format: 'esm', platform: 'node', target, minify: true, metafile: true, legalComments: 'none', logLevel: 'warning',
    // Packages in CommonJS ask for Node's own modules with require, which a module has to be given.
    banner: { js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);" },
  });
  // SQLite looks for its WebAssembly beside the file it is loaded from.
  cpSync(createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'), path.join(folder, 'dist/sqlite3.wasm'));
  const { name, version, license, engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as RootPackage;
  const repository = repositoryAddress(environment);
  const manifest = {
    name, version, description: 'Checks, explains and compares osquery query packs, with an SQLite that behaves as osquery’s does.', keywords: ['osquery', 'packs', 'sql', 'fleet', 'lint'],
    license, type: 'module', bin: { 'osquery-packs': 'dist/osquery-packs.js' }, files: ['dist', 'THIRD-PARTY-NOTICES.txt'], engines,
    ...(repository && { repository: { type: 'git', url: repository }, homepage: repository }),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(path.join(folder, 'README.md'), packageReadme(repository));
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, Object.keys(metafile.inputs)));
  cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  return listFiles(folder).map((file) => ({ file, bytes: statSync(path.join(folder, file)).size }));
}
