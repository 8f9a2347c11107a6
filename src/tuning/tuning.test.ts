import { valid } from 'semver';
import { expect, test } from 'vitest';
import { tunedVersion, tuningText } from './tuning.ts';

test('a tuned version is valid, and the same for the same effect', () => {
  const version = tunedVersion('1.2.3', { queries: { a: 1, b: 2 } });
  expect(version).toMatch(/^1\.2\.3\+tuned\.[0-9a-f]{8}$/);
  expect(valid(version)).not.toBeNull();
  expect(tunedVersion('1.2.3', { queries: { b: 2, a: 1 } })).toBe(version);
  expect(tunedVersion('1.2.3', { queries: { a: 1, b: 3 } })).not.toBe(version);
});

test('what was tuned is told in sentences', () => {
  expect(tuningText({ name: 'a', rows: { allowed: 1, allowed_users: 2 }, interval: { before: 3600, after: 7200 }, shard: { before: 100, after: 50 } })).toBe(
    '1 row added to allowed. 2 rows added to allowed_users. Interval changed from 3600 s to 7200 s. Shard lowered from 100 % to 50 % of hosts. Only the .conf file holds the shard.',
  );
  expect(tuningText({ name: 'a', rows: {}, shard: { before: 10, after: 50 } })).toContain('Shard raised');
});
