import { pathColumn } from '../osquery/path-patterns.ts';
import type { Platform } from '../model/platform.ts';
import { platformsOf } from '../model/query.ts';
import { latestVersion, tablesAt } from '../osquery/schema.ts';
import { columnBefore, comparisons, type Comparison } from './operands.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** Roots of paths on Linux as they are written: osquery expands a pattern with regard to letter case. */
const roots = ['/etc', '/usr', '/var', '/home', '/opt', '/tmp', '/bin', '/sbin', '/lib', '/root', '/srv', '/dev', '/proc', '/run', '/boot'];

/** What osquery does not know of the registry, and what to write instead (osquery/tables/system/windows/registry.cpp). */
const hives: Readonly<Record<string, string>> = {
  hklm: 'HKEY_LOCAL_MACHINE', hku: 'HKEY_USERS', hkcr: 'HKEY_CLASSES_ROOT', hkcc: 'HKEY_CURRENT_CONFIG', hkcu: 'HKEY_USERS\\%', hkey_current_user: 'HKEY_USERS\\%',
};

/** Patterns on paths that find nothing, or walk the disk. */
export const likePattern: Rule = {
  name: 'like-pattern',
  levels: { production: 'error', teaching: 'error', foreign: 'warning' },
  finds: '= with a %, LIKE without one, * or ~ in a path, GLOB or LIKE on a path that the table does not expand, %% in the middle, a leading %, a % for part of a name in augeas, a wrong letter case, a registry hive by its short name, and a walk that reaches /proc.',
  why: 'osquery turns a pattern on a path into a walk of the disk. = expands nothing, %% recurses only as the last part of a path, and letter case counts: each of these gives no rows, in silence. A walk into /proc meets a link it may not read, and the whole query is lost.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  for (const comparison of comparisons(subject)) {
    if (comparison.literal.kind !== 'string') continue;
    const problem = problemOf(subject, comparison);
    if (problem && !onlyPicks(subject, comparison)) yield { place: sqlPlace(subject.query, comparison.literal.start), message: problem[0], advice: problem[1] };
  }
  yield* joined(subject);
}

/** Whether a pattern is never handed to the table, for it stands in NOT, in CASE, in the call of a function or among the result columns: it picks from rows, as anywhere in SQL. */
function onlyPicks({ tokens }: Subject, { operator, literal }: Comparison): boolean {
  if (operator !== 'like' && operator !== 'glob') return false;
  let depth = 0;
  let cases = 0;
  let joined = false;
  for (let index = tokens.indexOf(literal) - 1; index >= 0; index--) {
    const { lower, text } = tokens[index]!;
    if (text === ')') depth++;
    else if (text === '(' && depth > 0) depth--;
    else if (text === '(') {
      const before = tokens[index - 1];
      if (before && (before.lower === 'not' || (before.kind === 'word' && !opening.has(before.lower)))) return true;
      joined = false;
    } else if (depth > 0) continue;
    else if (lower === 'end') cases++;
    else if (lower === 'case' && cases > 0) cases--;
    else if (cases > 0) continue;
    else if (lower === 'case' || lower === 'select' || lower === 'having' || (lower === 'not' && !joined)) return true;
    else if (lower === 'where' || lower === 'on') return false;
    else if (lower === 'and' || lower === 'or') joined = true;
  }
  return false;
}

/** Words before a parenthesis that holds a condition, or a SELECT. */
const opening = new Set(['and', 'or', 'where', 'on', 'in', 'exists', 'from', 'join', 'as', 'select', 'union', 'all', 'except', 'intersect', 'when', 'then', 'else', 'case', 'having', 'by', 'values', 'like', 'is', 'between']);

type Problem = [message: string, advice: string];

