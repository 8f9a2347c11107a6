import { compareVersions } from './versions.ts';

/**
 * The SQL functions of osquery 5.23: those of SQLite 3.42.0 with osquery's compile options (libraries/cmake/source/
 * sqlite/CMakeLists.txt: SOUNDEX, and no math functions), and osquery's own (osquery/sql/sqlite_*.cpp).
 *
 * `since` of SQLite's functions follows from the SQLite that each osquery brought (CHANGELOG.md, and the submodule
 * libraries/cmake/source/sqlite/src at each tag): 3.19.3 in 2.7.0, 3.29.0 in 4.0.2, 3.30.1 in 4.1.1, 3.31.1 in 4.3.0,
 * 3.34.0 in 4.6.0, 3.35.5 in 4.9.0, 3.37.0 in 5.2.2, 3.38.5 in 5.4.0, 3.39.2 in 5.5.1, 3.42.0 in 5.12.1. That of
 * osquery's own is the first tag whose osquery/sql/sqlite_*.cpp registers the name.
 */

/** How many arguments a form takes: exactly so many, or `2+` for two or more. */
export type Arity = number | `${number}+`;

/** What a column may hold that ends the whole statement with an error: NULL, or an empty text. */
export type Failure = 'null' | 'empty';

/** A function as osquery has it. */
export interface FunctionFacts {
  readonly name: string;
  readonly arities: readonly Arity[];
  readonly kind: 'scalar' | 'aggregate' | 'window' | 'table-valued';
  readonly from: 'sqlite' | 'osquery';
  /** First osquery version that has it; the oldest of the schema history stands for always. */
  readonly since: string;
  /** It is not known whether osquery had it before `since`. */
  readonly perhapsBefore?: boolean;
  /** It looks at the host or acts on it: its result is not decided by its arguments. */
  readonly touchesHost?: boolean;
  /** Values of a column that end the statement. */
  readonly failsOn?: readonly Failure[];
  /** Numbers, from 0, of the arguments to which `failsOn` applies; without it, all of them. */
  readonly failsAt?: readonly number[];
  /** Other inputs that end the statement, in words. */
  readonly failsIf?: string;
  /** Any input does. */
  readonly alwaysFails?: true;
  /** What would surprise a reader. */
  readonly note?: string;
}

const always = '2.7.0';

type Facts = Omit<FunctionFacts, 'name' | 'arities' | 'kind' | 'from' | 'since'>;

function sqlite(names: string, arities: readonly Arity[], facts: Partial<FunctionFacts> = {}): FunctionFacts[] {
  return names.split(' ').map((name) => ({ name, arities, kind: 'scalar', from: 'sqlite', since: always, ...facts }));
}

function osquery(names: string, arities: readonly Arity[], since: string, facts: Facts = {}): FunctionFacts[] {
  return names.split(' ').map((name) => ({ name, arities, kind: 'scalar', from: 'osquery', since, ...facts }));
}

const malformedJson = { failsOn: ['empty'], failsAt: [0], failsIf: 'the text is not JSON', note: 'An empty text is not JSON and ends the statement; NULL gives NULL.' } as const;
const domain = 'the value is outside of the function’s domain';
const badRegex = 'the pattern is invalid, longer than 256 bytes, or backtracks without end';

const core: readonly FunctionFacts[] = [
  ...sqlite('abs', [1], { failsIf: 'the value is the smallest 64-bit integer' }),
  ...sqlite('changes last_insert_rowid total_changes', [0]),
  ...sqlite('char', ['0+']),
  ...sqlite('coalesce', ['2+']),
  ...sqlite('format', ['0+'], { since: '5.4.0', note: 'Another name of printf.' }),
  ...sqlite('printf', ['0+']),
  ...sqlite('glob instr nullif ifnull', [2]),
  ...sqlite('like', [2, 3], { note: 'The pattern is the first argument. Called as a function it is no condition that a table sees.' }),
  ...sqlite('likelihood', [2], { failsIf: 'the second argument is no constant between 0.0 and 1.0' }),
  ...sqlite('likely unlikely typeof', [1]),
  ...sqlite('hex unicode zeroblob', [1]),
  ...sqlite('length', [1], { note: 'Characters of a text, bytes of a blob.' }),
  ...sqlite('lower upper', [1], { note: 'Changes ASCII letters only.' }),
  ...sqlite('quote', [1]),
  ...sqlite('random', [0]),
  ...sqlite('randomblob', [1]),
  ...sqlite('replace', [3]),
  ...sqlite('round', [1, 2], { note: 'Gives REAL, also without digits: round(2) is 2.0.' }),
  ...sqlite('sign', [1], { since: '4.9.0' }),
  ...sqlite('soundex', [1], { since: '5.12.1', perhapsBefore: true, note: 'Verified from 5.12.1 on; older builds may have it too.' }),
  ...sqlite('substr', [2, 3], { note: 'The first character has the number 1.' }),
  ...sqlite('substring', [2, 3], { since: '4.6.0', note: 'Another name of substr.' }),
  ...sqlite('trim ltrim rtrim', [1, 2], { note: 'The second argument is a set of characters, not a word.' }),
  ...sqlite('unhex', [1, 2], { since: '5.12.1' }),
  ...sqlite('iif', [3], { since: '4.6.0', note: 'Three arguments always; if() is newer than osquery’s SQLite.' }),
  ...sqlite('subtype', [1], { since: '5.4.0' }),
  ...sqlite('sqlite_compileoption_get sqlite_compileoption_used', [1]),
  ...sqlite('sqlite_log', [2]),
  ...sqlite('sqlite_source_id sqlite_version', [0]),
  ...sqlite('load_extension', [1, 2], { alwaysFails: true, failsIf: 'it is called at all: osquery denies it' }),
  ...sqlite('match', [2], { alwaysFails: true, failsIf: 'it is called at all: no osquery table has full text search' }),
];

