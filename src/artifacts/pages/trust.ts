import type { Pack } from '../../model/catalogue.ts';
import { costClasses, costLimits, type CostClass } from '../../osquery/costs.ts';
import type { Release } from '../../releases/releases-file.ts';
import { classOf, packCosts } from '../../rules/query-cost.ts';
import { costsOf, versionRange, type SiteContent } from './content.ts';
import { capital, count, platformName } from './wording.ts';

/** What each class of cost says of a run. */
const costTexts: Readonly<Record<CostClass, string>> = {
  light: `no run of a query takes ${costLimits.moderate} ms of CPU`,
  moderate: `the dearest run takes ${costLimits.moderate} to ${costLimits.heavy} ms`,
  heavy: `the dearest run takes ${costLimits.heavy} ms or more, or goes down a whole tree of folders`,
  'not measured': 'a table has no measured time, and what is measured is light',
};

/** All classes in words, for a reader who meets them first. */
export function costLegend(): string {
  return `${costClasses.map((one) => `${one} (${costTexts[one]})`).join(', ')}`;
}

/** The class of a pack: that of its dearest query. */
export function packClass(content: Pick<SiteContent, 'costs'>, { queries }: Pack): CostClass {
  return classOf(queries.flatMap((query) => costsOf(content, query)));
}

/** CPU time a day on each platform of a pack, with the number of tables that are not in the sum: `Linux 3.1 s, Windows 0.2 s and 2 tables not measured`. */
export function packCostWords(content: Pick<SiteContent, 'costs'>, pack: Pack): string {
  return packCosts(pack, (query) => costsOf(content, query))
    .map(({ platform, secondsPerDay, unmeasured }) => `${platformName(platform)} ${secondsWords(secondsPerDay)}${unmeasured.length > 0 ? ` and ${count(unmeasured.length, 'table')} not measured` : ''}`)
    .join(', ');
}

/** The newest release of a pack, if it has one. */
export function lastRelease({ histories }: Pick<SiteContent, 'histories'>, { spec }: Pack): Release | undefined {
  return histories.get(spec.name)?.releases[0];
}

/** The osquery versions on which the queries are compiled: the oldest of any of them, and the newest that is known. */
export function checkedRange(content: Pick<SiteContent, 'verdicts' | 'osqueryVersion'>, pack: Pack): string {
  const range = versionRange(content, pack);
  return range ? `${range.any} to ${content.osqueryVersion}` : content.osqueryVersion;
}

/** The status of a pack with its version and the day of that: `Supported, 1.2.0 of 2026-11-20`. */
export function statusWords(content: Pick<SiteContent, 'histories'>, pack: Pack): string {
  const release = lastRelease(content, pack);
  return `${capital(pack.spec.status)}, ${release ? `${release.version} of ${release.date}` : 'not released yet'}`;
}

function secondsWords(seconds: number): string {
  if (seconds < 0.1) return 'under 0.1 s';
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
