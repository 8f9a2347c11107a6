import { expect, test } from 'vitest';
import { readOverlay } from './overlay.ts';

const text = (queries: string) => `apiVersion: v1\nkind: overlay\nspec:\n  pack: a-pack\n  queries:\n${queries.split('\n').map((line) => `    ${line}`).join('\n')}\n`;
const problems = (content: string, path = 'site/a-pack.yml') => readOverlay({ path, text: content }).findings.map(({ place, message, advice }) => `${place.line}:${place.column} ${message} → ${advice}`);

test('an overlay is read with the places of its values', () => {
  const { overlay, findings } = readOverlay({ path: 'site/a-pack.yml', text: text('cron:\n  allowed:\n    allowed:\n      - {path: /a, uid: 0, reason: ours}\n  interval: 60\n  shard: 5\nat:\n  leave_out: true\n  reason: none here') });
  expect(findings).toEqual([]);
  expect(overlay!.spec).toEqual({ pack: 'a-pack', queries: { cron: { allowed: { allowed: [{ path: '/a', uid: 0, reason: 'ours' }] }, interval: 60, shard: 5 }, at: { leave_out: true, reason: 'none here' } } });
  expect(overlay!.at.value(['spec', 'queries', 'cron', 'allowed', 'allowed', 0])).toMatchObject({ file: 'site/a-pack.yml', line: 9, column: 13 });
});

test.each<[what: string, content: string, expected: RegExp]>([
  ['an empty file', '', /^1:1 The file is empty/],
  ['another kind of document', text('a: {interval: 60}').replace('overlay', 'query'), /^2:7 "kind" is "query"\. → It must be "overlay"/],
  ['no reason', text('a: {allowed: {allowed: [{path: x}]}}'), /^6:\d+ The key "spec\.queries\.a\.allowed\.allowed\.0\.reason" is missing/],
  ['an empty reason', text('a: {allowed: {allowed: [{path: x, reason: " "}]}}'), /^6:\d+ "spec\.queries\.a\.allowed\.allowed\.0\.reason" is empty/],
  ['NULL in a row', text('a: {allowed: {allowed: [{path: null, reason: x}]}}'), /has no value\. → It must be a text or a number/],
  ['SQL', text('a: {query: SELECT 1}'), /^6:9 Unknown key "query"\. → Known here: allowed, interval, shard, leave_out, reason/],
  ['a misspelt key', text('a: {intervall: 60}'), /→ Write "interval"/],
  ['an interval as text', text('a: {interval: 1h}'), /"1h"\. → It must be a number/],
  ['an interval out of bounds', text('a: {interval: 604800}'), /is 604800, which is too large/],
  ['a shard of 0', text('a: {shard: 0}'), /is 0, which is too small/],
  ['a list without rows', text('a: {allowed: {allowed: []}}'), /is empty/],
  ['an alias', text('a: &x {interval: 60}'), /anchor or alias/],
])('%s is refused', (_, content, expected) => expect(problems(content)[0]).toMatch(expected));

test('the file is named after its pack', () => {
  expect(problems(text('a: {interval: 60}'), 'site/b-pack.yml')).toEqual(['4:9 The file is named b-pack.yml, and tunes the pack a-pack. → Name it a-pack.yml, or mend the name of the pack: one file a pack.']);
});
