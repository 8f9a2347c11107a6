import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../../content/files.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Finding } from '../../model/finding.ts';
import { purposes, type QuerySpec } from '../../model/query.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { summary, textReport } from '../../report/text.ts';
import { newQuery, type NewQuery } from '../../scaffold/new-query.ts';
import { packText } from '../../scaffold/pack-text.ts';
import { queryText } from '../../scaffold/query-text.ts';
import { withExample } from '../../scaffold/topic-text.ts';
import { asCalled } from '../called.ts';
import { checkContent, type CheckedRepository } from '../check-repository.ts';
import { CommandError, type Command, type Invocation } from '../command.ts';
import { readAccounts } from '../maintainers.ts';
import { gatherName, gatherPack, gatherQuery, refuseOptions } from '../new/gather.ts';
import { terminal, type Ask } from '../new/ask.ts';
import { openEngine } from '../open-engine.ts';
import { readContent } from '../read-content.ts';
import { reportOf } from '../report-of.ts';
import { textOptions } from '../text-options.ts';
import { writeFolder } from '../write-files.ts';

/** Begins a pack, a query or an example. */
export const newContent: Command = {
  name: 'new',
  help: `Usage: npm run new -- pack <pack> [--title "…"] [--purpose <word>] [--maintainers <roles>]
       npm run new -- query <pack>/<query> --sql "<sql>" [options]
       npm run new -- example <topic>/<example> --sql "<sql>" [options]

Begins a pack, a query or an example: platforms, minimum osquery, columns, references and a
test with rows that a sample host really gives are filled in from the SQL. What only a person
can tell begins with TODO, and the check names each until it is written. A new example is
listed in its topic. On a terminal it asks for what is not given. No file is overwritten.

  --sql <sql>           the SQL; - reads it from the standard input
  --sql-file <path>     the SQL, from a file
  --description "…"     one short sentence
  --platform <list>     of darwin, linux, windows; where left out, those on which it runs
  --interval <seconds>  3600 where left out
  --logging <word>      where left out, differential, or snapshot for columns that change by themselves
  --purpose <word>      of a pack or an example: ${purposes.join(', ')}
  --title "…"           of a pack
  --maintainers <list>  roles of MAINTAINERS.yml that look after a pack

Exit codes: 0 written, 1 refused, 2 wrong use.`,
  options: {
    sql: { type: 'string' }, 'sql-file': { type: 'string' }, description: { type: 'string' }, platform: { type: 'string' }, interval: { type: 'string' },
    logging: { type: 'string' }, purpose: { type: 'string' }, title: { type: 'string' }, maintainers: { type: 'string' },
  },
  words: 2,
  async run(invocation) {
    const asking = terminal();
    try {
      return await make(invocation, asking?.ask);
    } finally {
      asking?.close();
    }
  },
};

