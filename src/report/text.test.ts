import { expect, test } from 'vitest';
import { sampleFinding, sampleReport } from './fixture.ts';
import { textReport } from './text.ts';

const place = (file: string, line: number, column: number) => ({ place: { file, line, column } });
const text = (...findings: Parameters<typeof sampleFinding>[0][]) => textReport(sampleReport(findings.map(sampleFinding)));

test('a finding tells place, level, rule, message, source and advice', () => {
  expect(text({})).toBe(
    [
      'packs/linux-persistence/cron_network.yml:14:10 error required-column',
      '  Table file was queried without a required column: path or directory.',
      '   14 |     FROM file AS f',
      '      |          ^',
      '  → Add WHERE f.path = … or f.directory = ….',
      '',
      '1 error in 41 files.',
      '',
    ].join('\n'),
  );
});

test('files are set apart, findings of one file are not, and the closing line counts', () => {
  const bare = { source: undefined, advice: undefined, message: 'M.' };
  const report = text(
    { ...bare, ...place('a.yml', 1, 1) }, { ...bare, ...place('a.yml', 2, 1), level: 'note' },
    { ...bare, ...place('b.yml', 1, 1), level: 'warning' }, { ...bare, ...place('b.yml', 3, 1), level: 'note' },
  );
  expect(report).toBe(
    [
      'a.yml:1:1 error required-column', '  M.', 'a.yml:2:1 note required-column', '  M.', '',
      'b.yml:1:1 warning required-column', '  M.', 'b.yml:3:1 note required-column', '  M.', '',
      '1 error, 1 warning, 2 notes in 41 files.', '',
    ].join('\n'),
  );
});

test('notes are only counted where they are not wanted', () => {
  const bare = { source: undefined, advice: undefined, message: 'M.' };
  const report = sampleReport([{ ...bare, ...place('a.yml', 1, 1), level: 'note' } as const, { ...bare, ...place('b.yml', 1, 1) }].map(sampleFinding));
  expect(textReport(report, { notes: false })).toBe('b.yml:1:1 error required-column\n  M.\n\n1 error, 1 note in 41 files.\n');
});

test('without findings only the closing line is there', () => {
  expect(text()).toBe('Nothing found in 41 files.\n');
});

test('nothing is coloured unless asked', () => {
  expect(text({})).not.toContain('\u001b');
  expect(textReport(sampleReport([sampleFinding()]), { color: true })).toContain('\u001b[31merror\u001b[0m');
});

test('control and format characters of a file never reach the terminal', () => {
  const evil = '\u001b[2J\u0007\u202e\u2028\u009b\u200b\r\n::x';
  const report = text({ source: evil, message: evil, advice: evil, rule: evil, ...place(`${evil}.yml`, 1, 1) });
  expect(report).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
  expect(report).toContain('  \\u001b[2J\\u0007\\u202e\\u2028\\u009b\\u200b\\u000d\\u000a::x\n');
});

test('the caret stands below its character, behind escaped ones too', () => {
  const [, , source, caret] = text({ source: 'a\u001bb', ...place('a.yml', 7, 3) }).split('\n');
  expect(source).toBe('    7 | a\\u001bb');
  expect(caret).toBe('      |        ^');
});
