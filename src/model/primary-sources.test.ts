import { expect, test } from 'vitest';
import { isPrimarySource, primarySources } from './primary-sources.ts';

test('a reference is primary by its host, or by host and path', () => {
  expect(isPrimarySource('https://osquery.io/schema/#users')).toBe(true);
  expect(isPrimarySource('https://github.com/osquery/osquery/pull/1')).toBe(true);
  expect(isPrimarySource('https://github.com/someone/osquery/')).toBe(false);
  expect(isPrimarySource('https://blog.osquery.io.example.com/')).toBe(false);
  expect(isPrimarySource('no address')).toBe(false);
});

test('each source stands once', () => {
  expect(new Set(primarySources).size).toBe(primarySources.length);
});
