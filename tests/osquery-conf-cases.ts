import type { SourceFile } from '../src/content/files.ts';
import type { PackFiles } from '../src/content/osquery-conf/index.ts';

/** The files of one measured case. The configuration names the pack `p` by its path, or is itself what is questionable. */
export interface CaseFiles {
  readonly config: string;
  readonly files: PackFiles;
}

const good = { query: 'select 1 as a', interval: 1 };
const bad = { query: 'select 2 as b', interval: 1 };
const schedule = { sched: { query: 'select name from osquery_schedule', interval: 1 }, good };

/** What a case called `<key> <value>` puts into a query, where its name has the value as JSON. */
const valueCase = /^(interval|query|platform|version|shard|snapshot|removed|denylist|blacklist) (.+)$/s;
const packValueCase = /^(?:pack-level )?(platform|version|shard|discovery) (.+)$/s;

const sqlOf: Readonly<Record<string, string>> = {
  'sql syntax error': 'selec 1', 'sql unknown table': 'select * from nosuch', 'sql unknown column': 'select nosuch from uptime',
  'sql unknown function': 'select nosuch(1)', 'sql required column missing': 'select * from file', 'sql two statements': 'select 1 as x; select 2 as y',
  'sql create table': 'create table t (a)', 'sql insert': 'insert into uptime values (1)', 'sql attach': "attach 'x' as y", 'sql pragma denied': 'pragma user_version',
  'sql macos-only table': 'select * from launchd', 'sql trailing semicolon': 'select 2 as b;', 'sql trailing line comment': 'select 2 as b -- c', 'sql only comment': '-- c',
  'sql events table events off': 'select * from process_events', 'sql no rows': 'select 2 as b where 0', 'sql bind parameter': 'select ? as v', 'sql incomplete': 'select 1 +',
  'sql unterminated string': "select 'a", 'sql duplicate column names': 'select 1 as b, 2 as b', 'sql update': 'update processes set pid = 1', 'sql explain': 'explain select 2',
  'sql recursive cte 10M': 'with recursive n(i) as (select 1 union all select i + 1 from n limit 10000000) select max(i) as m from n',
  'sql regex error': "select regex_match('a', '(', 0)", 'sql yara alias hidden column': "select * from yara where path = '/x' and sigrule = 'r'",
  'sql newline in sql': 'select 2\nas b', 'sql blob': "select x'ff' as b", 'sql long 100k': `select 2 as b${' '.repeat(100_000)}`,
};

const text = (queries: unknown, more: object = {}) => JSON.stringify({ ...more, queries });
const raw = (query: string) => `{"queries":{"good":${JSON.stringify(good)},"bad":${query}}}`;
const sound = raw(JSON.stringify(bad));

/** Packs whose text, or whose shape, is what is questionable. */
const packTexts: Readonly<Record<string, string>> = {
  'unknown query key': text({ good, bad: { ...bad, bogus: 1 } }),
  'unknown pack key': text({ good, bad }, { bogus: 1 }),
  'interval missing': text({ good, bad: { query: bad.query } }),
  'query missing': text({ good, bad: { interval: 1 } }),
  'description number': text({ good, bad: { ...bad, description: 5 } }),
  'value object': text({ good, bad: { ...bad, value: {} } }),
  'duplicate query name (second differs)': `{"queries":{"good":${JSON.stringify(good)},"bad":{"query":"select 3 as first","interval":1},"bad":{"query":"select 4 as second","interval":2}}}`,
  'duplicate key in query': raw('{"query":"select 3 as first","query":"select 4 as second","interval":1,"interval":2}'),
  'query is a string': raw('"select 2 as b"'),
  'query is null': raw('null'),
  'query is array': raw('[]'),
  'query is empty object': raw('{}'),
  'queries is array': text([bad]),
  'queries missing': '{}',
  'queries null': text(null),
  'pack file is an array': `[${sound}]`,
  'pack file empty': '',
  'pack file not JSON': 'hello',
  'pack queries empty': text({}),
  'json trailing comma': sound.replace(/\}$/, ',}'),
  'json trailing comma in query': sound.replace('"interval":1}', '"interval":1,}'),
  'json // comment': `// c\n${sound}`,
  'json # comment': `# c\n${sound}`,
  'json /* */ comment': `/* c */${sound}`,
  'json // comment inside': sound.replace('{"good"', '{\n// c\n"good"'),
  'json /* comment inside': sound.replace('{"good"', '{\n/* c */\n"good"'),
  'json # comment inside': sound.replace('{"good"', '{\n# c\n"good"'),
  'json indented # comment inside': sound.replace('{"good"', '{\n  \t# c\n"good"'),
  'json // end-of-line comment': sound.replace('{"good"', '{ // c\n"good"'),
  'json BOM': `\uFEFF${sound}`,
  'json single quotes': sound.replaceAll('"', "'"),
  'json missing brace': sound.slice(0, -1),
  'json extra brace': `${sound}}`,
  'json text after end': `${sound} x`,
  'json NaN interval': sound.replace(/1\}\}\}$/, 'NaN}}}'),
  'json raw newline in string': sound.replace('select 2', 'select\n2'),
  'json backslash newline in string': sound.replace('select 2', 'select \\\n2'),
  'json raw tab in string': sound.replace('select 2', 'select\t2'),
  'json bad escape': sound.replace('select 2', 'select \\q2'),
  'json latin1 byte': sound.replace('select 2', "select '\uFFFD'"),
  'json duplicate "queries"': `{"queries":{"good":${JSON.stringify(good)}},"queries":{"bad":${JSON.stringify(bad)}}}`,
  'json missing comma': sound.replace('},"bad"', '}"bad"'),
  'json unquoted key': sound.replace('"bad"', 'bad'),
  'json uppercase Queries': sound.replace('queries', 'Queries'),
  'pack file that is a whole config (schedule key)': JSON.stringify({ schedule: { good, bad } }),
  'pack file with packs key': text({ good }, { packs: { r: { queries: { bad } } } }),
};

