import type { Finding } from '../../model/finding.ts';
import type { ConfPack, ConfQuery } from './model.ts';
import { brief } from './values.ts';

/** Tells queries of loaded packs that share what osquery stores: rows under one log name, or a splay under one bare name. */
export function judgeLogNames(packs: readonly ConfPack[], findings: Finding[]): void {
  const scheduled = packs.flatMap((pack) => pack.queries.filter(({ runs }) => runs.size > 0).map((query) => ({ pack, query })));
  const byLogName = new Map<string, ConfQuery[]>();
  const byName = new Map<string, ConfQuery[]>();
  for (const { pack, query } of scheduled) {
    const same = earlier(byLogName, query.logName, query);
    const message = (rule: Finding['rule'], level: Finding['level'], text: string, advice: string) => findings.push({ rule, level, place: query.place, message: text, advice, pack: pack.name, query: query.name });
    // Two of one name in one pack are told as duplicates, or run on different hosts.
    if (same && !pack.queries.includes(same)) message('osquery-log-name', 'error', `A query at ${at(same)} logs as ${brief(query.logName)} too: osquery stores the rows of both under it, and each run logs them anew.`, 'Give one of the two another name.');
    const splayed = earlier(byName, query.name, query);
    if (splayed && splayed.interval !== query.interval && !same) message('osquery-log-name', 'note', `A query at ${at(splayed)} has the same name and another interval: osquery draws both their splays anew at each start.`, 'Give one of the two another name, or both one interval.');
  }
}

/** Adds a query to those of its name, and gives one before it that runs on a platform of its own. */
function earlier(groups: Map<string, ConfQuery[]>, name: string, query: ConfQuery): ConfQuery | undefined {
  const group = groups.get(name) ?? [];
  const found = group.find(({ runs }) => [...runs.keys()].some((platform) => query.runs.has(platform)));
  groups.set(name, group);
  group.push(query);
  return found;
}

function at({ place }: ConfQuery): string {
  return `${place.file}:${place.line}:${place.column}`;
}