const dates: readonly FunctionFacts[] = [
  ...sqlite('current_date current_time current_timestamp', [0], { note: 'A keyword, written without brackets; in UTC.' }),
  ...sqlite('date datetime julianday strftime time', ['0+'], { note: 'In UTC unless the modifier localtime is given; a number is a Julian day unless the modifier unixepoch is given.' }),
  ...sqlite('unixepoch', ['0+'], { since: '5.4.0', note: 'Older osquery: strftime(\'%s\', …), which gives TEXT.' }),
];

const json: readonly FunctionFacts[] = [
  ...sqlite('-> ->>', [2], { since: '5.4.0', ...malformedJson }),
  ...sqlite('json json_quote', [1]).map((facts) => (facts.name === 'json' ? { ...facts, ...malformedJson } : facts)),
  ...sqlite('json_array json_object', ['0+'], { failsIf: 'a value is a blob, or json_object gets an odd number of arguments' }),
  ...sqlite('json_array_length json_type', [1, 2], malformedJson),
  ...sqlite('json_error_position', [1], { since: '5.12.1' }),
  ...sqlite('json_extract json_insert json_remove json_replace json_set', ['0+'], malformedJson),
  ...sqlite('json_patch', [2], { ...malformedJson, failsAt: [0, 1] }),
  ...sqlite('json_valid', [1]),
  ...sqlite('json_group_array', [1], { kind: 'aggregate' }),
  ...sqlite('json_group_object', [2], { kind: 'aggregate' }),
  ...sqlite('json_each json_tree', [1, 2], { kind: 'table-valued', ...malformedJson }),
];

const aggregates: readonly FunctionFacts[] = [
  ...sqlite('avg sum total', [1], { kind: 'aggregate', note: 'Over no rows avg and sum give NULL, total gives 0.0.' }),
  ...sqlite('count', [0, 1], { kind: 'aggregate', note: 'count(x) leaves out NULL, but counts an empty text.' }),
  ...sqlite('group_concat', [1, 2], { kind: 'aggregate', note: 'Its order is that of the rows; ORDER BY inside the brackets is newer than osquery’s SQLite.' }),
  ...sqlite('max min', ['1+'], { kind: 'aggregate', note: 'With two or more arguments it is a scalar function, and NULL if one of them is.' }),
];

const windows: readonly FunctionFacts[] = [
  ...sqlite('cume_dist dense_rank percent_rank rank row_number', [0], { kind: 'window', since: '4.0.2' }),
  ...sqlite('first_value last_value ntile', [1], { kind: 'window', since: '4.0.2' }),
  ...sqlite('lag lead', [1, 2, 3], { kind: 'window', since: '4.0.2' }),
  ...sqlite('nth_value', [2], { kind: 'window', since: '4.0.2' }),
];

const maths: readonly FunctionFacts[] = [
  ...osquery('atan cos sin tan cot exp degrees radians', [1], always),
  ...osquery('sqrt acos asin log10', [1], always, { failsIf: domain }),
  ...osquery('log', [1], always, { failsIf: domain, note: 'The natural logarithm. SQLite’s own log, elsewhere, has base 10.' }),
  ...osquery('power', [2], always, { failsIf: 'the result is not defined or too large' }),
  ...osquery('pi', [0], always),
  ...osquery('ceil floor', [1], always, { note: 'Gives INTEGER.' }),
];