/** Makes what is asked for; `ask` is there where somebody can be asked. */
async function make({ root, options, words }: Invocation, ask: Ask | undefined): Promise<0 | 1> {
  const { kind, name } = await gatherName(words, ask);
  refuseOptions(kind, options);
  const files = readContent(root).files;
  if (kind === 'pack') {
    const file = `packs/${name}/pack.yml`;
    refuseExisting(root, file);
    const text = packText(await gatherPack(name, options, Object.keys(readAccounts(root) ?? {}), ask));
    return write(root, await openEngine(), files, [{ path: file, text }], `Add its first query with npm run new -- query ${name}/<query>.`);
  }
  const engine = await openEngine();
  const { reading } = checkContent(engine, { files: files.filter(({ path: file }) => /\/(pack|topic)\.yml$|^examples\/hosts\//.test(file)), findings: [] });
  const asked = await gatherQuery(kind, name, options, reading.catalogue, ask);
  const folder = kind === 'query' ? 'packs' : 'examples';
  const file = `${folder}/${asked.group}/${asked.name}.yml`;
  refuseExisting(root, file);
  const spec = draft(engine, reading.catalogue, asked);
  const made = [{ path: file, text: queryText(spec) }, ...(kind === 'example' ? [listed(root, asked)] : [])];
  const steadied = asked.logging === undefined && found(engine, files, made).some(({ rule }) => rule === 'volatile-column');
  if (steadied) made[0] = { path: file, text: queryText({ ...spec, logging: 'snapshot' }) };
  return write(root, engine, files, made, `Then run npm run test-queries -- ${asked.group}/${asked.name}${kind === 'query' ? ' and what docs/contributing.md tells of releases' : ''}.`);
}

function draft(engine: Engine, catalogue: CheckedRepository['reading']['catalogue'], asked: NewQuery): QuerySpec {
  const spec = newQuery(engine, catalogue, asked);
  if (spec) return spec;
  const targets = asked.platforms ?? (['darwin', 'linux', 'windows'] as const);
  const errors = targets.map((platform) => {
    const { error, loops } = engine.analyse(asked.sql, { platform, version: latestVersion });
    const unmet = loops.find((loop) => loop.unmet.length > 0);
    return `  ${platform}: ${error?.message ?? (unmet ? `${unmet.table} needs a value of ${unmet.unmet.join(' or ')}` : 'a column that it reads is always empty there')}`;
  });
  throw new CommandError(`Nothing was written: the SQL runs on no platform that was asked for.\n${errors.join('\n')}\n→ npm run explain -- "<sql>" tells more.`);
}

/** The topic's file with the example in its list. */
function listed(root: string, { group, name }: NewQuery): SourceFile {
  const file = `examples/${group}/topic.yml`;
  const text = withExample(readFileSync(path.join(root, file), 'utf8'), name);
  if (text === null) throw new CommandError(`Nothing was written: ${file} lists its examples in a way that cannot be added to. Write them as examples: [one, two].`);
  return { path: file, text };
}

function refuseExisting(root: string, file: string): void {
  if (existsSync(path.join(root, file))) throw new CommandError(`${file} is there already; nothing was written. Choose another name, or edit the file.`);
}

/** What the rules find in the new files, as they stand among the others of their folder. */
function found(engine: Engine, files: readonly SourceFile[], made: readonly SourceFile[]): readonly Finding[] {
  return check(engine, files, made).findings.filter(({ place, rule }) => rule !== 'releases' && made.some(({ path: file }) => file === place.file));
}

function check(engine: Engine, files: readonly SourceFile[], made: readonly SourceFile[]): CheckedRepository {
  const folder = path.posix.dirname(made[0]!.path);
  const others = files.filter(({ path: file }) => (file.startsWith(`${folder}/`) || file.startsWith('examples/hosts/')) && !made.some((one) => one.path === file));
  return checkContent(engine, { files: [...others, ...made], findings: [] });
}

/** Writes the files, and tells what is left to write; refuses a name or a character that is not allowed. */
function write(root: string, engine: Engine, files: readonly SourceFile[], made: readonly SourceFile[], next: string): 0 | 1 {
  const findings = found(engine, files, made);
  const refused = findings.filter(({ rule, level }) => level === 'error' && ['names', 'text-safe'].includes(rule));
  const { reading, verdicts } = check(engine, files, made);
  const report = (some: readonly Finding[]) => textReport(reportOf({ reading: { ...reading, files: made.length }, verdicts, findings: some }), { ...textOptions(), notes: false }).trimEnd();
  if (refused.length > 0) {
    console.log(report(refused));
    console.error('Nothing was written.');
    return 1;
  }
  const folder = path.posix.dirname(made[0]!.path);
  writeFolder(path.join(root, folder), new Map(made.map(({ path: file, text }) => [path.posix.basename(file), text])), () => false);
  const left = findings.filter(({ level }) => level !== 'note');
  if (left.length > 0) console.log(`${report(left)}\n`);
  console.log(asCalled(`Written: ${made.map(({ path: file }) => file).join(', ')}. ${left.length > 0 ? `Left to do: ${summary({ files: made.length, findings: left }).replace(/ in \d.*/, '')}, as told above and by npm run check.` : 'The rules find nothing.'} ${next}`));
  return 0;
}
