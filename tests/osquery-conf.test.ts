import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { readConfig, type ConfQuery, type ConfReading } from '../src/content/osquery-conf/index.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { caseFiles } from './osquery-conf-cases.ts';

interface Measured {
  readonly case: string;
  readonly config_check_exit: string;
  readonly good_query: 'yes' | 'no';
  readonly scheduled: string;
  readonly logs: 'added' | 'snapshot' | 'none';
  readonly messages: string;
}

const measured = parse(readFileSync(path.join(repositoryRoot, 'tests/fixtures/osquery-conf/measured-linux.csv')), { columns: true }) as Measured[];

/** Cases that depend on the host, with the reason: the reader says so in place of yes or no. */
const undecided: Readonly<Record<string, string>> = {
  'shard 1': 'the shard of a host follows from its name',
  'shard "50"': 'the shard of a host follows from its name',
  'pack-level shard 1': 'the shard of a host follows from its name',
  'discovery ["select 1"]': 'discovery runs on the host',
  'discovery ["select 1 where 0"]': 'discovery runs on the host',
  'discovery ["selec"]': 'discovery runs on the host, where it fails',
  'discovery ["select * from nosuch"]': 'discovery runs on the host, where it fails',
  'discovery ["select 1","select 1 where 0"]': 'discovery runs on the host',
  'discovery ["select 1 where 0","select 1"]': 'discovery runs on the host',
};

/** Messages that the reader does not foretell, with the reason. */
const untold: readonly (readonly [message: RegExp, reason: string])[] = [
  [/^E Error executing scheduled query|^W Table file was queried|^E Authorizer denied|^E sql registry|^I Invalid regex/, 'the SQL is run by the daemon, and judged by the engine'],
  [/^I Scheduled query has been updated/, 'the daemon says it of the two queries whose log name the reader tells'],
  [/^W Discovery query failed/, 'discovery runs on the host'],
  [/^W Cannot set unknown or invalid flag/, 'which flags there are is not known to the reader'],
  [/^I Error creating view/, 'the SQL of views is run by the daemon'],
  [/^E updateSource failed/, 'it repeats the message about the configuration'],
];

type Answer = 'yes' | 'no' | 'depends';

/** What the reader says of the scheduled queries on Linux that are not the sound ones, and of the sound one. */
function answers(reading: ConfReading): { good: Answer; scheduled: string; depends: boolean; snapshot: boolean } {
  const queries = reading.packs.flatMap((pack) => pack.queries.filter(({ runs }) => runs.has('linux')).map((query) => ({ pack, query })));
  const depends = ({ pack, query }: (typeof queries)[number]) => pack.discovery.length > 0 || !coversAll(query);
  const questionable = queries.filter(({ pack, query }) => !['good', 'sched'].includes(query.name) || pack.name === 'gp');
  const good = queries.find(({ query }) => query.name === 'good');
  return {
    good: good ? (depends(good) ? 'depends' : 'yes') : 'no',
    scheduled: questionable.map(({ query }) => `${query.logName} interval=${query.interval}`).sort().join('; ') || 'no',
    depends: questionable.some(depends),
    snapshot: questionable.some(({ query }) => query.snapshot),
  };
}

function coversAll({ runs }: ConfQuery): boolean {
  const { from, to } = runs.get('linux')!;
  return from === 0 && to === 100;
}

describe('what osqueryd 5.23.1 did on Linux', () => {
  test('there are 213 cases, and each has its files', () => {
    expect(measured.length).toBe(213);
    expect(measured.filter((row) => caseFiles(row.case) === null).map((row) => row.case)).toEqual([]);
  });

  test.each(measured.map((row) => [row.case, row] as const))('%s', (name, row) => {
    const { config, files } = caseFiles(name)!;
    const reading = readConfig({ path: 'osquery.conf', text: config }, { version: '5.23.1', files });
    const said = answers(reading);
    expect(reading.accepted ? '0' : '1').toBe(row.config_check_exit);
    if (said.good === 'depends' || said.depends) {
      expect(Object.keys(undecided)).toContain(name);
      return;
    }
    expect(Object.keys(undecided)).not.toContain(name);
    // The name of 300 letters was cut in the table of the schedule, not by osquery.
    const scheduled = name.startsWith('name "xxx') ? said.scheduled.replace(/x{300}/, 'x'.repeat(33)) : said.scheduled;
    expect([said.good, scheduled]).toEqual([row.good_query, row.scheduled]);
    if (row.logs !== 'none' && row.scheduled !== 'no') expect(said.snapshot).toBe(row.logs === 'snapshot');
    const told = reading.findings.map(({ message }) => message).join('\n');
    for (const message of row.messages === 'none' || row.messages === '' ? [] : row.messages.split(' / ')) {
      const words = message.replace(/^[WEI] (Error reading config: )?/, '');
      if (untold.some(([pattern]) => pattern.test(message))) expect(told).not.toContain(words);
      else expect(told).toContain(words);
    }
  });

  test('every exception is needed', () => {
    const names = measured.map((row) => row.case);
    expect(Object.keys(undecided).filter((name) => !names.includes(name))).toEqual([]);
    const messages = measured.flatMap((row) => row.messages.split(' / '));
    expect(untold.filter(([pattern]) => !messages.some((message) => pattern.test(message)))).toEqual([]);
  });
});
