import { expect, test } from 'vitest';
import { examplePage } from './example-page.ts';
import { packPage } from './pack-page.ts';
import { questionData, questionsPage } from './questions-page.ts';
import { questionsAnsweredBy } from './questions.ts';
import { sampleContent, sampleFiles } from './sample.ts';

const content = await sampleContent();
const questionsFile = 'examples/questions/logins.yml';

/** The page, where the questions of the sample are these. */
async function pageOf(questions: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const head = sampleFiles[questionsFile]!.split('  questions:\n')[0]!;
  return questionsPage(await sampleContent({ ...more, [questionsFile]: `${head}  questions:\n${questions}` }));
}

test('a question has its hint and, by platform, its answers', () => {
  const page = questionsPage(content);
  expect(page).toContain('## Who can log in {#logins}');
  expect(page).toContain('### Who can log in with a key? {#who_can_log_in_with_a_key}\n\nLook at the *comment*.');
  expect(page).toContain('- **macOS:** [`keys/authorized_keys`](./packs/keys.md#authorized_keys).');
  expect(page).toContain('- **Linux:** [`keys/authorized_keys`](./packs/keys.md#authorized_keys). Example: [Whose key is it?](./examples/joins/keys_of_users.md)');
});

test('a platform without an answer: what is missing there, that it is open, or the reason', async () => {
  expect(questionsPage(content)).toContain('- **Windows:** No answer. Those for other platforms read `authorized_keys`, which osquery does not have here.');
  const open = { 'examples/joins/keys_of_users.yml': sampleFiles['examples/joins/keys_of_users.yml']!.replace(/SELECT u.*\n/, 'SELECT u.username FROM users AS u;\n') };
  expect(await pageOf('    - {question: "Who is there?", hint: Look., examples: [joins/keys_of_users]}\n', open)).toContain('- **macOS, Windows:** Open. osquery has the tables for it here, and no query asks them.');
  expect(await pageOf('    - {question: "Who is there?", hint: Look., queries: [keys/authorized_keys], unanswered: {windows: Nobody *asks* it.}}\n')).toContain('- **Windows:** Nobody *asks* it.');
});

test('a query of events is marked as one', async () => {
  const starts = sampleFiles['examples/joins/keys_of_users.yml']!.replace(/SELECT u.*\n/, 'SELECT pid, path FROM process_events;\n');
  expect(await pageOf('    - {question: "What has run?", hint: Look., examples: [joins/keys_of_users]}\n', { 'examples/joins/keys_of_users.yml': starts })).toContain('Example: [Whose key is it?](./examples/joins/keys_of_users.md) ([events](/docs/concepts/evented-tables/))');
});

test('the overview counts the questions of each theme, and those that are answered on a platform', () => {
  expect(questionsPage(content)).toContain('| Theme | Questions | On macOS | On Linux | On Windows |\n| - | -: | -: | -: | -: |\n| [Who can log in](#logins) | 1 | 1 | 1 | 0 |');
});

test('queries and examples lead back to the questions that they answer', () => {
  const [pack] = content.catalogue.packs;
  const [example] = content.catalogue.topics[0]!.examples;
  expect(packPage(content, pack!, 1)).toContain('#### Questions it answers {#authorized_keys-questions}\n\n- [Who can log in with a key?](../questions.md#who_can_log_in_with_a_key)');
  expect(examplePage(content, example!, 1)).toContain('[Who can log in with a key?](../../questions.md#who_can_log_in_with_a_key)');
  expect(packPage({ ...content, themes: [] }, pack!, 1)).not.toContain('Questions it answers');
});

test('answers are looked up once for a content, and anew for another', () => {
  const [query] = content.catalogue.packs[0]!.queries;
  const [question] = questionsAnsweredBy(content, query!);
  expect(question!.text).toBe('Who can log in with a key?');
  expect(questionsAnsweredBy({ ...content }, query!)[0]).toBe(question);
  expect(questionsAnsweredBy({ ...content, themes: [] }, query!)).toEqual([]);
  expect(questionsAnsweredBy(content, query!)[0]).toEqual(question);
});

test('the filter knows each question, where it stands, and by which words it is found', () => {
  expect(JSON.parse(questionData(content))).toEqual([
    { question: 'Who can log in with a key?', anchor: 'who_can_log_in_with_a_key', theme: 'Who can log in', platforms: ['darwin', 'linux'], words: 'Look at the comment. keys/authorized_keys Whose key is it?' },
  ]);
});