function problemOf(subject: Subject, comparison: Comparison): Problem | null {
  const { table, column, operator, value } = comparison;
  const name = `${table}.${column}`;
  const exact = operator === '=' || operator === '==' || operator === 'in';
  if (!exact && operator !== 'like' && operator !== 'glob') return null;
  const path = pathColumn(table, column);
  // Spotlight has a language of its own, in which * stands for any letters.
  if (table === 'mdfind') return null;
  if (path?.walks === 'registry') {
    const hive = value.split('\\')[0]!;
    const whole = hives[hive.toLowerCase()];
    if (whole) return [`osquery does not read the registry under the name ${hive}.`, `Write ${whole}${value.slice(hive.length)}${operator === 'like' || !whole.endsWith('%') ? '' : ', with LIKE'}.`];
  }
  if (exact && isPattern(value, path?.like ?? false)) return [`${name} is compared with = to '${value}', in which % is a letter like any other: nothing matches.`, 'Write LIKE.'];
  if (path && !path.walks && operator !== 'glob') {
    if (value.includes('*')) return [`* in '${value}' stands for itself: nothing matches.`, 'Write LIKE with %.'];
    if (value.startsWith('~')) return [`'${value}' begins with ~, which stands for itself: nothing matches.`, 'Join users, and begin with its column directory.'];
  }
  if (operator === 'like' && !value.includes('%') && !value.includes('_')) {
    if (path) return [`LIKE '${value}' has no %: it is = in disguise, and slower.`, 'Write =, or add the % that is missing.'];
    return [`LIKE '${value}' has no %: it finds this text only, in any letter case.`, 'Add the % that is missing; or write =, with COLLATE NOCASE behind it where the letter case must not count.'];
  }
  if (path?.walks === 'augeas' && operator === 'like') return treeProblem(name, value);
  if (!path) return null;
  // Where the table has its rows from elsewhere, the pattern only picks from them, as anywhere in SQL.
  const required = isRequired(table, column) && !isGivenOtherwise(subject, table);
  if (operator === 'glob') return required || path.walks === 'registry' ? [`GLOB on ${name} is not expanded: it gives no rows.`, 'Write LIKE with %.'] : null;
  if (path.walks) return null;
  // A pattern is walked even where another condition gives the rows as well.
  if (!required) return operator === 'like' && isRequired(table, column) ? walkProblem(value) : null;
  const platforms = platformsOf(subject.query.spec);
  const usual = platforms.includes('linux') ? caseOf(value) : undefined;
  if (usual) return [`'${value}' is written in the wrong letter case: osquery finds files with regard to it.`, `Write ${usual}.`];
  const silent = platforms.find((platform) => !path.like || (path.platforms && !path.platforms.includes(platform)));
  return operator === 'like' ? patternProblem(name, value, silent) : null;
}

/** augeas knows % for a whole name of its tree and %% for all below, and ends without rows at any other (osquery/tables/system/posix/augeas.cpp). */
function treeProblem(name: string, value: string): Problem | null {
  const part = value.split('/').find((step, index) => step.includes('%') && (index === 0 || (step !== '%' && step !== '%%')));
  return part === undefined ? null : [`${name} takes % for a whole name only: '${value}' with ${part} in it gives no rows.`, `Write LIKE with whole names, such as '/etc/apt/%%', and pick from the rows by another column or with substr(${name.split('.')[1]}, …).`];
}

/** Whether a text that is compared with = was meant as a pattern: any % in a path, elsewhere one at an end or at a separator. */
function isPattern(value: string, isPath: boolean): boolean {
  // %SystemRoot%\… is how Windows itself writes the value of a variable.
  if (/^%\w+%[\\/]/.test(value)) return false;
  return isPath ? value.includes('%') : /^%|%$|[\\/]%/.test(value);
}

function isRequired(table: string, column: string): boolean {
  return (['linux', 'darwin', 'windows'] as const).some((platform) => tablesAt(platform, latestVersion).get(table)?.columns.some(({ name, options }) => name === column && options.has('required')));
}

