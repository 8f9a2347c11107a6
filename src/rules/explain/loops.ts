import type { Answer, Constraint, Loop } from '../../engine/answer.ts';

/** What one row of a table is, where its name does not tell. */
const things: Readonly<Record<string, string>> = {
  users: 'user', groups: 'group', processes: 'process', mounts: 'mount', listening_ports: 'listening port', apps: 'application', file: 'file',
  programs: 'program', services: 'service', deb_packages: 'package', rpm_packages: 'package', interface_details: 'network interface', logged_in_users: 'logged-in user',
};

/**
 * The loops of a plan in plain words, one sentence or more for each, outer loops first: when osquery generates the rows of a table,
 * for which values, and what SQLite is left to check.
 */
export function loopsInWords({ loops }: Pick<Answer, 'loops'>): string[] {
  return loops.map((loop, index) => `${when(loop, loops.slice(0, index))} osquery reads ${tableText(loop)} ${how(loop)}.${leftOver(loop)}`);
}

function when(loop: Loop, before: readonly Loop[]): string {
  const around = before.filter(({ parent, depth }) => parent === loop.parent && depth < loop.depth).at(-1);
  if (around) return `For each ${rowOf(around)},`;
  if (loop.correlated) return 'For each row of the statement around it,';
  if (before.some(({ parent, depth, name }) => parent === loop.parent && depth === loop.depth && name === loop.name)) return 'For the other side of OR,';
  return before.length === 0 ? 'First,' : 'Once,';
}

function rowOf({ table, name }: Loop): string {
  const thing = things[table];
  return thing && name === table ? thing : `row of ${name}`;
}

function tableText({ table, name }: Loop): string {
  return name === table ? table : `${table} (as ${name})`;
}

function how({ constraints, unmet }: Loop): string {
  if (unmet.length > 0) return `and gives it no ${unmet.join(' or ')}, which it needs: the statement fails`;
  const handed = constraints.filter(({ operator }) => operator !== 'LIMIT' && operator !== 'OFFSET');
  return handed.length === 0 ? 'whole' : `only for ${listed(handed.map(conditionText))}`;
}

function conditionText({ column, operator }: Constraint): string {
  switch (operator) {
    case '=':
      return `the given ${column}`;
    case 'LIKE':
    case 'GLOB':
    case 'MATCH':
    case 'REGEXP':
      return `each ${column} that fits the pattern`;
    default:
      return `${column} ${operator} a value`;
  }
}

function leftOver({ unused, unmet, constraints }: Loop): string {
  const columns = [...new Set(unused.map(({ column }) => column))].filter((column) => !constraints.some((one) => one.column === column));
  if (columns.length === 0 || unmet.length > 0) return '';
  return ` Its rows are then filtered by ${listed(columns)}.`;
}

/** Words as a sentence lists them, each once: `a, b and c`. */
export function listed(words: readonly string[]): string {
  const once = [...new Set(words)];
  return once.length < 2 ? once.join('') : `${once.slice(0, -1).join(', ')} and ${once.at(-1)}`;
}
