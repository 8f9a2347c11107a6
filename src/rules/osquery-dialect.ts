import { utf8 } from '../engine/functions/bytes.ts';
import { maximumPatternBytes, RegexError, regexMatch } from '../engine/functions/regex.ts';
import { partnersOf, type Token } from '../engine/tokens.ts';
import { nearestName } from '../model/names.ts';
import { findFunction, functionAt, functions } from '../osquery/functions.ts';
import { findWord, sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';
import { isDialect } from './sql-compiles.ts';

/** What people write instead, of functions that other databases or newer SQLite have. */
const instead: Readonly<Record<string, string>> = {
  regexp: 'regex_match(text, pattern, 0) IS NOT NULL', regexp_like: 'regex_match(text, pattern, 0) IS NOT NULL', pow: 'power(x, y)', ceiling: 'ceil(x)', ln: 'log(x), which is natural',
  log2: 'log(x) / log(2)', mod: 'the % operator', trunc: 'CAST(x AS INTEGER)', string_agg: 'group_concat(x, separator)', octet_length: 'length(CAST(x AS BLOB))',
  json_pretty: 'json(x)', timediff: 'unixepoch(a) - unixepoch(b)', base64: 'to_base64(x)', if: 'iif(condition, a, b)', concat_all: 'concat(…)',
  len: 'length(x)', substring_index: 'split(text, separators, index)', now: "strftime('%s', 'now')", to_timestamp: "datetime(x, 'unixepoch')", left: 'substr(x, 1, n)',
};

/** What strftime of SQLite 3.42 knows behind a %: for any other letter it gives NULL. */
const formats = 'dfHjJmMsSwWY%';

/** Formats of a newer SQLite, in those of 3.42. */
const longFormats: Readonly<Record<string, string>> = { F: '%Y-%m-%d', T: '%H:%M:%S', R: '%H:%M' };

/** Functions and syntax beyond osquery's SQLite 3.42, and `log`. */
export const osqueryDialect: Rule = {
  name: 'osquery-dialect',
  levels: { production: 'error', teaching: 'error', foreign: 'error' },
  finds: 'A function that osquery does not have or that always fails there, a wrong number of arguments, a pattern that is no regular expression, syntax or a format of strftime newer than SQLite 3.42, and log() where base 10 may be meant.',
  why: 'osquery bundles SQLite 3.42.0 and adds functions of its own. What other databases or a newer SQLite know fails at each run, or gives NULL in silence, and log() is the natural logarithm here.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const told = new Set<string>();
  for (const { latest } of subject.verdict.platforms) {
    if (latest.error && isDialect(latest.error) && !told.has(latest.error.message)) {
      told.add(latest.error.message);
      const name = /function:? (\w+)/.exec(latest.error.message)?.[1]?.toLowerCase();
      const token = name ? findWord(subject, name) : undefined;
      yield {
        place: sqlPlace(subject.query, latest.error.offset ?? token?.start ?? null),
        message: `osquery refuses the SQL: ${latest.error.message}.`,
        advice: name ? functionAdvice(name, latest.target.version) : 'Write it as SQLite 3.42 knows it.',
      };
    }
    for (const name of latest.functions) {
      const facts = findFunction(name);
      if (!facts?.alwaysFails || told.has(name)) continue;
      told.add(name);
      yield {
        place: sqlPlace(subject.query, findWord(subject, name)?.start ?? null),
        message: `${name} ends the statement with an error if ${facts.failsIf}.`,
        advice: name === 'match' ? 'Use LIKE, or regex_match(text, pattern, 0) IS NOT NULL.' : 'Drop it.',
      };
    }
    // Others know what they mean by it.
    if (subject.query.setting !== 'foreign' && latest.functions.includes('log') && !told.has('log')) {
      told.add('log');
      yield {
        place: sqlPlace(subject.query, findWord(subject, 'log')?.start ?? null),
        message: 'log(x) is the natural logarithm in osquery.',
        advice: 'Write log10(x) for base 10; where the natural one is meant, name an exception to this rule.',
      };
    }
  }
  yield* newerFormats(subject);
  yield* brokenPatterns(subject);
}

/** Patterns of regex_match and regex_split that osquery refuses, whatever text they are to be found in. */
function* brokenPatterns({ query, tokens }: Subject): Iterable<Complaint> {
  for (const [index, { lower }] of tokens.entries()) {
    if ((lower !== 'regex_match' && lower !== 'regex_split') || tokens[index + 1]?.text !== '(') continue;
    const pattern = secondArgument(tokens, index + 1);
    if (pattern?.kind !== 'string') continue;
    const text = pattern.text.slice(1, -1).replaceAll("''", "'");
    const bytes = utf8(text);
    if (bytes.length <= maximumPatternBytes && isRegex(bytes)) continue;
    yield {
      place: sqlPlace(query, pattern.start),
      message: `${lower} ends the whole statement with an error: the pattern ${bytes.length > maximumPatternBytes ? `is longer than ${maximumPatternBytes} bytes` : 'is invalid'}.`,
      advice: text.startsWith('(?i)') ? 'Call it on lower(…), with a pattern in lower case: (?i) is not known.' : 'Write it in the syntax of ECMAScript of C++, without lookbehind and named groups.',
    };
  }
}

/** The second argument of the call whose parenthesis opens at `open`, where it is one token. */
function secondArgument(tokens: readonly Token[], open: number): Token | undefined {
  const partners = partnersOf(tokens);
  for (let index = open + 1; index < tokens.length && tokens[index]!.text !== ')'; index = partners[index]! + 1) {
    if (tokens[index]!.text === ',') return [',', ')'].includes(tokens[index + 2]?.text ?? '') ? tokens[index + 1] : undefined;
  }
  return undefined;
}

function isRegex(pattern: Uint8Array): boolean {
  try {
    regexMatch(pattern, new Uint8Array());
    return true;
  } catch (error) {
    if (error instanceof RegexError) return false;
    throw error;
  }
}

/** Formats that strftime does not know, and gives NULL for without an error. */
function* newerFormats({ query, tokens }: Subject): Iterable<Complaint> {
  for (const [index, { lower }] of tokens.entries()) {
    const format = lower === 'strftime' && tokens[index + 1]?.text === '(' ? tokens[index + 2] : undefined;
    if (format?.kind !== 'string') continue;
    for (const { 0: text, 1: letter, index: at } of format.text.slice(0, -1).matchAll(/%(.)/gsu)) {
      if (formats.includes(letter!)) continue;
      const long = longFormats[letter!];
      yield {
        place: sqlPlace(query, format.start + at),
        message: `strftime gives NULL where its format holds ${text}: osquery’s SQLite does not know it.`,
        advice: long ? `Write ${long}.` : `Use ${[...formats].map((known) => `%${known}`).join(' ')} only.`,
      };
    }
  }
}

function functionAdvice(name: string, version: string): string {
  const known = findFunction(name);
  if (known && !functionAt(name, version)) return `It came with osquery ${known.since}.${known.note ? ` ${known.note}` : ''}`;
  if (known) return `${name} takes ${known.arities.join(' or ')} arguments.`;
  const other = Object.hasOwn(instead, name) ? instead[name] : undefined;
  if (other) return `Use ${other}.`;
  const near = nearestName(name, functions.map((entry) => entry.name));
  return near ? `Did you mean ${near}?` : 'The functions osquery has are listed in its documentation of SQL.';
}
