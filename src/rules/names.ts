import type { Catalogue, Pack, Query } from '../model/catalogue.ts';
import { reservedPackName, reservedQueryNames, reservedQueryPrefixes, reservedQuerySuffixes } from '../model/names.ts';
import type { Locator } from '../model/place.ts';
import { indexOf, logNameOf, nameKey } from './catalogue-index.ts';
import type { Complaint, Rule, Subject } from './rule.ts';

/** Names of packs, topics and queries: what osquery, Fleet and Kibana accept, and each name once. */
export const names: Rule = {
  name: 'names',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A pack, topic or query that is not named as its folder or file, a name that osquery or Kibana reserves, a log name or the name of an example that stands twice.',
  why: 'Whoever reads the logs keys on `pack_<pack>_<query>`. Two queries under one log name overwrite each other’s stored rows at every run, and osquery 5.19.0 and later skips a query whose name ends with `epoch` or `counter`.',
  checks: { query: checkQuery, pack: checkPack, catalogue: checkTopics },
};

function* checkQuery({ query, catalogue }: Subject): Iterable<Complaint> {
  const { name } = query.spec;
  const file = query.file.slice(query.file.lastIndexOf('/') + 1);
  if (file !== `${name}.yml`) {
    yield { place: namePlace(query.at), message: `The query is named ${name}, its file ${file}.`, advice: `Name the file ${name}.yml, or the query ${file.replace(/\.yml$/, '')}.` };
  }
  const reserved = reservation(name);
  if (reserved) yield { place: namePlace(query.at), ...reserved };
  yield* query.setting === 'production' ? sameLogName(query, catalogue) : sameExample(query, catalogue);
}

function reservation(name: string): { message: string; advice: string } | null {
  const prefix = reservedQueryPrefixes.find((text) => name.startsWith(text));
  if (prefix) return { message: `The name ${name} begins with "${prefix}": osquery 5.19.0 and later skips such a query.`, advice: 'Begin the name with another word.' };
  const suffix = reservedQuerySuffixes.find((text) => name.endsWith(text));
  if (suffix) {
    const advice = name === suffix ? 'Use another name.' : `End the name with another word, such as ${name}_value.`;
    return { message: `The name ${name} ends with "${suffix}": osquery 5.19.0 and later skips such a query, because it keeps its own figures under names of this form.`, advice };
  }
  if ((reservedQueryNames as readonly string[]).includes(name)) {
    return { message: `Kibana’s pack upload rewrites every key called "${name}", so a query of this name breaks the upload.`, advice: 'Say in the name what the query gives.' };
  }
  return null;
}

function* sameLogName(query: Query, catalogue: Catalogue): Iterable<Complaint> {
  const own = logNameOf(query, catalogue);
  for (const other of earlier(indexOf(catalogue).byLogName.get(own), query)) {
    yield {
      place: namePlace(query.at),
      message: `${other.file} has the log name ${own} too: osquery would store the rows of both queries under it.`,
      advice: 'Give one of the two another name.',
    };
  }
}

function* sameExample(query: Query, catalogue: Catalogue): Iterable<Complaint> {
  for (const other of earlier(indexOf(catalogue).byName.get(nameKey(query)), query)) {
    yield { place: namePlace(query.at), message: `${other.file} is an example of the same name.`, advice: 'Give one of the two another name: an example is found by its name.' };
  }
}

/** The queries of a group that stand before one of them: of two the later one is told. */
function earlier(group: readonly Query[] = [], query: Query): readonly Query[] {
  return group.slice(0, Math.max(0, group.indexOf(query)));
}

function* checkPack(pack: Pack, _verdicts: unknown, catalogue: Catalogue): Iterable<Complaint> {
  const { name } = pack.spec;
  const place = namePlace(pack.at);
  yield* folderName('pack', pack.file, name, pack.at);
  if (name === reservedPackName) {
    yield { place, message: `A pack named ${name} replaces the daemon’s own schedule.`, advice: 'Give the pack another name.' };
  }
  const first = catalogue.packs.find(({ spec }) => spec.name === name);
  if (first && first !== pack) {
    yield { place, message: `${first.file} has the name ${name} too: of two packs with one name osquery keeps the last.`, advice: 'Give one of the two another name.' };
  }
}

function* checkTopics({ topics }: Catalogue): Iterable<Complaint> {
  for (const topic of topics) yield* folderName('topic', topic.file, topic.spec.name, topic.at);
}

function* folderName(what: string, file: string, name: string, at: Locator): Iterable<Complaint> {
  const folder = file.split('/').at(-2);
  if (folder === name) return;
  yield { place: namePlace(at), message: `The ${what} is named ${name}, its folder ${folder}.`, advice: `Name the folder ${name}, or the ${what} ${folder}.` };
}

function namePlace(at: Locator): Complaint['place'] {
  return at.value(['spec', 'name']);
}
