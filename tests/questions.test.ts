import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { answeredPlatforms, askedThemes } from '../src/artifacts/pages/questions.ts';
import { readShape } from '../src/content/shape.ts';
import { questionFindings } from '../src/content/questions.ts';
import { readYaml } from '../src/content/yaml.ts';
import { themeFile } from '../src/model/question.ts';
import { readContent } from '../src/node/read-content.ts';
import { readFilled } from '../src/node/read-filled.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { platforms } from '../src/model/platform.ts';
import { queriesOf } from '../src/rules/check.ts';

const reading = readFilled(readContent(repositoryRoot).files);
const questions = askedThemes(reading).flatMap((theme) => theme.questions);
const nameOf = ({ group, spec }: { group: string; spec: { name: string } }) => `${group}/${spec.name}`;

describe('the questions of the catalogue', () => {
  test('are at least eighty, of at least eight themes, and without findings', () => {
    expect(questions.length).toBeGreaterThanOrEqual(80);
    expect(reading.themes.length).toBeGreaterThanOrEqual(8);
    expect(reading.findings.filter(({ place }) => place.file.startsWith('examples/questions/'))).toEqual([]);
  });

  test('have each of their answers', () => {
    const named = reading.themes.flatMap(({ spec }) => spec.questions).map(({ queries = [], examples = [] }) => queries.length + examples.length);
    expect(questions.map(({ queries, examples }) => queries.length + examples.length)).toEqual(named);
    expect(questions.filter((question) => answeredPlatforms(question).length === 0).map(({ text }) => text)).toEqual([]);
  });

  test('are as the documentation shows them', () => {
    const file = 'docs/formats.md';
    const block = /```yaml\n(apiVersion: v1\nkind: questions\n[^]*?)```/.exec(readFileSync(path.join(repositoryRoot, file), 'utf8'))![1]!;
    const { document } = readYaml('examples/questions/who-can-use-it.yml', block);
    const { value, findings } = readShape(document!, themeFile);
    expect([...findings, ...questionFindings([{ file: 'examples/questions/who-can-use-it.yml', spec: value!.spec, at: document!.at }], reading.catalogue, new Set())]).toEqual([]);
  });

  test('name no query that is on its way out', () => {
    expect(questions.flatMap(({ queries }) => queries).filter(({ spec }) => spec.deprecated).map(nameOf)).toEqual([]);
  });

  test('are answered on each platform, more than half of them', () => {
    for (const platform of platforms) expect(questions.filter((question) => answeredPlatforms(question).includes(platform)).length, platform).toBeGreaterThan(questions.length / 2);
  });

  test('lead to every example', () => {
    const led = new Set(questions.flatMap(({ examples }) => examples));
    const examples = queriesOf(reading.catalogue).filter(({ query }) => query.setting === 'teaching').map(({ query }) => query);
    expect(examples.filter((example) => !led.has(example)).map(nameOf)).toEqual([]);
  });
});

describe('the examples', () => {
  const { topics } = reading.catalogue;

  test('are at least 45 in nine topics', () => {
    expect(topics).toHaveLength(9);
    expect(topics.flatMap(({ examples }) => examples).length).toBeGreaterThanOrEqual(45);
  });

  test('show what goes wrong and what to try next, each of them', () => {
    expect(topics.flatMap(({ examples }) => examples).filter(({ spec }) => !spec.lesson || spec.lesson.wrong.length === 0).map(nameOf)).toEqual([]);
  });
});
