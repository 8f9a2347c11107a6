import { pathColumn } from '../osquery/path-patterns.ts';
import type { Platform } from '../model/platform.ts';
import { platformsOf } from '../model/query.ts';
import { comparisons, type Comparison } from './operands.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** Roots of paths as they are written: osquery expands a pattern with regard to letter case. */
const roots = ['/etc', '/usr', '/var', '/home', '/opt', '/tmp', '/bin', '/sbin', '/lib', '/root', '/srv', '/dev', '/proc', '/run', '/boot', '/Users', '/Applications', '/Library', '/System', '/Volumes', '/private'];

/** Patterns on paths that find nothing, or walk the disk. */
export const likePattern: Rule = {
  name: 'like-pattern',
  levels: { production: 'error', teaching: 'error' },
  finds: '= with a %, LIKE without one, GLOB or LIKE on a path that the table does not expand, %% in the middle, a leading %, a wrong letter case, and a walk that reaches /proc.',
  why: 'osquery turns a pattern on a path into a walk of the disk. = expands nothing, %% recurses only as the last part of a path, and letter case counts: each of these gives no rows, in silence. A walk into /proc meets a link it may not read, and the whole query is lost.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  for (const comparison of comparisons(subject)) {
    if (comparison.literal.kind !== 'string') continue;
    const problem = problemOf(subject, comparison);
    if (problem) yield { place: sqlPlace(subject.query, comparison.literal.start), message: problem[0], advice: problem[1] };
  }
}

function problemOf(subject: Subject, comparison: Comparison): [message: string, advice: string] | null {
  const { table, column, operator, value } = comparison;
  const name = `${table}.${column}`;
  const exact = operator === '=' || operator === '==' || operator === 'in';
  const path = pathColumn(table, column);
  if (exact && /^%|%$|\/%/.test(value)) return [`${name} is compared with = to '${value}', in which % is a letter like any other: nothing matches.`, 'Write LIKE.'];
  if (operator === 'like' && !value.includes('%') && !value.includes('_')) return [`LIKE '${value}' has no %: it is = in disguise${path ? ', and slower' : ''}.`, 'Write =, or add the % that is missing.'];
  if (!path) return null;
  if (operator === 'glob') return [`GLOB on ${name} is not expanded: it gives no rows.`, 'Write LIKE with %.'];
  if (path.walks) return null;
  const wrongCase = caseOf(value);
  if (wrongCase && (exact || operator === 'like')) return [`'${value}' is written in the wrong letter case: osquery finds files with regard to it.`, `Write ${wrongCase}.`];
  const silent = platformsOf(subject.query.spec).find((platform) => !path.like || (path.platforms && !path.platforms.includes(platform)));
  return operator === 'like' ? patternProblem(name, value, silent) : null;
}

/** `silent` is a platform on which the table does not expand patterns in this column. */
function patternProblem(name: string, value: string, silent: Platform | undefined): [string, string] | null {
  if (silent) return [`${name} does not expand LIKE on ${silent}: it gives no rows.`, 'Give the paths with = or IN, or join from file, which expands patterns.'];
  if (value.startsWith('%')) return [`The pattern '${value}' on ${name} begins with %: it gives no rows.`, 'Begin with the folder to look in.'];
  if (!value.includes('%')) return [`LIKE '${value}' on ${name} has no %, and _ is no wildcard for osquery's walk.`, 'Write =, or % where any letters may stand.'];
  const parts = value.split(/[/\\]/);
  const deep = parts.findIndex((part) => part.includes('%%'));
  if (deep >= 0 && (deep < parts.length - 1 || !value.endsWith('%%'))) return [`%% in '${value}' is not at the end of the path: it goes one level deep, as % does.`, 'End the pattern with /%% and filter by filename, or write one pattern for each level.'];
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
