import { count, platformName } from '../../artifacts/pages/wording.ts';
import type { ComparedRelease, ReleaseData } from '../../artifacts/release-data.ts';
import type { Platform } from '../../model/platform.ts';
import { fleetText } from '../../releases/effect-text.ts';
import { compareVersions } from '../../osquery/versions.ts';
import { compareReleases, type Comparison, type Fleet } from './compare.ts';

/** What stands in place of a version where a host does not have the pack. */
export const absent = 'none';

/** The fields of the form, as they are typed. */
export interface Choice {
  readonly from: string;
  readonly to: string;
  readonly osquery: string;
  readonly hosts: Partial<Readonly<Record<Platform, string>>>;
}

/** What is wrong with the fields, by their names: `osquery`, or a platform whose number of hosts it is. */
export type Faults = Partial<Readonly<Record<'osquery' | Platform, string>>>;

/** What a choice comes to. */
export type Outcome =
  | { readonly kind: 'faulty'; readonly faults: Faults }
  | { readonly kind: 'same'; readonly version: string }
  | { readonly kind: 'compared'; readonly back: boolean; readonly target: ComparedRelease | null; readonly outside: string | null; readonly comparison: Comparison };

/** The choice to begin with: from the release before the newest, or from a host without the pack, to the newest. */
export function firstChoice({ releases: [newest, earlier] }: ReleaseData, platforms: readonly Platform[]): Choice {
  return { from: earlier?.version ?? absent, to: newest!.version, osquery: newest!.osquery.to, hosts: Object.fromEntries(platforms.map((platform) => [platform, '100'])) };
}

/** What is wrong with the fields, if anything. */
export function faultsOf({ osquery, hosts }: Choice): Faults {
  const uncounted = (Object.keys(hosts) as Platform[]).filter((platform) => numberOf(hosts[platform]!) === null);
  return {
    ...(!/^\d{1,4}(\.\d{1,4}){2}$/.test(osquery.trim()) && { osquery: 'Give three numbers with points between them, such as 5.23.1.' }),
    ...Object.fromEntries(uncounted.map((platform) => [platform, 'Give a whole number up to 9,999,999.'])),
  };
}

/** What the choice comes to for whoever runs the pack. */
export function outcomeOf(data: ReleaseData, choice: Choice): Outcome {
  const faults = faultsOf(choice);
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  if (choice.from === choice.to) return { kind: 'same', version: choice.to };
  const release = (version: string) => data.releases.find((one) => one.version === version) ?? null;
  const [before, after] = [release(choice.from), release(choice.to)];
  const osquery = choice.osquery.trim();
  const fleet: Fleet = Object.fromEntries(Object.entries(choice.hosts).map(([platform, typed]) => [platform, numberOf(typed)]));
  return {
    kind: 'compared',
    back: before !== null && (after === null || compareVersions(after.version, before.version) < 0),
    target: after,
    outside: after && (compareVersions(osquery, after.osquery.from) < 0 || compareVersions(osquery, after.osquery.to) > 0) ? osquery : null,
    comparison: compareReleases(before?.contract ?? null, after?.contract ?? null, osquery, fleet),
  };
}

/** The result in one or two sentences, for whoever hears it. */
export function summaryOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'faulty':
      return `No result: ${Object.values(outcome.faults).join(' ')}`;
    case 'same':
      return sameText(outcome.version);
    case 'compared': {
      const { queries, sums } = outcome.comparison;
      const rows = sums.map(({ platform, hosts, sum }) => `${platformName(platform)}, ${count(hosts, 'host')}: ${fleetText(sum)}.`).join(' ');
      return `${queriesText(outcome.comparison)}${queries.length > 0 ? ` ${rows}` : ''}`;
    }
  }
}

/** What is said where nothing is compared. */
export function sameText(version: string): string {
  return version === absent ? 'Hosts without the pack stay without it: nothing changes.' : `Both are ${version}: nothing changes.`;
}

/** How many queries differ, and how many of them ask for something. */
export function queriesText({ queries }: Comparison): string {
  if (queries.length === 0) return 'No query differs: nothing is logged for it.';
  const active = queries.filter(({ demand }) => demand === 'action').length;
  const asks = active === 0 ? 'none of them asks you to act' : `${active === 1 ? '1 asks' : `${active} ask`} you to act`;
  return queries.length === 1 ? `1 query differs and ${active === 0 ? 'does not ask' : 'asks'} you to act.` : `${queries.length} queries differ; ${asks}.`;
}

function numberOf(typed: string): number | null {
  const digits = typed.trim().replace(/(?<=\d),(?=\d{3})/g, '');
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null;
}
