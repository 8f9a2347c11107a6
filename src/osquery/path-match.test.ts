import { expect, test } from 'vitest';
import { pathMatches } from './path-match.ts';

test.each([
  ['/etc/%', '/etc/passwd', true],
  ['/etc/%', '/etc/ssh/sshd_config', false],
  ['/etc/%', '/etc/.pwd.lock', false],
  ['/etc/.%', '/etc/.pwd.lock', true],
  ['/etc/%%', '/etc/ssh/.hidden/x', true],
  ['/etc/%%', '/etc/.hidden/x', false],
  ['/etc/cron%%', '/etc/cron.d/x', true],
  ['/etc/cron%%', '/etc/passwd', false],
  ['/home/%/.ssh/%', '/home/ada/.ssh/id', true],
  ['/usr/%%/x', '/usr/a/x', true],
  ['/usr/%%/x', '/usr/a/b/x', false],
  ['/ETC/%', '/etc/passwd', false],
  ['/etc/pass_d', '/etc/passwd', false],
  ['C:\\Users\\%\\NTUSER.DAT', 'C:\\Users\\ada\\NTUSER.DAT', true],
  ['C:\\Users\\%', 'C:\\Users\\.dot', true],
  ['/a/b%c%d', '/a/bxcyd', true],
  ['/a/b%c%d', '/a/bd', false],
])('%s and %s: %s', (pattern, path, matches) => expect(pathMatches(pattern, path)).toBe(matches));
