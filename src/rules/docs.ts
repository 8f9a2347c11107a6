import { findTechnique, techniqueTitle } from '../model/attack.ts';
import type { Query } from '../model/catalogue.ts';
import type { QuerySpec } from '../model/query.ts';
import type { Complaint, Rule, Subject } from './rule.ts';

/** What people must be told to use a query. */
export const docs: Rule = {
  name: 'docs',
  levels: { production: 'error', teaching: 'error' },
  finds: 'In packs a missing why, reading or references, for a detection also false_positives, respond and attack; in examples a missing lesson, or one of a host or query that is not there; a reference that is no plain https address, an unknown ATT&CK id, a purpose other than the pack’s.',
  why: 'A row that nobody can read is noise. Whoever gets it must find in one place what it means, what else causes it and what to do next, and must be able to look it up.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  const { query } = subject;
  yield* query.setting === 'production' ? checkProduction(subject) : checkLesson(subject);
  yield* checkReferences(query);
  for (const [index, id] of (query.spec.attack ?? []).entries()) {
    if (findTechnique(id)) continue;
    const parent = findTechnique(id.replace(/\..*/, ''));
    yield {
      place: query.at.value(['spec', 'attack', index]),
      message: `${id} is none of the ATT&CK techniques known here.`,
      advice: parent && parent.id !== id ? `Use ${parent.id} (${techniqueTitle(parent)}), or look the id up at attack.mitre.org and add it to src/model/attack.json.` : 'Look the id up at attack.mitre.org; add it to src/model/attack.json if it is right.',
    };
  }
}

/** What each key tells, for the advice where it is missing. */
const tells = {
  why: 'the question it answers and who asks it',
  reading: 'what a row means, and what an empty result means',
  references: 'https addresses of primary sources',
  false_positives: 'what else gives a row (what), and how to exclude it (tune)',
  respond: 'the next step of whoever gets a row',
  attack: 'the ids of the ATT&CK techniques it detects',
} satisfies Partial<Record<keyof QuerySpec, string>>;

function* checkProduction({ query, pack }: Subject): Iterable<Complaint> {
  const { spec } = query;
  const wanted = ['why', 'reading', 'references', ...(spec.purpose === 'detection' ? (['false_positives', 'respond', 'attack'] as const) : [])] as const;
  for (const key of wanted) {
    const value = spec[key];
    if (value !== undefined && value.length > 0) continue;
    yield {
      place: value === undefined ? query.at.value(['spec', 'name']) : query.at.key(['spec', key]),
      message: value === undefined ? `The key ${key} is missing.` : `The key ${key} is empty.`,
      advice: `Add ${key}: ${tells[key]}.`,
    };
  }
  if (pack && spec.purpose !== pack.spec.purpose) {
    yield {
      place: query.at.value(['spec', 'purpose']),
      message: `The purpose is ${spec.purpose}, that of the pack ${pack.spec.name} is ${pack.spec.purpose}.`,
      advice: `Move the query to a pack for ${spec.purpose}, or mend the purpose: a pack has one.`,
    };
  }
}

function* checkLesson({ query, catalogue }: Subject): Iterable<Complaint> {
  const { lesson } = query.spec;
  if (!lesson) {
    yield { place: query.at.value(['spec', 'name']), message: 'The key lesson is missing.', advice: 'Add lesson: its level, question, host, explanation, what goes wrong and what to try next.' };
    return;
  }
  if (!catalogue.hosts.has(lesson.host)) {
    yield { place: query.at.value(['spec', 'lesson', 'host']), message: `There is no sample host ${lesson.host}.`, advice: `Use one of ${[...catalogue.hosts.keys()].join(', ') || 'the folders of examples/hosts'}.` };
  }
  const used = lesson.used_by;
  if (used && !catalogue.packs.some(({ spec, queries }) => queries.some((other) => `${spec.name}/${other.spec.name}` === used))) {
    yield { place: query.at.value(['spec', 'lesson', 'used_by']), message: `There is no query ${used} in the packs.`, advice: 'Name a query as pack/query, or drop the key.' };
  }
}

function* checkReferences(query: Query): Iterable<Complaint> {
  const references = query.spec.references ?? [];
  for (const [index, text] of references.entries()) {
    const fault = references.indexOf(text) === index ? faultOf(text) : { message: 'The reference stands twice.', advice: 'Keep one of them.' };
    if (fault) yield { place: query.at.value(['spec', 'references', index]), ...fault };
  }
}

function faultOf(text: string): { message: string; advice: string } | null {
  const url = URL.canParse(text) && !/\s/.test(text) ? new URL(text) : null;
  if (!url) return { message: `The reference "${text}" is no web address.`, advice: 'Write the whole address, beginning with https://.' };
  if (url.protocol !== 'https:') return { message: `The reference ${text} is not an https address.`, advice: 'Use the https address of the page.' };
  if (url.username || url.password) return { message: 'The reference holds a user name or a password.', advice: 'Write the address without it.' };
  if (!/\.[a-z][a-z0-9-]*$/i.test(url.hostname)) return { message: `The reference ${text} names no public host.`, advice: 'Use an address that every reader can open.' };
  return null;
}
