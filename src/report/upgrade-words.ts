import { compareVersions } from '../osquery/versions.ts';
import type { UpgradeAdvice } from '../rules/upgrade/advise.ts';
import type { UpgradeKind } from '../rules/upgrade/differences.ts';

/** Each kind with its heading, most pressing first. */
export const upgradeKinds: Readonly<Record<UpgradeKind, string>> = {
  breaks: 'osquery refuses them',
  skipped: 'osquery leaves them out',
  empties: 'They turn empty, or something in them does',
  columns: 'Other columns come out',
  meaning: 'The same columns hold something else',
  starts: 'They work where they did not',
};

/** The kinds, most pressing first. */
export const upgradeOrder = Object.keys(upgradeKinds) as UpgradeKind[];

/** What the changes of the daemon are to a fleet that goes forwards, or back. */
export function daemonHeading({ from, to }: UpgradeAdvice): string {
  return compareVersions(from, to) < 0 ? 'What osquery itself does from then on' : `What osquery ${to} does not do yet`;
}

/** The closing line: how many queries keep what they give, and what becomes of the others. */
export function upgradeSummary({ changes, queries, from, to, refused }: UpgradeAdvice): string {
  const touched = new Set(changes.map(({ query }) => query));
  const parts = upgradeOrder.flatMap((kind) => {
    const of = new Set(changes.filter((change) => change.kind === kind).map(({ query }) => query)).size;
    return of === 0 ? [] : [`${of} ${short[kind]}`];
  });
  return `osquery ${from} to ${to}: ${queries - touched.size - refused.length} of ${counted(queries, 'query', 'queries')} unchanged${parts.length > 0 ? `; ${parts.join(', ')}` : ''}.`;
}

const short: Readonly<Record<UpgradeKind, string>> = { breaks: 'refused', skipped: 'left out', empties: 'turn empty', columns: 'with other columns', meaning: 'with other values', starts: 'work anew' };

/** A number of things. */
export function counted(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
