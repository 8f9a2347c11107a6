import { findTechnique, tactics, techniqueTitle } from '../../model/attack.ts';
import type { Pack, Query, Topic } from '../../model/catalogue.ts';
import { platformsOf } from '../../model/query.ts';
import { schema } from '../../osquery/schema.ts';
import { classOf } from '../../rules/query-cost.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { galleryGroupSchema, galleryIndexSchema, type GalleryEntry, type GalleryGroup, type GalleryIndex, type GalleryQuery } from '../gallery-data.ts';
import { needsByQuery, type QueryNeeds } from '../needs.ts';
import { costsOf, verdictOf, type SiteContent } from './content.ts';
import { places, sitePath } from './links.ts';
import { oneLine } from './mdast.ts';
import { plainText } from './prose.ts';
import { eventedTables } from './query-section.ts';
import { questionsAnsweredBy } from './questions.ts';

/** A pack or a topic with its queries. */
interface Group {
  readonly ref: string;
  readonly kind: 'pack' | 'topic';
  readonly name: string;
  readonly title: string;
  readonly queries: readonly Query[];
  readonly needs: readonly QueryNeeds[];
  readonly pack?: Pack;
}

/** Path on the site of the index of the gallery. */
const galleryIndexFile = 'gallery/index.json';

/**
 * The files that the gallery loads, by their path on the site: the index, and one of each pack and topic. Throws an Error
 * that names the value where one has not the shape of its schema.
 */
export function galleryFiles(content: SiteContent): Map<string, string> {
  const groups = groupsOf(content);
  return new Map([
    [galleryIndexFile, print(galleryIndexSchema.parse(index(content, groups)))],
    ...groups.map((group): [string, string] => [fileOf(group), print(galleryGroupSchema.parse(groupFile(content, group)))]),
  ]);
}

/** `gallery-list.json`: all queries by pack and topic with the paths of their pages, for a reader without JavaScript. */
export function galleryList(content: SiteContent): string {
  return print(groupsOf(content).map(({ title, queries }) => ({ title, queries: queries.map((query) => ({ name: questionOf(query) ?? query.spec.name, page: pageOf(query) })) })));
}

function groupsOf(content: SiteContent): Group[] {
  const { packs, topics } = content.catalogue;
  return [...packs.map((pack) => packGroup(content, pack)), ...topics.map((topic) => topicGroup(content, topic))].filter(({ queries }) => queries.length > 0);
}

function packGroup(content: SiteContent, pack: Pack): Group {
  const { name, title } = pack.spec;
  return { ref: name, kind: 'pack', name, title: oneLine(title), queries: pack.queries, needs: needsByQuery(pack.spec, pack.queries.map((query) => verdictOf(content, query))), pack };
}

function topicGroup(content: SiteContent, { spec: { name, title }, examples }: Topic): Group {
  return { ref: `examples/${name}`, kind: 'topic', name, title: oneLine(title), queries: examples, needs: needsByQuery({}, examples.map((query) => verdictOf(content, query))) };
}

function index(content: SiteContent, groups: readonly Group[]): GalleryIndex {
  const entries = groups.flatMap((group) => group.queries.map((query) => entryOf(content, group, query)));
  const ids = [...new Set(entries.flatMap(({ attack }) => attack))].sort();
  return {
    groups: groups.map((group) => ({ ref: group.ref, kind: group.kind, title: group.title, file: fileOf(group) })),
    techniques: Object.fromEntries(ids.map((id) => {
      const technique = findTechnique(id);
      return [id, { title: technique ? techniqueTitle(technique) : id, tactics: tactics.filter((tactic) => technique?.tactics.includes(tactic)) }];
    })),
    tactics: [...tactics],
    versions: [...schema.versions].reverse(),
    entries,
  };
}

function entryOf(content: SiteContent, group: Group, query: Query): GalleryEntry {
  const { spec } = query;
  const verdict = verdictOf(content, query);
  return {
    ref: refOf(group, query),
    name: spec.name,
    group: group.ref,
    question: questionOf(query),
    description: plainText(spec.description),
    questions: questionsAnsweredBy(content, query).map(({ text }) => text),
    why: plainText(spec.why ?? ''),
    page: pageOf(query),
    purpose: spec.purpose,
    platforms: platformsOf(spec),
    tables: tablesOf(verdict),
    columns: verdict.columns.map(({ name }) => name),
    tags: spec.tags ?? [],
    attack: spec.attack ?? [],
    level: spec.lesson?.level ?? null,
    logging: spec.logging,
    interval: spec.interval,
    minimum: verdict.effectiveVersion,
  };
}

function groupFile(content: SiteContent, group: Group): GalleryGroup {
  const { ref, kind, name, pack } = group;
  return {
    ref, kind, name,
    version: pack ? content.versions.get(name) ?? '0.0.0' : null,
    config: pack?.spec.config,
    discovery: pack?.spec.discovery,
    queries: group.queries.map((query, place) => queryOf(content, group, query, group.needs[place]!)),
  };
}

function queryOf(content: SiteContent, group: Group, query: Query, needs: QueryNeeds): GalleryQuery {
  const verdict = verdictOf(content, query);
  const { name, description, platform, interval, logging, query: sql, purpose, osquery, ecs_mapping, false_positives = [] } = query.spec;
  return {
    ref: refOf(group, query),
    spec: { name, description, platform, interval, logging, query: sql, purpose, osquery, ecs_mapping },
    platforms: platformsOf(query.spec),
    minimum: verdict.effectiveVersion,
    columns: verdict.columns.map(({ name: column, type }) => ({ name: column, type })),
    tables: tablesOf(verdict),
    evented: eventedTables(verdict).length > 0,
    flags: { ...needs.flags },
    sections: [...needs.sections],
    cost: classOf(costsOf(content, query)),
    falsePositives: false_positives.map(({ what, tune }) => ({ what: plainText(what), tune: plainText(tune) })),
  };
}

function refOf(group: Group, { spec }: Query): string {
  return `${group.ref}/${spec.name}`;
}

function fileOf({ ref, kind }: Group): string {
  return `gallery/${kind === 'pack' ? `packs/${ref}` : ref}.json`;
}

function pageOf(query: Query): string {
  return query.setting === 'production' ? `${sitePath(places.pack(query.group))}#${query.spec.name}` : sitePath(places.example(query));
}

function questionOf({ spec }: Query): string | null {
  return spec.lesson ? plainText(spec.lesson.question) : null;
}

function tablesOf({ reads }: Verdict): string[] {
  return [...new Set(reads.map(({ table }) => table))].sort();
}

function print(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
