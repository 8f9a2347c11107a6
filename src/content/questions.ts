import type { Catalogue, Query } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import { nearestName } from '../model/names.ts';
import type { Path } from '../model/place.ts';
import { platformsOf } from '../model/query.ts';
import { questionAnchor, type Question, type Theme } from '../model/question.ts';

/** A list of answers of a question: its key, what an entry is called, and what entries there may be. */
interface AnswerKind {
  readonly key: 'queries' | 'examples';
  readonly called: string;
  readonly form: string;
  /** Where the file of an answer stands. */
  readonly folder: string;
  readonly known: ReadonlyMap<string, Query>;
}

type Tell = (what: 'key' | 'value', at: Path, message: string, advice: string) => void;

/**
 * What is wrong with questions beyond their form: a name other than the file's, an answer that does not exist or stands twice, no
 * answer, a question that was asked already, a reason for no answer on a platform that has one.
 * An answer whose file is among `paths` and could not be read is told elsewhere.
 */
export function questionFindings(themes: readonly Theme[], catalogue: Catalogue, paths: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const kinds = answerKinds(catalogue);
  const asked = new Map<string, string>();
  for (const { file, spec, at } of themes) {
    const tell: Tell = (what, path, message, advice) => {
      const place = at[what](path);
      findings.push({ rule: 'shape', level: 'error', place, message, advice, source: at.line(place.line) });
    };
    const stem = file.slice(file.lastIndexOf('/') + 1, -'.yml'.length);
    if (stem !== spec.name) tell('value', ['spec', 'name'], `The file is named ${stem}.yml, and the theme ${spec.name}.`, 'Give both the same name.');
    for (const [index, question] of spec.questions.entries()) {
      const path = ['spec', 'questions', index];
      const anchor = questionAnchor(question.question);
      const first = asked.get(anchor);
      if (first !== undefined) tell('value', [...path, 'question'], 'The question is asked twice.', `Keep one of them, with the answers of both; the other stands at ${first}.`);
      else asked.set(anchor, `${file}:${at.value([...path, 'question']).line}`);
      if (!question.queries && !question.examples) tell('value', path, 'The question has no answer.', 'Add queries (pack/query) or examples (topic/example); where there are none, write the example.');
      for (const kind of kinds) answersOf(question, kind, kinds, paths, (what, step, message, advice) => tell(what, [...path, ...step], message, advice));
      reasons(question, kinds, (what, step, message, advice) => tell(what, [...path, ...step], message, advice));
    }
  }
  return findings;
}

function answerKinds({ packs, topics }: Catalogue): AnswerKind[] {
  const named = (queries: readonly Query[]) => queries.map((query) => [`${query.group}/${query.spec.name}`, query] as const);
  return [
    { key: 'queries', called: 'query', form: 'pack/query', folder: 'packs', known: new Map(packs.flatMap(({ queries }) => named(queries))) },
    { key: 'examples', called: 'example', form: 'topic/example', folder: 'examples', known: new Map(topics.flatMap(({ examples }) => named(examples))) },
  ];
}

function answersOf(question: Question, kind: AnswerKind, kinds: readonly AnswerKind[], paths: ReadonlySet<string>, tell: Tell): void {
  const named = question[kind.key] ?? [];
  for (const [index, name] of named.entries()) {
    const at = [kind.key, index];
    if (named.indexOf(name) !== index) tell('value', at, `The ${kind.called} ${name} stands twice.`, 'Keep one of them.');
    if (kind.known.has(name) || paths.has(`${kind.folder}/${name}.yml`)) continue;
    const other = kinds.find(({ known }) => known.has(name));
    const near = nearestName(name, kind.known.keys());
    tell('value', at, `The ${kind.called} ${name} does not exist.`, other ? `It is an answer of another kind: write it under ${other.key}.` : near ? `Did you mean ${near}?` : `Name it as ${kind.form}.`);
  }
}

function reasons(question: Question, kinds: readonly AnswerKind[], tell: Tell): void {
  const answers = kinds.flatMap(({ key, known }) => (question[key] ?? []).flatMap((name) => known.get(name) ?? []));
  for (const platform of Object.keys(question.unanswered ?? {})) {
    const answer = answers.find(({ spec }) => platformsOf(spec).some((own) => own === platform));
    if (answer) tell('key', ['unanswered', platform], `The question is answered on ${platform}: by ${answer.group}/${answer.spec.name}.`, 'Drop the platform here.');
  }
}
