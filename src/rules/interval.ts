import type { Complaint, Rule, Subject } from './rule.ts';
import { indexOf, nameKey } from './catalogue-index.ts';
import { schema } from '../osquery/schema.ts';
import type { Query } from '../model/catalogue.ts';

const minute = 60;
const day = 86_400;

/** osquery draws a splay of ten percent for intervals from this length on (osquery/config/packs.cpp:51). */
const shortestSplayed = 10;

/** Age at which osquery drops the stored rows of a query that has not run: 6 days 20.5 h (osquery/config/config.cpp:1013). */
const purgeAge = 592_200;

/** Seconds with events that an evented table keeps by default, `events_max` (osquery/events/eventsubscriberplugin.cpp:73). */
const defaultEventsMax = 50_000;

/** What an interval of the right form still does wrong. Its form and its limits are the schema’s. */
export const interval: Rule = {
  name: 'interval',
  levels: { production: 'warning', teaching: 'off', foreign: 'note' },
  finds: 'An interval too short for what a query costs, too long for what it is for, or different from that of a query of the same name.',
  why: 'All scheduled queries of a daemon share one thread, and a run that falls into a time when the host is off or asleep is not made up for. So a short interval holds up the other queries, and a long one leaves gaps on hosts that sleep.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  for (const problem of problems(subject)) yield { place: subject.query.at.value(['spec', 'interval']), ...problem };
}

function* problems(subject: Subject): Iterable<Omit<Complaint, 'place'>> {
  const { query, pack, verdict } = subject;
  const seconds = query.spec.interval;
  const evented = verdict.reads.some(({ table }) => schema.tables[table]?.evented);
  if (!evented && seconds < minute) {
    yield { message: `The query runs every ${seconds} s and reads its tables whole each time${seconds < shortestSplayed ? ', and under 10 s osquery spreads no load' : ''}.`, advice: 'Use 60 s or more, or read an evented table.' };
  } else if (seconds < shortestSplayed) {
    yield { message: `An interval of ${seconds} s has no splay: every host that starts together runs the query together.`, advice: 'Use 10 s or more; an evented table keeps its events until they are read.' };
  }
  if (query.spec.purpose === 'detection' && seconds > day) {
    yield { message: `A detection that runs every ${seconds} s tells of an attack after more than a day, and a run that is missed waits as long again.`, advice: `Use ${day} s or less.` };
  }
  if (!evented && query.spec.logging !== 'snapshot' && seconds * 1.1 > purgeAge) {
    yield {
      message: `With its splay the query can wait for more than ${purgeAge} s: a daemon that restarts by then has dropped the stored rows and logs every row as added.`,
      advice: `Use ${Math.floor(purgeAge / 1.1 / day)} days (${Math.floor(purgeAge / 1.1 / day) * day} s) or less, or logging: snapshot.`,
    };
  }
  const kept = Number(pack?.spec.flags?.['events_max'] ?? defaultEventsMax);
  if (evented && seconds > kept) {
    yield { message: `An evented table keeps ${kept} seconds with events, and the query reads it every ${seconds} s: a busy host loses events.`, advice: `Use an interval well below ${kept} s, or raise events_max in the flags of the pack.` };
  }
  const other = namesake(subject);
  if (other) {
    yield {
      message: `${other.file} has the same name and an interval of ${other.spec.interval} s: osquery keeps one splay for both and draws a new one each time its configuration is loaded.`,
      advice: 'Give both the same interval, or one of them another name.',
    };
  }
}

/** An earlier query of the same bare name in another pack, with another interval (osquery/config/packs.cpp:259). */
function namesake({ query, catalogue }: Subject): Query | undefined {
  const group = indexOf(catalogue).byName.get(nameKey(query)) ?? [];
  return group.slice(0, Math.max(0, group.indexOf(query))).find((other) => other.group !== query.group && other.spec.interval !== query.spec.interval);
}
