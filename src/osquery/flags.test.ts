import { expect, test } from 'vitest';
import { platforms } from '../model/platform.ts';
import { eventedNeeds, flagsFor } from './flags.ts';
import { latestVersion, tablesAt } from './schema.ts';

test('every evented table of the newest osquery has an entry for each of its platforms', () => {
  const missing = platforms.flatMap((platform) =>
    [...tablesAt(platform, latestVersion).values()].filter(({ name, evented }) => evented && !flagsFor(name, platform)).map(({ name }) => `${name} on ${platform}`));
  expect(missing).toEqual([]);
});

test('every entry is an evented table of the newest osquery', () => {
  const strange = eventedNeeds.filter(({ table, platform }) => !tablesAt(platform, latestVersion).get(table)?.evented);
  expect(strange).toEqual([]);
});

test('process_events on Linux needs the audit subsystem, which is off by default', () => {
  expect(flagsFor('process_events', 'linux')?.flags).toContainEqual({ name: 'disable_audit', value: 'false', default: 'true' });
  expect(flagsFor('processes', 'linux')).toBeUndefined();
});
