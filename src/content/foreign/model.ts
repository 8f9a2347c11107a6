import type { Finding } from '../../model/finding.ts';
import type { Locator, Place } from '../../model/place.ts';
import type { Platform } from '../../model/platform.ts';
import type { Logging } from '../../model/query.ts';

/** Formats in which others keep packs: osquery's own, two of Fleet, `.sql` files as osqtool reads them, and Kibana's. */
export const foreignFormats = ['osquery', 'fleet', 'gitops', 'sql', 'kibana'] as const;
export type ForeignFormat = (typeof foreignFormats)[number];

/** What a query is for whoever reads its format. Only what is `scheduled` runs by itself and is logged. */
export type ForeignKind = 'scheduled' | 'saved' | 'policy';

/** Something of a query that this repository's format has no place for. */
export interface Leftover {
  readonly key: string;
  readonly place: Place;
}

/** A query of somebody else's pack, as the program that the format belongs to reads it. */
export interface ForeignQuery {
  readonly name: string;
  /** The name in the logs; null where nothing is logged. */
  readonly logName: string | null;
  readonly kind: ForeignKind;
  readonly file: string;
  readonly sql: string;
  /** Where its values stand, by the paths of this repository's own format: `['spec', 'query']`, `['spec', 'interval']` and so on. */
  readonly at: Locator;
  /** Seconds; null where it has none. */
  readonly interval: number | null;
  /** What is logged, as the program does it, its default included. */
  readonly logging: Logging;
  /** Platforms that it is for, as the program reads them; null where it is for all, none where its words match none, which is told. */
  readonly platforms: readonly Platform[] | null;
  /** Why its SQL cannot be judged; null where it can. */
  readonly unjudged: string | null;
  /** The oldest osquery that it asks for, as three numbers; null where it asks for none. */
  readonly minimumVersion: string | null;
  readonly description: string | null;
  /** What it is good for, in the words of the file. */
  readonly value: string | null;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly tags: readonly string[];
  /** Percent of hosts; null for all. */
  readonly shard: number | null;
  readonly denylist: boolean | null;
  readonly startupPriority: number | null;
  /** Fields of the Elastic Common Schema: each a column, or a fixed value. */
  readonly ecsMapping: Readonly<Record<string, { field: string } | { value: string | string[] }>>;
  readonly leftovers: readonly Leftover[];
}

/** A statement on which a pack waits: it runs where each gives a row. */
export interface ForeignDiscovery {
  readonly sql: string;
  /** Its places, as those of a query. */
  readonly at: Locator;
}

/** A pack of somebody else, or what its format has in place of one: a file of Fleet's queries, a folder of `.sql` files. */
export interface ForeignPack {
  readonly name: string;
  readonly format: ForeignFormat;
  readonly file: string;
  readonly place: Place;
  readonly description: string | null;
  readonly discovery: readonly ForeignDiscovery[];
  /** Further sections of osquery's configuration that the pack brings, by key. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly queries: readonly ForeignQuery[];
}

/** What was read of some files. */
export interface ForeignReading {
  readonly packs: readonly ForeignPack[];
  readonly findings: readonly Finding[];
  /** How many files were looked at, those that a configuration names included. */
  readonly files: number;
}

/** What queries have in common that say nothing more. */
export const plainQuery = {
  kind: 'scheduled', interval: null, logging: 'differential', platforms: null, unjudged: null, minimumVersion: null, description: null, value: null,
  references: [], falsePositives: [], tags: [], shard: null, denylist: null, startupPriority: null, ecsMapping: {}, leftovers: [],
} as const satisfies Partial<ForeignQuery>;
