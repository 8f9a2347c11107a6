import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';

const files: Readonly<Record<string, string>> = {
  'packs/a-pack/pack.yml': 'apiVersion: v1\nkind: pack\nspec:\n  name: a-pack\n  title: A pack\n  description: One sentence.\n  status: supported\n  purpose: inventory\n  promise: It holds.\n  not_for: All else.\n  maintainers: [core]\n',
  'packs/a-pack/local_users.yml': query('local_users'),
  'examples/first/topic.yml': 'apiVersion: v1\nkind: topic\nspec:\n  name: first\n  title: First\n  description: One sentence.\n  position: 1\n  examples: [which_os]\n',
  'examples/first/which_os.yml': query('which_os'),
};

function query(name: string): string {
  return `apiVersion: v1\nkind: query\nspec:\n  name: ${name}\n  description: One sentence.\n  platform: linux\n  interval: 3600\n  logging: snapshot\n  query: SELECT 1 AS one;\n  purpose: inventory\n`;
}

function theme(name: string, position: number, ...questions: readonly string[]): string {
  return `apiVersion: v1\nkind: questions\nspec:\n  name: ${name}\n  title: A theme\n  description: One sentence.\n  position: ${position}\n  questions:\n${questions.map((text) => `    - ${text}\n`).join('')}`;
}

function read(more: Readonly<Record<string, string>>) {
  const { themes, findings } = readCatalogue(Object.entries({ ...files, ...more }).map(([path, text]) => ({ path, text })));
  return { themes, told: findings.map(({ rule, place, message, advice }) => `${rule} ${place.file}:${place.line}:${place.column} ${message} → ${advice}`) };
}

const one = (text: string) => read({ 'examples/questions/users.yml': theme('users', 1, text) }).told;
const at = (line: number, column: number) => `shape examples/questions/users.yml:${line}:${column}`;

test('themes come in the order of their positions, with what answers each question', () => {
  const { themes, told } = read({
    'examples/questions/later.yml': theme('later', 2, '{question: "Which system is it?", hint: Look., examples: [first/which_os]}'),
    'examples/questions/users.yml': theme('users', 1, '{question: "Who is there?", hint: Look., queries: [a-pack/local_users], unanswered: {windows: Not there.}}'),
  });
  expect(told).toEqual([]);
  expect(themes.map(({ spec }) => spec.name)).toEqual(['users', 'later']);
  expect(themes[0]!.spec.questions[0]).toMatchObject({ question: 'Who is there?', queries: ['a-pack/local_users'] });
});

test('an answer that does not exist is told with the nearest name, or with the key it belongs under', () => {
  expect(one('{question: "Who is there?", hint: Look., queries: [a-pack/local_user]}')).toEqual([`${at(9, 58)} The query a-pack/local_user does not exist. → Did you mean a-pack/local_users?`]);
  expect(one('{question: "Who is there?", hint: Look., examples: [a-pack/local_users]}')).toEqual([`${at(9, 59)} The example a-pack/local_users does not exist. → It is an answer of another kind: write it under queries.`]);
  expect(one('{question: "Who is there?", hint: Look., examples: [somewhere/else_entirely]}')).toEqual([`${at(9, 59)} The example somewhere/else_entirely does not exist. → Name it as topic/example.`]);
});

test('an answer whose file cannot be read is told once, at that file', () => {
  const { told } = read({ 'packs/a-pack/local_users.yml': 'a: [', 'packs/a-pack/other.yml': query('other'), 'examples/questions/users.yml': theme('users', 1, '{question: "Who is there?", hint: Look., queries: [a-pack/local_users]}') });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('packs/a-pack/local_users.yml');
});

test('a question without an answer, and an answer that stands twice', () => {
  expect(one('{question: "Who is there?", hint: Look.}')).toEqual([`${at(9, 7)} The question has no answer. → Add queries (pack/query) or examples (topic/example); where there are none, write the example.`]);
  expect(one('{question: "Who is there?", hint: Look., queries: [a-pack/local_users, a-pack/local_users]}')).toEqual([`${at(9, 78)} The query a-pack/local_users stands twice. → Keep one of them.`]);
});

test('a question that is asked twice, in whatever letters and marks, in whatever file', () => {
  const { told } = read({
    'examples/questions/users.yml': theme('users', 1, '{question: "Who is there?", hint: Look., queries: [a-pack/local_users]}'),
    'examples/questions/more.yml': theme('more', 2, '{question: "Who, is THERE?", hint: Look., queries: [a-pack/local_users]}'),
  });
  expect(told).toEqual(['shape examples/questions/more.yml:9:18 The question is asked twice. → Keep one of them, with the answers of both; the other stands at examples/questions/users.yml:9.']);
});

test('a reason for no answer where there is one', () => {
  expect(one('{question: "Who is there?", hint: Look., queries: [a-pack/local_users], unanswered: {linux: Not there.}}')).toEqual([`${at(9, 92)} The question is answered on linux: by a-pack/local_users. → Drop the platform here.`]);
});

test('a text that is no question, an unknown key, and a file of another name', () => {
  expect(one('{question: "Who", hint: Look., queries: [a-pack/local_users]}')[0]).toContain('"spec.questions.0.question" is "Who".');
  expect(one('{question: "Who is there?", hints: Look., hint: Look., queries: [a-pack/local_users]}')).toEqual([`${at(9, 35)} Unknown key "hints". → Write "hint", or drop it.`]);
  expect(read({ 'examples/questions/users.yml': theme('people', 1, '{question: "Who is there?", hint: Look., queries: [a-pack/local_users]}') }).told).toEqual([`${at(4, 9)} The file is named users.yml, and the theme people. → Give both the same name.`]);
});
