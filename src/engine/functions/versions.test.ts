import { describe, expect, test } from 'vitest';
import { collations, type VersionCollation } from './versions.ts';

const cases: Readonly<Record<VersionCollation, readonly string[]>> = {
  version: [
    '1.0 = 1.0', '1:0.0 = 1.0.0', '2.50^1a = 2.50~1a', '1.0 < 1.1', '1.1 < 1.a', '50.4.1b < 50.4.1c', '1.0.0 < 1.0.0-2', '1.12.1 < 1.13',
    '20.10a > 20.102', '57:4 > 6.87.5', '8.11 > 8.10.24', '1.10 > 1.9', ' < 1', 'é > 1.0',
  ],
  version_arch: ['1.0 = 1.0-4', '4:2 = 4:2-1', '1.6.1-9 < 1.6.1-10', '2-2pre < 2-2rc', '1:1.2.13-2 > 4.2.1', '1.0~rc < 1.0'],
  version_dpkg: ['1:1.0 > 2.0', '12:1 > 1:1', '1.0~rc1 > 1.0', '1.0~1 < 1.0-1', '1.9.9-1ubuntu2.4 > 1.9.9-1ubuntu2.3'],
  version_rhel: ['1.0~rc1 < 1.0', '1.0^1 > 1.0', '1.0.1.1 > 1.0.1^2021', '1.1.0~BETA2^1 < 1.1.0~CR1', '1.0-1.el7 < 1.0-1.el8'],
};

describe.each(Object.entries(cases))('%s', (name, texts) => {
  const compare = collations[name as VersionCollation];
  test.each(texts)('%s', (text) => {
    const [left, operator, right] = text.split(' ') as [string, string, string];
    const seen = (order: number) => (order < 0 ? '<' : order > 0 ? '>' : '=');
    expect(seen(compare(left, right))).toBe(operator);
    expect(seen(-compare(right, left))).toBe(operator);
  });
});
