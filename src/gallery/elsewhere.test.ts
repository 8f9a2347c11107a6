import { expect, test } from 'vitest';
import { matchesElsewhere } from './elsewhere.ts';
import { entry, indexOf } from './fixture.ts';

const found = entry('a/x', { description: 'Jobs.', questions: ['What starts at boot?', 'What starts at night on a Mac?'], columns: ['command_line', 'pid'], tags: ['shells'], attack: ['T1053.003'], why: `${'Many words. '.repeat(40)}Who asks at night?${' More of them.'.repeat(40)}` });
const look = (...terms: string[]) => matchesElsewhere(found, indexOf([found]), terms);

test('terms that the list shows need no further place', () => expect(look('jobs', 'processes', 't1053')).toEqual([]));

test('questions, columns, tags, techniques and reasons are told where only they match', () => {
  expect(look('starts', 'boot')).toEqual([{ title: 'Answers', text: 'What starts at boot? What starts at night on a Mac?' }]);
  expect(look('jobs', 'command', 'shells')).toEqual([{ title: 'Columns', text: 'command_line' }, { title: 'Tags', text: 'shells' }]);
  expect(look('cron')).toEqual([{ title: 'ATT&CK', text: 'Scheduled Task/Job: Cron, Execution, Persistence' }]);
  const [reason] = look('asks');
  expect(reason).toMatchObject({ title: 'Why', text: expect.stringMatching(/^… .*Who asks at night\?.* …$/) });
  expect(reason!.text.length).toBeLessThan(200);
});
