import { logName } from '../../../model/names.ts';
import type { Logging } from '../../../model/query.ts';
import type { SimQuery, SimRow } from '../../../osquery/simulator/index.ts';

/** A file in the folder that the query of the demonstration looks at. */
export interface LabFile {
  readonly name: string;
  readonly size: bigint;
  readonly mode: string;
}

/** Files that may be there; the first two are there at the start. */
export const labFiles: readonly LabFile[] = [
  { name: '10-admins', size: 412n, mode: '0440' },
  { name: 'README', size: 1096n, mode: '0440' },
  { name: '90-deploy', size: 87n, mode: '0440' },
  { name: '20-backup', size: 133n, mode: '0440' },
  { name: '30-monitor', size: 204n, mode: '0440' },
];

/** Names that the query of the demonstration may have in its pack. */
export const labNames = ['sudoers_files', 'sudo_files'] as const;

/** How the text of the SQL may differ: not at all, by a comment, or by a condition that leaves a file out. */
export const labTexts = ['plain', 'comment', 'filter'] as const;

/** The query of the demonstration, as its pack has it. */
export interface LabQuery {
  readonly name: (typeof labNames)[number];
  readonly text: (typeof labTexts)[number];
  /** Whether the column `mode` is selected too. */
  readonly mode: boolean;
  readonly logging: Logging;
  readonly evented: boolean;
}

/** What happened to a file, as the table `file_events` has it. */
export type FileChange = 'CREATED' | 'DELETED';

const folder = '/etc/sudoers.d';

/** The log name of a query in the pack `example`. */
export function labLogName(name: string): string {
  return logName('example', name);
}

/** The SQL of the query, on a few lines. */
export function labSql({ text, mode, evented }: LabQuery): string {
  const more = mode ? ', mode' : '';
  const filter = evented ? `AND target_path != '${folder}/README'` : `AND filename != 'README'`;
  return [
    ...(text === 'comment' ? ['-- reviewed'] : []),
    evented ? `SELECT target_path, action AS change${more}` : `SELECT filename, size${more}`,
    evented ? 'FROM file_events' : 'FROM file',
    evented ? `WHERE category = 'sudoers'` : `WHERE directory = '${folder}'`,
    ...(text === 'filter' ? [filter] : []),
  ].join('\n').concat(';');
}

/** The query as an entry of the schedule. */
export function simQuery(query: LabQuery): SimQuery {
  const { logging, evented } = query;
  return { name: labLogName(query.name), sql: labSql(query), snapshot: logging === 'snapshot', removed: logging !== 'differential_ignore_removals', evented };
}

/** The row of a file that is there; nothing where the SQL leaves it out. */
export function fileRow({ text, mode }: LabQuery, file: LabFile): SimRow[] {
  if (text === 'filter' && file.name === 'README') return [];
  return [{ filename: file.name, size: file.size, ...(mode && { mode: file.mode }) }];
}

/** The row of something that happened to a file; nothing where the SQL leaves it out. */
export function eventRow({ text, mode }: LabQuery, file: LabFile, change: FileChange): SimRow[] {
  if (text === 'filter' && file.name === 'README') return [];
  return [{ target_path: `${folder}/${file.name}`, change, ...(mode && { mode: file.mode }) }];
}

/** The name by which people know a row: that of its file, with what happened to it. */
export function rowLabel(columns: Readonly<Record<string, unknown>>): string {
  const { filename, target_path: path, change } = columns;
  return filename === undefined ? `${String(path).replace(`${folder}/`, '')} ${String(change)}` : String(filename);
}
