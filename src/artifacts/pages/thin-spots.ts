import type { Catalogue, Pack, Query } from '../../model/catalogue.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { isPrimarySource } from '../../model/primary-sources.ts';
import { platformsOf } from '../../model/query.ts';
import { missingOn } from '../../osquery/missing.ts';
import { verdictOf, type SiteContent } from './content.ts';
import { questionsAnsweredBy } from './questions.ts';
import { count, platformName } from './wording.ts';

/** Something of a query that could be better, and what exactly. */
export interface ThinSpot {
  readonly query: Query;
  readonly what: string;
}

/** A column of this name holds a quantity, whose unit a reader has to know. */
const quantity = /(?:^|_)(?:size|memory|free|total|used|time|date|since|age|days|seconds|duration|uptime|interval|speed|rate|frequency|capacity|percent|temperature|mtime|ctime|atime|btime)(?:_|$)/;

/** Words of units, and of forms of dates and times. */
const unit = /\b(?:bytes?|[KMGT]i?B|kilobytes?|megabytes?|gigabytes?|blocks?|pages?|(?:milli|micro|nano)?seconds?|ms|minutes?|hours?|days?|weeks?|months?|years?|Unix|epoch|UTC|local time|YYYY|ISO|MHz|GHz|Hz|MT\/s|Mbit|Kbit|bits?|percent|per cent|mAh|mV|°|Celsius|rpm)\b|%/i;

/** Queries of packs that one test holds, or none. */
export function fewTests({ catalogue }: Pick<SiteContent, 'catalogue'>): ThinSpot[] {
  return inPacks(catalogue, ({ spec }) => ((spec.tests ?? []).length < 2 ? [(spec.tests ?? []).length === 0 ? 'no test' : `only the case “${spec.tests![0]!.name}”`] : []));
}

/** Detections that name one harmless thing that gives a row, or none. */
export function fewFalsePositives({ catalogue }: Pick<SiteContent, 'catalogue'>): ThinSpot[] {
  return inPacks(catalogue, ({ spec }) => (spec.purpose === 'detection' && (spec.false_positives ?? []).length < 2 ? [(spec.false_positives ?? []).length === 0 ? 'none' : 'one'] : []));
}

/**
 * Platforms that a query leaves out although the newest osquery has all that it reads there, the pack is for them, and no other query
 * of the pack reads the same tables on them.
 */
export function missingPlatforms(content: Pick<SiteContent, 'catalogue' | 'verdicts' | 'osqueryVersion'>): ThinSpot[] {
  return content.catalogue.packs.flatMap((pack) => {
    const meant = platforms.filter((platform) => pack.queries.some(({ spec }) => platformsOf(spec).includes(platform)));
    return pack.queries.flatMap((query): ThinSpot[] => {
      const open = meant.filter((platform) => !platformsOf(query.spec).includes(platform) && hasAll(content, query, platform) && !answered(content, pack, query, platform));
      return open.length > 0 ? [{ query, what: open.map(platformName).join(', ') }] : [];
    });
  });
}

/** References to something other than a primary source. */
export function secondaryReferences({ catalogue }: Pick<SiteContent, 'catalogue'>): ThinSpot[] {
  return inPacks(catalogue, ({ spec }) => (spec.references ?? []).filter((address) => !isPrimarySource(address)));
}

/** Columns, other than of texts, that hold a quantity and whose text names no unit. */
export function columnsWithoutUnit(content: Pick<SiteContent, 'catalogue' | 'verdicts'>): ThinSpot[] {
  return inPacks(content.catalogue, (query) => {
    const found = verdictOf(content, query).columns.filter(({ name, type }) => {
      const text = query.spec.columns?.[name];
      return type !== 'TEXT' && quantity.test(name) && text !== undefined && !unit.test(text) && !unit.test(name.replaceAll('_', ' '));
    });
    return found.length > 0 ? [found.map(({ name }) => name).join(', ')] : [];
  });
}

/** Queries of packs that no question leads to. */
export function withoutQuestion(content: Pick<SiteContent, 'catalogue' | 'themes'>): ThinSpot[] {
  return inPacks(content.catalogue, (query) => (questionsAnsweredBy(content, query).length === 0 ? ['none'] : []));
}

/** Names of queries of a pack that a reader finds under `spots`, counted: `12 queries`. */
export function spotCount(spots: readonly ThinSpot[]): string {
  return count(new Set(spots.map(({ query }) => query)).size, 'query', 'queries');
}

function inPacks({ packs }: Catalogue, whatOf: (query: Query) => readonly string[]): ThinSpot[] {
  return packs.filter(({ spec }) => spec.status !== 'removed').flatMap(({ queries }) => queries).flatMap((query) => whatOf(query).map((what) => ({ query, what })));
}

function hasAll(content: Pick<SiteContent, 'verdicts' | 'osqueryVersion'>, query: Query, platform: Platform): boolean {
  const { reads } = verdictOf(content, query);
  return reads.length > 0 && missingOn(reads, platform, content.osqueryVersion).length === 0;
}

function answered(content: Pick<SiteContent, 'verdicts'>, pack: Pack, query: Query, platform: Platform): boolean {
  const tables = new Set(verdictOf(content, query).reads.map(({ table }) => table));
  return pack.queries.some((other) => other !== query && verdictOf(content, other).platforms.some((verdict) =>
    verdict.platform === platform && verdict.latest.reads.some(({ table }) => tables.has(table))));
}
