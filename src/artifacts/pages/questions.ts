import type { Query } from '../../model/catalogue.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { platformsOf } from '../../model/query.ts';
import { questionAnchor, type Question, type Theme } from '../../model/question.ts';
import { missingOn } from '../../osquery/missing.ts';
import { verdictOf, type SiteContent } from './content.ts';

/** A question with its answers. */
export interface AskedQuestion {
  readonly text: string;
  /** Where the question stands on the page of all of them. */
  readonly anchor: string;
  readonly hint: string;
  /** Queries of packs that answer it. */
  readonly queries: readonly Query[];
  /** Examples that answer it. */
  readonly examples: readonly Query[];
  /** Why nothing answers it on a platform. */
  readonly unanswered: Partial<Record<Platform, string>>;
}

/** The questions of one theme. */
export interface AskedTheme {
  readonly theme: Theme;
  readonly questions: readonly AskedQuestion[];
}

/**
 * How a question fares on a platform: what answers it there; else why nothing does, where the question says so; else what the answers for other platforms
 * read that osquery does not have there; else that it is open, as osquery has all that one of these answers reads.
 */
export type Standing =
  | { readonly kind: 'answered'; readonly queries: readonly Query[]; readonly examples: readonly Query[] }
  | { readonly kind: 'unanswered'; readonly because: string }
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  | { readonly kind: 'open' };

/** What questions and their answers are read from. */
type Asking = Pick<SiteContent, 'catalogue' | 'themes'>;

/** All questions by theme, in reading order. */
export function askedThemes({ catalogue, themes }: Asking): AskedTheme[] {
  const named = (queries: readonly Query[]) => new Map(queries.map((query) => [`${query.group}/${query.spec.name}`, query] as const));
  const queries = named(catalogue.packs.flatMap((pack) => pack.queries));
  const examples = named(catalogue.topics.flatMap((topic) => topic.examples));
  const answers = (known: ReadonlyMap<string, Query>, names: readonly string[] = []) => names.flatMap((name) => known.get(name) ?? []);
  const asked = (question: Question): AskedQuestion => ({
    text: question.question,
    anchor: questionAnchor(question.question),
    hint: question.hint,
    queries: answers(queries, question.queries),
    examples: answers(examples, question.examples),
    unanswered: question.unanswered ?? {},
  });
  return themes.map((theme) => ({ theme, questions: theme.spec.questions.map(asked) }));
}

/** The questions that a query of a pack, or an example, answers. */
export function questionsAnsweredBy(content: Asking, query: Query): readonly AskedQuestion[] {
  if (last?.catalogue !== content.catalogue || last.themes !== content.themes) last = { catalogue: content.catalogue, themes: content.themes, answered: answeredQuestions(content) };
  return last.answered.get(query) ?? [];
}

/** What each query answers of the content that was asked last: pages ask for one query after the other of the same content. */
let last: (Asking & { readonly answered: ReadonlyMap<Query, readonly AskedQuestion[]> }) | undefined;

function answeredQuestions(content: Asking): Map<Query, AskedQuestion[]> {
  const answered = new Map<Query, AskedQuestion[]>();
  for (const question of askedThemes(content).flatMap(({ questions }) => questions)) {
    for (const query of [...question.queries, ...question.examples]) answered.set(query, [...(answered.get(query) ?? []), question]);
  }
  return answered;
}

/** How a question fares on a platform. */
export function standingOn(content: Pick<SiteContent, 'verdicts' | 'osqueryVersion'>, question: AskedQuestion, platform: Platform): Standing {
  const there = (query: Query) => platformsOf(query.spec).includes(platform);
  const queries = question.queries.filter(there);
  const examples = question.examples.filter(there);
  if (queries.length + examples.length > 0) return { kind: 'answered', queries, examples };
  const because = question.unanswered[platform];
  if (because !== undefined) return { kind: 'unanswered', because };
  const missing = [...question.queries, ...question.examples].map((query) => missingOn(verdictOf(content, query).reads, platform, content.osqueryVersion));
  return missing.some((names) => names.length === 0) ? { kind: 'open' } : { kind: 'missing', names: [...new Set(missing.flat())] };
}

/** The platforms on which something answers a question. */
export function answeredPlatforms({ queries, examples }: AskedQuestion): Platform[] {
  return platforms.filter((platform) => [...queries, ...examples].some(({ spec }) => platformsOf(spec).includes(platform)));
}

/** The questions that are open on a platform, each with these platforms. */
export function openQuestions(content: Asking & Pick<SiteContent, 'verdicts' | 'osqueryVersion'>): { readonly theme: Theme; readonly question: AskedQuestion; readonly on: readonly Platform[] }[] {
  return askedThemes(content).flatMap(({ theme, questions }) => questions.flatMap((question) => {
    const on = platforms.filter((platform) => standingOn(content, question, platform).kind === 'open');
    return on.length > 0 ? [{ theme, question, on }] : [];
  }));
}
