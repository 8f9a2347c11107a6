import type { SourceFile } from '../content/files.ts';
import { readYaml } from '../content/yaml.ts';

/** A query file that shows what a rule finds (`bad…`) or does not find (`good…`), read as the query of a small pack. */
export interface Fixture {
  /** The name of the rule: that of the folder. */
  readonly rule: string;
  /** The file’s name without `.yml`: `good`, `bad`, or `bad-<what>`. */
  readonly name: string;
  readonly good: boolean;
  /** The file in the fixture folder that shows the rule, as its text stands there: the releases where the fixture has some, else the query. */
  readonly source: SourceFile;
  /** Where the catalogue has it; findings about it are at this file. */
  readonly file: string;
  /** Rules that may find something at level error in it too: its first line, `# also: <rule>, <rule>`. */
  readonly also: readonly string[];
  /** The files of the small repository that the fixture makes. */
  readonly files: readonly SourceFile[];
}

/** The folder of the pack that holds a fixture. */
const folder = 'packs/fixture-pack';

/**
 * Reads the fixtures of one rule from the files of its folder, in the order of their names, good ones first.
 *
 * - `good.yml`, `bad.yml`, `bad-<what>.yml`: the fixtures, each in a catalogue of its own.
 * - `<fixture>.pack.yml` or else `pack.yml`: the pack that holds it; without one, a plain pack of the query’s purpose.
 * - `<fixture>.releases.yml`: the releases of that pack.
 * - `beside….yml`: further queries of the same pack.
 */
export function readFixtures(files: readonly SourceFile[]): Fixture[] {
  const byName = new Map(files.map((file) => [baseName(file.path), file]));
  const beside = files.filter((file) => baseName(file.path).startsWith('beside')).map(inPack);
  return [...byName]
    .filter(([name]) => /^(good|bad)(-[a-z0-9-]+)?$/.test(name))
    .sort(([a], [b]) => Number(b.startsWith('good')) - Number(a.startsWith('good')) || (a < b ? -1 : 1))
    .map(([name, source]) => {
      const query = inPack(source);
      const pack = byName.get(`${name}.pack`)?.text ?? byName.get('pack')?.text ?? plainPack(source);
      const releases = byName.get(`${name}.releases`);
      return {
        rule: source.path.split('/').at(-2) ?? '',
        name,
        good: name.startsWith('good'),
        source: releases ?? source,
        file: query.path,
        also: alsoOf(source.text),
        files: [{ path: `${folder}/pack.yml`, text: pack }, query, ...beside, ...(releases ? [{ path: `${folder}/releases.yml`, text: releases.text }] : [])],
      };
    });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.yml$/, '');
}

/** The file as a query of the pack, named after the query where its name can be read. */
function inPack(file: SourceFile): SourceFile {
  const name = specOf(file)['name'];
  return { path: `${folder}/${typeof name === 'string' ? name : baseName(file.path)}.yml`, text: file.text };
}

function specOf(file: SourceFile): Record<string, unknown> {
  const value = readYaml(file.path, file.text).document?.value as { spec?: unknown } | null | undefined;
  return typeof value?.spec === 'object' && value.spec !== null ? (value.spec as Record<string, unknown>) : {};
}

function alsoOf(text: string): string[] {
  const listed = /^# also: (.+)\n/.exec(text)?.[1];
  return listed ? listed.split(',').map((rule) => rule.trim()) : [];
}

function plainPack(file: SourceFile): string {
  const purpose = specOf(file)['purpose'];
  return `apiVersion: v1
kind: pack
spec:
  name: fixture-pack
  title: Fixture pack
  description: Holds one query that shows a rule.
  status: incubating
  purpose: ${typeof purpose === 'string' ? purpose : 'inventory'}
  promise: Nothing; it is never released.
  not_for: Use on hosts.
  maintainers: [core]
`;
}
