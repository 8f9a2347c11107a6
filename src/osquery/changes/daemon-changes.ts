/** Which queries a change of the daemon concerns. */
export type Concerned = 'differential' | 'evented' | 'all';

/** A change of how osquery runs a schedule and logs results. */
export interface DaemonChange {
  /** First version that has it. */
  readonly since: string;
  /** Pull request of osquery, null where it is known from the source only. */
  readonly pull: number | null;
  readonly concerns: Concerned;
  /** What the daemon does from that version on, and did before. */
  readonly change: string;
  /** What to do when a fleet goes over this version. */
  readonly advice: string;
}

/**
 * How running a schedule and logging changed, by the first release tag with the change. The same facts decide what
 * `simulator/behaviour.ts` does.
 */
export const daemonChanges: readonly DaemonChange[] = [
  { since: '2.8.0', pull: 3651, concerns: 'differential', change: 'Log lines carry a counter; before, they had none.', advice: 'Let consumers expect the field where they need it.' },
  { since: '2.11.2', pull: null, concerns: 'differential', change: 'One more of two equal rows is an added row; before, a row with an equal in the old result was not logged.', advice: 'Nothing, unless rows of a query repeat: those are logged once more.' },
  { since: '3.4.0', pull: null, concerns: 'differential', change: 'Rows are compared with their types; before, as text.', advice: 'Expect the whole result of each query once as removed and added rows.' },
  { since: '3.4.0', pull: 5422, concerns: 'all', change: 'A table that is not given its required column ends the statement with an error; before, it gave no rows.', advice: 'Look for errors of queries that were silently empty.' },
  { since: '4.4.0', pull: null, concerns: 'all', change: 'The key denylist is read; before, only blacklist was.', advice: 'Use denylist where every host has this version, and both keys where some are older.' },
  { since: '4.5.0', pull: 6223, concerns: 'differential', change: 'The counter moves only on runs with a difference; before, on every run.', advice: 'Let no consumer take the counter for the number of runs.' },
  { since: '4.8.0', pull: 7051, concerns: 'evented', change: 'Queries of event tables have epoch and counter; before, their counter was always 0.', advice: 'Let no consumer take counter 0 of such a query for a whole result.' },
  { since: '5.0.0', pull: 7153, concerns: 'all', change: 'The key blacklist is no longer read.', advice: 'Write denylist, or queries that were not to be denylisted will be.' },
  { since: '5.3.0', pull: 7434, concerns: 'evented', change: 'A query that read an event table may become one that does not; before, that stopped the daemon.', advice: 'Do not turn such a query into a plain one while hosts are older.' },
  { since: '5.8.0', pull: 7801, concerns: 'differential', change: 'A changed SQL text leaves the counter going on; before, it set the counter to 0 although only a difference was logged.', advice: 'Where a consumer takes counter 0 for a whole result, change no SQL on hosts older than this.' },
  { since: '5.8.0', pull: 7801, concerns: 'evented', change: 'The first run with rows has counter 1; before, it had 0.', advice: 'Let no consumer wait for counter 0 of such a query.' },
  { since: '5.8.0', pull: 7803, concerns: 'differential', change: 'A first run without rows is logged in the batch format; before, it was not.', advice: 'Nothing, unless a consumer of the batch format stumbles over empty differences.' },
  { since: '5.9.1', pull: 8020, concerns: 'evented', change: 'A condition on the column time is handed to every event table.', advice: 'Leave conditions on time out: they make the table give its whole buffer at each run.' },
  { since: '5.16.0', pull: 8541, concerns: 'all', change: 'A query is denylisted only where the watchdog is on.', advice: 'Nothing; where the watchdog is off, a heavy query now runs again.' },
  { since: '5.17.0', pull: 8535, concerns: 'evented', change: 'Events are no longer lost after a time without any.', advice: 'Expect rows that were lost before.' },
  { since: '5.19.0', pull: 8635, concerns: 'differential', change: 'Old results of packs are kept while their queries are scheduled; before, they could be purged after a week and be sent anew.', advice: 'Expect fewer whole results with counter 0.' },
  { since: '5.22.0', pull: 8777, concerns: 'differential', change: 'Text beyond ASCII is logged as it is; before, its bytes were escaped as \\xNN.', advice: 'Expect rows with such text once as removed and added; let consumers no longer decode \\xNN there.' },
];

/** Endings and beginnings of query names that osquery skips from this version on (#8635). */
export const reservedNamesSince = '5.19.0';
