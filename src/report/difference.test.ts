import { expect, test } from 'vitest';
import { differenceOf } from '../releases/difference.ts';
import { sampleContract, sampleQueryContract } from '../releases/fixture.ts';
import { releaseEffects } from '../releases/plan-release.ts';
import type { Contract } from '../releases/contract.ts';
import { nextVersion } from '../releases/version-part.ts';
import { differenceJson, differenceMarkdown, differenceText, type PackDifference } from './difference.ts';

const base = sampleQueryContract();

function difference(before: Contract, after: Contract): PackDifference {
  const changes = differenceOf(before, after);
  return { pack: after.pack, before: '1.2.0', after: nextVersion('1.2.0', changes), changes, effects: releaseEffects(before, after, changes) };
}

const renamed = difference(sampleContract(), sampleContract({ r: { ...base, log_name: 'pack_p_r' } }));
const retimed = difference(sampleContract(), sampleContract({ q: { ...base, interval: 60 } }));

test('text tells the version, the changes, the effects and what to do', () => {
  expect(differenceText([renamed])).toBe([
    'p 1.2.0 → 2.0.0 (major)',
    '  r',
    '    Query renamed from q to r (a guess: the SQL is the same).',
    '    hosts that run it before and after, osquery from 5.2.3:',
    '      2 rows as added. The rows stored before the change stay stored. Counter and epoch: counter 0; same epoch. Consumer: Results come as pack_p_r. Nothing comes as pack_p_q any more, and its 2 rows a host stay open.',
    '      Re-key on pack_p_r and close the old rows yourself, for no removed line will come. Expect a burst of about 2 rows a host.',
    '',
  ].join('\n'));
});

test('a small change is short', () => {
  expect(differenceMarkdown([retimed])).toBe('### p 1.2.0 → 1.2.1 (patch)\n\n- `q`: Interval changed from 3600 s to 60 s.\n\nA running fleet logs nothing because of it.\n');
  expect(differenceText([])).toBe('No change.\n');
  expect(differenceMarkdown([difference(sampleContract(), sampleContract())])).toBe('No pack changes its contract.\n');
});

test('a new and a removed pack are told as such', () => {
  const none: PackDifference = { pack: 'p', before: null, after: '1.0.0', changes: differenceOf(null, sampleContract()), effects: [] };
  expect(differenceText([none])).toContain('p: new, 1.0.0');
  expect(differenceText([{ ...none, before: '1.0.0', after: null, changes: differenceOf(sampleContract(), null) }])).toContain('p: removed, last 1.0.0');
});

test('names from elsewhere bring no markup, no mention and no control character', () => {
  const hostile = sampleContract({ q: { ...base, columns: [...base.columns, { name: '<img src=x> @someone [a](b) \u001b[31m', type: 'TEXT' }] } });
  const markdown = differenceMarkdown([difference(sampleContract(), hostile)]);
  expect(markdown).toContain('\\<img src=x>');
  expect(markdown).toContain('\\[a]');
  expect(markdown).not.toMatch(/@someone|\u001b/);
  expect(differenceText([difference(sampleContract(), hostile)])).not.toContain('\u001b');
});

test('Markdown stays within what a comment may hold', () => {
  const many = Array.from({ length: 200 }, (_, index) => [`q${index}`, sampleQueryContract(`q${index}`, { interval: 60 }, `select ${index}`)] as const);
  const fewer = many.map(([name, query]) => [name, { ...query, columns: query.columns.slice(0, 1) }] as const);
  const one = difference(sampleContract(Object.fromEntries(many)), sampleContract(Object.fromEntries(fewer)));
  expect(differenceMarkdown([one])).toContain('And 150 more queries.');
  const markdown = differenceMarkdown(Array.from({ length: 20 }, () => one));
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toContain('Too long to show: p 1.2.0 → 2.0.0 (major)');
});

test('JSON holds the facts', () => {
  expect(JSON.parse(differenceJson([renamed]))).toMatchObject({
    packs: [{ pack: 'p', before: '1.2.0', after: '2.0.0', part: 'major', changes: [{ kind: 'query-renamed', guess: 'sql' }], effects: [{ advice: 're-key' }] }],
  });
});

test('notes come after the changes, in every format, and stay short', () => {
  const notes = ['One <b>note</b>.', 'x'.repeat(10_000)];
  expect(differenceText([retimed], notes)).toMatch(/because of it\.\n\nNote: One <b>note<\/b>\.\nNote: x+\n$/);
  expect(differenceText([], notes.slice(0, 1))).toBe('No change.\n\nNote: One <b>note</b>.\n');
  expect(differenceMarkdown([], notes)).toMatch(/^No pack changes its contract\.\n\nNotes:\n\n- One \\<b>note\\<\/b>\.\n- x{399}…\n$/);
  expect(JSON.parse(differenceJson([], notes))).toEqual({ packs: [], notes, standing: null });
});

test('of a new pack it is not said that a fleet logs nothing', () => {
  const fresh: PackDifference = { pack: 'p', before: null, after: '1.0.0', changes: differenceOf(null, sampleContract()), effects: [] };
  expect(differenceText([fresh]) + differenceMarkdown([fresh])).not.toContain('logs nothing');
});

test('a name of any length and letters keeps Markdown in form', () => {
  const name = `${'`\n# '.repeat(3)}${'x'.repeat(70_000)}`;
  const markdown = differenceMarkdown([difference(sampleContract(), sampleContract({ q: base, [name]: { ...base, sql_hash: base.text_hash } })), { ...retimed, pack: name }]);
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toContain('Too long to show');
  expect(markdown).not.toMatch(/^# /m);
});