const pack = { queries: { good, bad } };
const main = (packs: unknown, more: object = {}) => JSON.stringify({ schedule, ...more, packs });

/** Configurations that are themselves what is questionable. */
const mainTexts: Readonly<Record<string, string>> = {
  'main unknown top-level key': JSON.stringify({ schedule, bogus: 1 }),
  'main trailing comma': JSON.stringify({ schedule }).replace(/\}$/, ',}'),
  'main // comment': `// c\n${JSON.stringify({ schedule })}`,
  'main # comment': `# c\n${JSON.stringify({ schedule })}`,
  'main /* comment': `/* c */${JSON.stringify({ schedule })}`,
  'main broken json': JSON.stringify({ schedule }).slice(0, -1),
  'main empty file': '',
  'main array': '[]',
  'main empty object': '{}',
  'schedule is array': '{"schedule":[]}',
  'pack path missing file': main({ p: '/packs/nothing.conf' }),
  'packs is array': main([pack]),
  'packs glob *': main({ '*': '/glob/*' }),
  'packs glob other name': main({ p: '/glob/*' }),
  'pack value number': main({ p: 5 }),
  'pack value directory': main({ p: '/glob' }),
  'duplicate pack name': `{"schedule":${JSON.stringify(schedule)},"packs":{"p":${JSON.stringify(pack)},"p":{"queries":{"bad2":${JSON.stringify(bad)}}}}}`,
  'same query name in two packs': main({ p: { queries: { bad } }, r: { queries: { bad } } }),
  'pack+schedule name clash': JSON.stringify({ schedule: { ...schedule, pack_p_bad: bad }, packs: { p: { queries: { bad } } } }),
  'duplicate schedule name': `{"schedule":{"good":${JSON.stringify(good)},"bad":${JSON.stringify(bad)},"bad":{"query":"select 9","interval":2}}}`,
  'pack name with space': main({ 'my pack': { queries: { bad } } }),
  'pack name empty': main({ '': { queries: { bad } } }),
  'bad option name': JSON.stringify({ schedule, options: { nosuch_flag: 1 } }),
  'option bad value': JSON.stringify({ schedule, options: { schedule_splay_percent: 'x' } }),
  'bad decorator': JSON.stringify({ schedule, decorators: { load: ['selec'] } }),
  'pack_delimiter option': main({ p: { queries: { bad } } }, { options: { pack_delimiter: '/' } }),
  'pack inline string of JSON': main({ p: JSON.stringify(pack) }),
  'view bad sql': JSON.stringify({ schedule, views: { v: 'selec' } }),
  'sched splay': JSON.stringify({ schedule: { ...schedule, bad }, options: { schedule_splay_percent: 50 } }),
};

function packText(name: string): string | null {
  if (Object.hasOwn(packTexts, name)) return packTexts[name]!;
  if (Object.hasOwn(sqlOf, name)) return text({ good, bad: { ...bad, query: sqlOf[name] } });
  const called = /^name ("x+$|".*"$)/.exec(name)?.[1];
  if (called) return raw(JSON.stringify(bad)).replace('"bad"', called.endsWith('"') ? called : `"${'x'.repeat(300)}"`);
  const inQuery = valueCase.exec(name);
  if (inQuery) return raw(`{"${inQuery[1]}":${inQuery[2]},${JSON.stringify(Object.fromEntries(Object.entries(bad).filter(([key]) => key !== inQuery[1]))).slice(1)}`);
  const inPack = packValueCase.exec(name);
  return inPack ? sound.replace('{', `{"${inPack[1]}":${inPack[2]},`) : null;
}

/** The files of a measured case; null where its name is none of those that are known. */
export function caseFiles(name: string): CaseFiles | null {
  const own = packText(name);
  const config = own === null ? mainTexts[name] : JSON.stringify({ schedule: { sched: schedule.sched }, packs: { p: '/packs/p.conf' } });
  if (config === undefined) return null;
  const stored = new Map<string, string>([['/glob/gp.conf', text({ good })], ...(own === null ? [] : [['/packs/p.conf', own] as const])]);
  const file = (path: string): SourceFile => ({ path, text: stored.get(path)! });
  return {
    config,
    files: {
      read: (path) => (stored.has(path) ? file(path) : null),
      glob: (pattern) => [...stored.keys()].filter((path) => path.startsWith(pattern.replace('*', ''))).map(file),
    },
  };
}
