import { readFileSync } from 'node:fs';
import type { Catalogue } from '../../model/catalogue.ts';
import { longestName, nearestName, packFileNames, packNamePattern, queryNamePattern, topicFileNames } from '../../model/names.ts';
import { longestInterval, loggings, purposes } from '../../model/query.ts';
import type { NewPack } from '../../scaffold/pack-text.ts';
import type { NewQuery } from '../../scaffold/new-query.ts';
import { CommandError, UsageError, type Invocation } from '../command.ts';
import { readSql } from '../read-sql.ts';
import { choiceOption, platformOption } from '../read-options.ts';
import { askChoice, askSql, type Ask } from './ask.ts';

type Options = Invocation['options'];

/** What is to be made. */
export const kinds = ['pack', 'query', 'example'] as const;
export type Kind = (typeof kinds)[number];

/** The kind and the name that were given, or asked for where there is a terminal. Throws UsageError where neither is. */
export async function gatherName(words: readonly string[], ask: Ask | undefined): Promise<{ kind: Kind; name: string }> {
  const [word, given] = words;
  if (word !== undefined && !(kinds as readonly string[]).includes(word)) throw new UsageError(`'${word}' is nothing to be made; known: ${kinds.join(', ')}.`);
  if (word === undefined && !ask) throw new UsageError(`Say what is to be made: ${kinds.join(', ')}.`);
  const kind = (word as Kind | undefined) ?? (await askChoice(ask!, 'What is to be made?', kinds, 'query'));
  const form = { pack: 'the name of the pack', query: 'the query as <pack>/<query>', example: 'the example as <topic>/<example>' }[kind];
  const name = given ?? (ask ? await ask(`Give ${form}: `) : '');
  if (name === '') throw new UsageError(`Give ${form}.`);
  const plain = name.replace(/^(\.\/)?(packs|examples)\//, '').replace(/(\.yml|\/)$/, '');
  const [group = '', own, ...more] = plain.split('/');
  const fits = packNamePattern.test(group) && (kind === 'pack' ? own === undefined : own !== undefined && queryNamePattern.test(own) && more.length === 0);
  if (!fits || plain.length > 2 * longestName) throw new UsageError(`'${name}' does not fit. Give ${form}: packs and topics of lower-case letters, digits and -, queries of lower-case letters, digits and _, each beginning with a letter.`);
  const holders: readonly string[] = { pack: [], query: packFileNames, example: topicFileNames }[kind];
  if (own !== undefined && holders.includes(own)) throw new UsageError(`'${name}' does not fit: ${own}.yml is a file of the ${kind === 'query' ? 'pack' : 'topic'} itself. Give another name.`);
  return { kind, name: plain };
}

/** Options that each kind takes. */
const taken: Readonly<Record<Kind, readonly string[]>> = {
  pack: ['title', 'purpose', 'maintainers', 'description'],
  query: ['sql', 'sql-file', 'description', 'platform', 'interval', 'logging'],
  example: ['sql', 'sql-file', 'description', 'platform', 'interval', 'logging', 'purpose'],
};

/** Throws UsageError for an option that does not go with what is made: it would have no effect. */
export function refuseOptions(kind: Kind, options: Options): void {
  const wrong = Object.keys(options).find((name) => !taken[kind].includes(name));
  if (wrong !== undefined) throw new UsageError(`--${wrong} does not go with ${kind}, which takes ${taken[kind].map((name) => `--${name}`).join(', ')}.`);
}

/** What a new pack is begun with. `roles` are those of MAINTAINERS.yml, none where there is no such file. */
export async function gatherPack(name: string, options: Options, roles: readonly string[], ask: Ask | undefined): Promise<NewPack> {
  const purpose = options['purpose'] === undefined ? (ask ? await askChoice(ask, 'What is it for?', purposes, 'inventory') : 'inventory') : choiceOption(options, 'purpose', purposes);
  const title = await text(options, 'title', 'Title (Enter: from the name): ', ask);
  const description = await text(options, 'description', 'One sentence on what it tells (Enter: later): ', ask);
  const offered = roles.find((role) => role === purpose) ?? roles[0] ?? 'maintainers';
  const written = options['maintainers'] ?? (ask && (await ask(`Roles that look after it (${roles.join(', ') || 'any word'}) [${offered}]: `)));
  const maintainers = String(written || offered).split(',').map((role) => role.trim()).filter(Boolean);
  const unknown = maintainers.find((role) => roles.length > 0 && !roles.includes(role));
  if (unknown !== undefined) throw new UsageError(`MAINTAINERS.yml names no role '${unknown}'; known: ${roles.join(', ')}.`);
  return { name, purpose, maintainers, ...(title && { title }), ...(description && { description }) };
}

/** What a new query or example is begun with. Throws where its pack or topic is not there, or there is no SQL. */
export async function gatherQuery(kind: 'query' | 'example', name: string, options: Options, catalogue: Catalogue, ask: Ask | undefined): Promise<NewQuery> {
  const [group, own] = name.split('/') as [string, string];
  const pack = catalogue.packs.find(({ spec }) => spec.name === group);
  const known = (kind === 'query' ? catalogue.packs : catalogue.topics).map(({ spec }) => spec.name);
  if (!known.includes(group)) {
    const near = nearestName(group, known);
    throw new CommandError(`There is no ${kind === 'query' ? 'pack' : 'topic'} "${group}"; known: ${known.join(', ') || 'none'}.${near ? ` Did you mean ${near}?` : ''}${kind === 'query' ? ` A new one: npm run new -- pack ${group}` : ''}`);
  }
  const sql = await sqlOf(options, ask);
  const description = await text(options, 'description', 'One short sentence that says what a row is (Enter: later): ', ask);
  const platforms = platformOption(options);
  const interval = intervalOf(options);
  const purpose = pack?.spec.purpose ?? (options['purpose'] === undefined ? 'inventory' : choiceOption(options, 'purpose', purposes));
  return {
    setting: kind === 'query' ? 'production' : 'teaching', group, name: own, sql, purpose,
    ...(description && { description }), ...(platforms && { platforms }), ...(interval !== undefined && { interval }),
    ...(options['logging'] !== undefined && { logging: choiceOption(options, 'logging', loggings) }),
  };
}

async function sqlOf(options: Options, ask: Ask | undefined): Promise<string> {
  const file = options['sql-file'];
  if (options['sql'] !== undefined && file !== undefined) throw new UsageError('Give --sql or --sql-file, not both.');
  if (file !== undefined) return readSql(() => readFileSync(String(file), 'utf8'));
  if (options['sql'] !== undefined) return readSql(() => (options['sql'] === '-' ? readFileSync(0, 'utf8') : String(options['sql'])));
  if (!ask) throw new UsageError('Give the SQL: --sql "SELECT …", --sql - for the standard input, or --sql-file <path>.');
  return readSql(await askSql(ask).then((sql) => () => sql));
}

function intervalOf(options: Options): number | undefined {
  if (options['interval'] === undefined) return undefined;
  const seconds = Number(options['interval']);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= longestInterval) return seconds;
  throw new UsageError(`--interval takes whole seconds from 1 to ${longestInterval}.`);
}

async function text(options: Options, name: string, question: string, ask: Ask | undefined): Promise<string> {
  return options[name] === undefined ? (ask ? ask(question) : '') : String(options[name]).trim();
}
