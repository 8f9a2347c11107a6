import type { Complaint, Rule, Subject } from './rule.ts';

/** Longest description that Fleet’s and Kibana’s lists, and a search result, show whole. */
const longest = 160;

/** The length of a description. */
export const description: Rule = {
  name: 'description',
  levels: { production: 'warning', teaching: 'warning' },
  finds: `A description of more than one sentence, or of more than ${longest} characters.`,
  why: 'The description stands in lists: of Fleet, of Kibana, of this site and of search engines. What is longer is cut off there; why and reading hold the rest.',
  checks: { query: check },
};

function* check({ query }: Subject): Iterable<Complaint> {
  const text = query.spec.description;
  if (text.length > longest) {
    yield { place: query.at.value(['spec', 'description']), message: `The description has ${text.length} characters; lists show ${longest}.`, advice: 'Say in one short sentence what a row is; put the rest into why or reading.' };
  } else if (/[.!?]['")]?\s+\p{Lu}/u.test(text)) {
    yield { place: query.at.value(['spec', 'description']), message: 'The description has more than one sentence.', advice: 'Keep the first; put the rest into why or reading.' };
  }
}
