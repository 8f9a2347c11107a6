import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError, UsageError, type Command } from '../command.ts';
import { writeFolder } from '../write-files.ts';
import { foldHistory, foldPublished, printFacts, type History, type PublishedTable, type SchemaFacts, type SpecAttributes } from '../../osquery/fold.ts';
import { rowText } from '../../osquery/table-texts.ts';
import { compareVersions } from '../../osquery/versions.ts';

/** Folds newer osquery schemas into the project's own data. */
export const schema: Command = {
  name: 'schema',
  help: `Usage: npm run schema -- <folder>

Adds newer osquery versions to src/osquery/schema.json. The folder holds schema files as
osquery's site publishes them, one a version, named <version>.json; versions that are known
already are passed over. A folder with history.json and attributes-<version>.json instead
replaces the data as a whole. Tables of which src/osquery/table-texts.json says nothing are
named.

Exit codes: 0 folded, 1 a file cannot be used, 2 wrong use.`,
  options: {},
  words: 1,
  async run({ root, words: [folder] }) {
    if (!folder) throw new UsageError('Name the folder that holds the schema files: npm run schema -- <folder>.');
    const data = path.join(root, 'src/osquery');
    const before = JSON.parse(readFileSync(path.join(data, 'schema.json'), 'utf8')) as SchemaFacts;
    const { facts, told } = existsSync(path.join(folder, 'history.json')) ? readHistory(folder) : readPublished(folder, before);
    writeFolder(data, new Map([['schema.json', printFacts(facts)]]), () => false);
    console.log(`${told} src/osquery/schema.json now knows ${Object.keys(facts.tables).length} tables of osquery ${facts.versions[0]} to ${facts.versions.at(-1)}.`);
    const silent = Object.keys(facts.tables).filter((name) => Object.keys(facts.tables[name]!.on).length > 0 && rowText(name) === undefined);
    if (silent.length > 0) console.log(`src/osquery/table-texts.json says nothing of ${silent.join(', ')}. Write there in one sentence what a row is.`);
    return 0;
  },
};

function readHistory(folder: string): { facts: SchemaFacts; told: string } {
  const attributes = readdirSync(folder).find((name) => /^attributes-[\d.]+\.json$/.test(name));
  if (!attributes) throw new CommandError(`${folder} holds history.json but no attributes-<version>.json.`);
  return { facts: foldHistory(readJson<History>(folder, 'history.json'), readJson<SpecAttributes>(folder, attributes)), told: 'Replaced.' };
}

function readPublished(folder: string, before: SchemaFacts): { facts: SchemaFacts; told: string } {
  if (!existsSync(folder)) throw new CommandError(`There is no folder ${folder}.`);
  const versions = readdirSync(folder)
    .flatMap((name) => /^(\d+\.\d+\.\d+)\.json$/.exec(name)?.[1] ?? [])
    .sort(compareVersions);
  if (versions.length === 0) throw new CommandError(`${folder} holds no file named <version>.json, such as 5.24.0.json.`);
  const newer = versions.filter((version) => compareVersions(version, before.versions.at(-1)!) > 0);
  const facts = newer.reduce((known, version) => foldPublished(known, version, readTables(folder, version)), before);
  return { facts, told: newer.length ? `Added ${newer.join(', ')}.` : 'Nothing newer.' };
}

function readTables(folder: string, version: string): PublishedTable[] {
  const tables = readJson<PublishedTable[]>(folder, `${version}.json`);
  const sound = Array.isArray(tables) && tables.length > 0 && tables.every(({ name, platforms, columns }) => typeof name === 'string' && Array.isArray(platforms) && Array.isArray(columns) && columns.every((column) => typeof column.name === 'string' && typeof column.type === 'string'));
  if (!sound) throw new CommandError(`${path.join(folder, `${version}.json`)} is no schema file: a list of tables, each with name, platforms and columns, is expected.`);
  return tables;
}

function readJson<T>(folder: string, name: string): T {
  try {
    return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandError(`${path.join(folder, name)} is not valid JSON: ${error.message}`);
    throw error;
  }
}