const texts: readonly FunctionFacts[] = [
  ...osquery('split', [3], always, { failsIf: 'the separators are empty', note: 'Every character of the second argument separates; empty pieces are dropped, the others trimmed; the first piece has the number 0.' }),
  ...osquery('regex_split', [3], always, { failsIf: `the pattern is empty, or ${badRegex}`, note: 'Keeps empty pieces; the first has the number 0.' }),
  ...osquery('regex_match', [3], '4.0.2', { failsIf: badRegex, note: 'ECMAScript syntax without (?i), lookbehind and named groups. Finds the pattern anywhere; 0 is the whole match, 1 the first group; NULL where nothing matches.' }),
  ...osquery('concat', ['0+'], '4.7.0', { note: 'Leaves out NULL; || gives NULL instead.' }),
  ...osquery('concat_ws', ['1+'], '4.7.0', { note: 'Leaves out NULL, but a NULL at the end leaves a separator behind.' }),
];

const encodings: readonly FunctionFacts[] = [
  ...osquery('md5 sha1 sha256', [1], always, { note: 'Hashes a value, not a file: the table hash reads files.' }),
  ...osquery('to_base64 conditional_to_base64', [1], always),
  ...osquery('from_base64', [1], always, { note: 'What cannot be decoded gives an empty text.' }),
  ...osquery('community_id_v1', [5, 6], '4.2.0', { note: 'Ports and protocol must be INTEGER; bad arguments give NULL and a warning.' }),
  ...osquery('community_id_v1_strict', [5, 6], '4.2.0', { failsOn: ['null', 'empty'], failsAt: [0, 1], failsIf: 'an address cannot be read, or a port or the protocol is no INTEGER' }),
];

const networks: readonly FunctionFacts[] = [
  ...osquery('inet_aton', [1], always, { note: 'IPv4 only; NULL for anything else.' }),
  ...osquery('in_cidr_block', [2], '5.3.0', {
    failsOn: ['null', 'empty'],
    failsIf: 'the address cannot be read, or the network is of the other IP version or lacks its prefix',
    note: 'The network comes first. The first and last address of an IPv4 network are not in it.',
  }),
];

const versions: readonly FunctionFacts[] = [
  ...osquery('version_compare', [2, 3], '5.11.0', {
    failsOn: ['null'],
    failsAt: [0, 1],
    failsIf: 'an argument is no TEXT, or the third is not ARCH, DPKG or RHEL',
    note: 'Gives -1, 0 or 1. Pre-releases such as 1.0~rc1 come before 1.0 with ARCH and RHEL only; the letter case of the third argument does not matter.',
  }),
];

const files: readonly FunctionFacts[] = [
  ...osquery('parent_directory', [1], '3.3.0', { failsOn: ['null'], failsIf: 'the argument is no TEXT', note: 'Only the platform’s own separator counts; NULL where there is none.' }),
  ...osquery('find_file_path_in_cmd is_path_deterministic', ['1+'], '3.3.0', { touchesHost: true, failsOn: ['null'], note: 'Asks the file system which part of a command line is a file.' }),
];

const operations: readonly FunctionFacts[] = [
  ...osquery('carve', [1], always, { touchesHost: true, note: 'An aggregate that uploads files; off unless the daemon runs with carver_disable_function=false.' }).map((facts) => ({ ...facts, kind: 'aggregate' as const })),
  ...osquery('sleep', [1], '5.0.1', { touchesHost: true, note: 'Blocks every other scheduled query.' }),
];

/** Every SQL function that osquery 5.23 knows, by name. Operators appear under the name SQLite gives their function. */
export const functions: readonly FunctionFacts[] = [
  ...core, ...dates, ...json, ...aggregates, ...windows, ...maths, ...texts, ...encodings, ...networks, ...versions, ...files, ...operations,
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Collations that osquery adds to BINARY, NOCASE and RTRIM, all since 5.11.0 (osquery/sql/sqlite_version.cpp). */
export const versionCollations = ['version', 'version_arch', 'version_dpkg', 'version_rhel'] as const;

const byName: ReadonlyMap<string, FunctionFacts> = new Map(functions.map((facts) => [facts.name, facts]));

/** The function of that name, in any letter case. */
export function findFunction(name: string): FunctionFacts | undefined {
  return byName.get(name.toLowerCase());
}

/**
 * The function of that name, unless the osquery of `version` is known to lack it. Operators are always there: an older SQLite
 * refuses their text before it looks for a function.
 */
export function functionAt(name: string, version: string): FunctionFacts | undefined {
  const facts = findFunction(name);
  if (!facts || facts.perhapsBefore || !/^\w/.test(facts.name)) return facts;
  return compareVersions(version, facts.since) < 0 ? undefined : facts;
}

/** Whether the function can be called with so many arguments. */
export function takesArguments({ arities }: FunctionFacts, count: number): boolean {
  return arities.some((arity) => (typeof arity === 'number' ? arity === count : count >= Number.parseInt(arity, 10)));
}
