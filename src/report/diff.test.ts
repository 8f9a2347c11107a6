import { expect, test } from 'vitest';
import { diffRows, type DiffRow } from './diff.ts';

test('missing and surplus rows are told apart, columns in line', () => {
  const expected = [{ name: 'nginx', path: '/usr/sbin/nginx', port: '443' }, { name: 'sshd', path: '/usr/sbin/sshd', port: '22' }];
  const actual = [{ name: 'sshd', path: '/usr/sbin/sshd', port: '22' }, { name: 'nginx', path: '/usr/bin/nginx', port: '443' }];
  expect(diffRows(expected, actual)).toBe(
    [
      '- expected, + actual',
      '  name   path             port',
      '- nginx  /usr/sbin/nginx  443',
      '+ nginx  /usr/bin/nginx   443',
      '  sshd   /usr/sbin/sshd   22',
      '',
    ].join('\n'),
  );
});

test('equal rows give nothing, in any order unless the order matters', () => {
  const rows = [{ a: 1n }, { a: 2n }];
  expect(diffRows(rows, [...rows].reverse())).toBe('');
  expect(diffRows(rows, [...rows].reverse(), { ordered: true })).toContain('- 1');
  expect(diffRows([], [])).toBe('');
});

test('numbers and texts compare as osquery logs them', () => {
  expect(diffRows([{ a: 5n, b: 1.5 }], [{ b: '1.5', a: '5' }])).toBe('');
});

test('NULL, an empty text, the word NULL and a missing column look different', () => {
  const expected: DiffRow[] = [{ k: 'a', v: null }, { k: 'b', v: '' }, { k: 'c', v: 'NULL' }, { k: 'd' }, { k: 'e', v: ' x' }, { k: 'f', v: "'" }];
  expect(diffRows(expected, [])).toBe(
    ['- expected, + actual', '  k  v', '- a  NULL', "- b  ''", "- c  'NULL'", '- d  (none)', "- e  ' x'", "- f  '''", ''].join('\n'),
  );
});

test('how often a row comes counts', () => {
  expect(diffRows([{ a: 'x' }, { a: 'x' }], [{ a: 'x' }])).toBe('- expected, + actual\n  a\n  x\n- x\n');
});

test('equal rows away from differences are counted, not shown', () => {
  const rows = Array.from({ length: 20 }, (_, index) => ({ n: String(index).padStart(2, '0') }));
  expect(diffRows(rows, rows.filter(({ n }) => n !== '10'))).toBe(
    ['- expected, + actual', '  n', '  … 8 equal rows', '  08', '  09', '- 10', '  11', '  12', '  … 7 equal rows', ''].join('\n'),
  );
});

test('thousands of differing rows end in a count', () => {
  const rows = (letter: string) => Array.from({ length: 5000 }, (_, index) => ({ v: `${letter}${index}` }));
  const lines = diffRows(rows('a'), rows('b')).split('\n');
  expect(lines).toHaveLength(204);
  expect(lines.at(-2)).toBe('  … 9800 more lines');
});

test('control characters are written out, wide ones keep the columns in line', () => {
  expect(diffRows([{ a: '漢', b: '\u001b[2J' }], [{ a: 'xyz', b: '\\u001b[2J' }])).toBe(
    ['- expected, + actual', '  a    b', '- 漢   \\u001b[2J', '+ xyz  \\u001b[2J', ''].join('\n'),
  );
});

test('colour only when asked', () => {
  expect(diffRows([{ a: 1n }], [])).not.toContain('\u001b');
  expect(diffRows([{ a: 1n }], [], { color: true })).toContain('\u001b[31m- 1\u001b[0m');
});
