import { expect, test } from 'vitest';
import { sampleFinding } from './fixture.ts';
import { githubReport } from './github.ts';

test('a finding is one command with its place', () => {
  expect(githubReport([sampleFinding()])).toBe(
    '::error file=packs/linux-persistence/cron_network.yml,line=14,col=10,title=required-column::Table file was queried without a required column: path or directory.%0AAdd WHERE f.path = … or f.directory = ….\n',
  );
});

test('a note is a notice', () => {
  expect(githubReport([sampleFinding({ level: 'note' }), sampleFinding({ level: 'warning' })])).toMatch(/^::notice .*\n::warning .*\n$/);
});

test('nothing in a finding can begin another command or property', () => {
  const evil = sampleFinding({ message: '100%\n::set-output name=x::y\r\u001b[0m', advice: undefined, place: { file: 'a,b:c%\n.yml', line: 1, column: 2 } });
  expect(githubReport([evil])).toBe('::error file=a%2Cb%3Ac%25%0A.yml,line=1,col=2,title=required-column::100%25\\u000a::set-output name=x::y\\u000d\\u001b[0m\n');
});