/** Whether a value of a required column tells the table which rows to give: `directory = '/etc' AND path LIKE '%.conf'`. */
function isGivenOtherwise({ verdict }: Subject, table: string): boolean {
  return verdict.platforms.some(({ latest }) => latest.loops.some((loop) => loop.table === table && loop.constraints.some(({ column, operator }) => operator === '=' && isRequired(table, column))));
}

/** Words and signs that end the right side of a comparison. */
const ends = new Set(['and', 'or', 'where', 'on', 'join', 'cross', 'inner', 'left', 'group', 'order', 'limit', 'union', 'except', 'intersect', 'then', ',', ')', ';']);

/** A path that is compared by = with a text put together of pieces, one of which holds a %. */
function* joined(subject: Subject): Iterable<Complaint> {
  const { tokens } = subject;
  if (!tokens.some(({ text }) => text === '||')) return;
  for (let index = 0; index < tokens.length; index++) {
    const { text } = tokens[index]!;
    const use = text === '=' || text === '==' ? columnBefore(subject, index - 1) : undefined;
    if (!use || !pathColumn(use.table, use.column)?.like) continue;
    let end = index + 1;
    while (end < tokens.length && !ends.has(tokens[end]!.lower)) end++;
    const side = tokens.slice(index + 1, end);
    const literal = side.find((token) => token.kind === 'string' && token.text.includes('%'));
    if (!literal || !side.some((token) => token.text === '||')) continue;
    yield { place: sqlPlace(subject.query, literal.start), message: `${use.table}.${use.column} is compared with = to a text with a %, which is a letter like any other there: nothing matches.`, advice: 'Write LIKE.' };
  }
}

/** `silent` is a platform on which the table does not expand patterns in this column. */
function patternProblem(name: string, value: string, silent: Platform | undefined): [string, string] | null {
  if (silent) return [`${name} does not expand LIKE on ${silent}: it gives no rows.`, 'Give the paths with = or IN, or join from file, which expands patterns.'];
  if (value.startsWith('%')) return [`The pattern '${value}' on ${name} begins with %: it gives no rows.`, 'Begin with the folder to look in.'];
  if (!value.includes('%')) return [`LIKE '${value}' on ${name} has no %, and _ is no wildcard for osquery's walk.`, 'Write =, or % where any letters may stand.'];
  const parts = value.split(/[/\\]/);
  const deep = parts.findIndex((part) => part.includes('%%'));
  if (deep >= 0 && (deep < parts.length - 1 || !value.endsWith('%%'))) return [`%% in '${value}' is not at the end of the path: it goes one level deep, as % does.`, 'End the pattern with /%% and filter by filename, or write one pattern for each level.'];
  return walkProblem(value);
}

/** A walk that loses the whole query: a recursive %% that reaches /proc. */
function walkProblem(value: string): Problem | null {
  const parts = value.split('/');
  const deep = value.endsWith('%%') ? parts.length - 1 : -1;
  if (parts[0] === '' && deep >= 0 && couldReach(parts[deep] === '%%' ? parts.slice(1, deep) : [...parts.slice(1, deep), parts[deep]!.slice(0, -1)], 'proc')) return [`The walk of '${value}' reaches /proc, where a link that cannot be read loses the whole query.`, 'Begin below a folder other than /proc.'];
  return null;
}

/** Whether the fixed parts before a recursive %% may stand for a path at, above or below /`folder`. */
function couldReach(parts: readonly string[], folder: string): boolean {
  const [first] = parts;
  return first === undefined || first === folder || (first.includes('%') && parts.every((part) => part.includes('%')));
}

/** The path with its root in the letter case that the systems use, if it is not. */
function caseOf(value: string): string | undefined {
  if (!value.startsWith('/')) return undefined;
  const end = value.indexOf('/', 1);
  const root = end < 0 ? value : value.slice(0, end);
  if (roots.includes(root)) return undefined;
  const usual = roots.filter((known) => known.toLowerCase() === root.toLowerCase());
  return usual.length === 1 ? `${usual[0]}${end < 0 ? '' : value.slice(end)}` : undefined;
}
