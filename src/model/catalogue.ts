import type { Locator } from './place.ts';
import type { PackSpec, TopicSpec } from './pack.ts';
import type { QuerySpec } from './query.ts';

/**
 * `production` content lives in packs/ and goes into artefacts; `teaching` content lives in examples/ and never does;
 * `foreign` content is read from packs of others, in other formats.
 */
export type Setting = 'production' | 'teaching' | 'foreign';

/** A query as read from its file. */
export interface Query {
  readonly setting: Setting;
  /** Name of the pack (production) or of the topic (teaching) that holds it. */
  readonly group: string;
  readonly file: string;
  readonly spec: QuerySpec;
  readonly at: Locator;
}

/** A pack with its queries, ordered by name. */
export interface Pack {
  readonly file: string;
  readonly spec: PackSpec;
  readonly at: Locator;
  readonly queries: readonly Query[];
}

/** A topic of the course with its examples, in the topic’s order. */
export interface Topic {
  readonly file: string;
  readonly spec: TopicSpec;
  readonly at: Locator;
  readonly examples: readonly Query[];
}

/** One value of an osquery row: INTEGER and BIGINT as bigint, DOUBLE as number, TEXT as string. */
export type Value = string | bigint | number | null;

/** Rows by table name; each row by column name. */
export type Rows = ReadonlyMap<string, readonly ReadonlyMap<string, Value>[]>;

/** The little of them that a run needs: the rows of a table that it names. */
export type RowSource = Pick<Rows, 'get'>;

/** A made-up host whose rows examples, tests and the playground run on. */
export interface Host {
  readonly name: string;
  readonly rows: Rows;
}

/** All content of the repository; packs and topics in reading order. */
export interface Catalogue {
  readonly packs: readonly Pack[];
  readonly topics: readonly Topic[];
  readonly hosts: ReadonlyMap<string, Host>;
}
