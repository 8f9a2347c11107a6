import { inc } from 'semver';
import type { Change, ChangeKind } from './change.ts';

/** Parts of a version, lowest first; `none` asks for no release. */
export const parts = ['none', 'patch', 'minor', 'major'] as const;
export type Part = (typeof parts)[number];

/** Which part of a pack's version each kind of change raises: major where somebody who relies on the pack must act. */
export const partOf: Readonly<Record<ChangeKind, Part>> = {
  'pack-renamed': 'major',
  'query-removed': 'major',
  'query-renamed': 'major',
  'column-removed': 'major',
  'column-renamed': 'major',
  'column-retyped': 'major',
  'logging-changed': 'major',
  'evented-changed': 'major',
  'platform-dropped': 'major',
  'minimum-version-raised': 'major',
  'flag-needed': 'major',
  'shard-lowered': 'major',
  'discovery-changed': 'major',
  'ecs-field-dropped': 'major',
  'query-added': 'minor',
  'column-added': 'minor',
  'platform-added': 'minor',
  'minimum-version-lowered': 'minor',
  'shard-raised': 'minor',
  'config-changed': 'minor',
  'ecs-field-added': 'minor',
  'status-changed': 'minor',
  deprecated: 'minor',
  'deprecation-changed': 'minor',
  'deprecation-withdrawn': 'minor',
  'column-reordered': 'patch',
  'column-type-restated': 'patch',
  'sql-changed': 'patch',
  'sql-respelled': 'patch',
  'interval-changed': 'patch',
  'flag-no-longer-needed': 'patch',
  'denylist-changed': 'patch',
  'startup-priority-changed': 'patch',
  'text-changed': 'patch',
  'rows-changed': 'none',
};

/** Version of a pack's first release. */
const firstVersion = '1.0.0';

/** The highest part that one of the changes raises. */
export function demandedPart(changes: readonly Change[]): Part {
  return parts[Math.max(0, ...changes.map(({ kind }) => parts.indexOf(partOf[kind])))]!;
}

/** The version after these changes: the first one where there is no release yet, `current` where they ask for none. */
export function nextVersion(current: string | null, changes: readonly Change[]): string {
  if (current === null) return firstVersion;
  const part = demandedPart(changes);
  if (part === 'none') return current;
  const next = inc(current, part);
  if (next === null) throw new TypeError(`"${current}" is no version of three numbers.`);
  return next;
}
