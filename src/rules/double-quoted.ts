import { nearestName } from '../model/names.ts';
import { tablesAt } from '../osquery/schema.ts';
import { sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** Texts in double quotes, which SQLite reads as columns where it can and as texts where it cannot. */
export const doubleQuoted: Rule = {
  name: 'double-quoted',
  levels: { production: 'error', teaching: 'error', foreign: 'note' },
  finds: 'A text in double quotes.',
  why: 'Double quotes are for names. osquery’s SQLite takes a name in double quotes that no column has as a text, so a misspelt column becomes a constant in every row, and a text turns into a column the day a table gets one of that name.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const offsets = new Set(subject.verdict.platforms.flatMap(({ latest }) => latest.quotedTexts));
  if (offsets.size === 0) return;
  const columns = readableColumns(subject);
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    const token = subject.tokens.find(({ start }) => start === offset);
    if (!token) continue;
    const quoted = token.text;
    const text = quoted.slice(1, -1).replaceAll('""', '"');
    const literal = `'${text.replaceAll("'", "''")}'`;
    const near = nearestName(text, columns);
    yield {
      place: sqlPlace(subject.query, offset),
      message: `${quoted} names no column, so SQLite reads it as the text ${literal}.`,
      advice: near ? `Write ${near} for the column, or ${literal} for the text.` : `Write ${literal} for the text.`,
    };
  }
}

/** Columns that the query could name: those of every table it reads. */
function readableColumns({ verdict }: Subject): Set<string> {
  const names = verdict.platforms.flatMap(({ latest }) =>
    latest.reads.flatMap(({ table }) => tablesAt(latest.target.platform, latest.target.version).get(table)?.columns.filter(({ foreign }) => !foreign).map(({ name }) => name) ?? []),
  );
  return new Set(names);
}
