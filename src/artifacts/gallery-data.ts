import { z } from 'zod';
import { tactics } from '../model/attack.ts';
import { packSpec } from '../model/pack.ts';
import { platforms } from '../model/platform.ts';
import { lessonLevels, loggings, purposes, querySpec } from '../model/query.ts';
import { costClasses } from '../osquery/costs.ts';

const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const technique = z.string().regex(/^T\d{4}(\.\d{3})?$/);
const plain = z.string().describe('A text without marks, on one line.');
const reference = z.string().regex(/^(examples\/)?[a-z][a-z0-9-]*\/[a-z][a-z0-9_]*$/).describe('pack/query, or examples/topic/example.');

/** What the gallery lists, filters and searches: one entry a query of a pack or an example. */
const galleryEntry = z.strictObject({
  ref: reference,
  name: z.string().min(1),
  /** Reference of the pack or topic. */
  group: z.string().min(1),
  question: plain.nullable().describe('The title of an example; null for a query of a pack.'),
  description: plain,
  questions: z.array(plain).describe('What people ask and it answers.'),
  why: plain,
  /** Path of its page on the site. */
  page: z.string().startsWith('/'),
  purpose: z.enum(purposes),
  platforms: z.array(z.enum(platforms)),
  tables: z.array(z.string()),
  columns: z.array(z.string()),
  tags: z.array(z.string()),
  attack: z.array(technique),
  level: z.enum(lessonLevels).nullable(),
  logging: z.enum(loggings),
  /** Seconds. */
  interval: z.int().min(1),
  minimum: version.describe('Oldest osquery that runs it.'),
});

/** `gallery/index.json`: what the page of the gallery loads when it opens. */
export const galleryIndexSchema = z.strictObject({
  groups: z.array(z.strictObject({
    ref: z.string().min(1).describe('The name of a pack, or examples/ and the name of a topic.'),
    kind: z.enum(['pack', 'topic']),
    title: plain,
    file: z.string().min(1).describe('Path on the site of the file with its queries.'),
  })),
  /** The techniques that entries name, by id. */
  techniques: z.record(technique, z.strictObject({ title: plain, tactics: z.array(z.enum(tactics)) })),
  /** All tactics in the order of the matrix. */
  tactics: z.array(z.enum(tactics)),
  /** All known versions of osquery, newest first. */
  versions: z.array(version).min(1),
  entries: z.array(galleryEntry),
});

/** `gallery/packs/<pack>.json` and `gallery/examples/<topic>.json`: all that a comparison or a pack of some of its queries needs. */
export const galleryGroupSchema = z.strictObject({
  ref: z.string().min(1),
  kind: z.enum(['pack', 'topic']),
  name: z.string().min(1),
  /** Of a pack; null for a topic. */
  version: version.nullable(),
  config: packSpec.shape.config,
  discovery: packSpec.shape.discovery,
  queries: z.array(z.strictObject({
    ref: reference,
    spec: querySpec.pick({ name: true, description: true, platform: true, interval: true, logging: true, query: true, purpose: true, osquery: true, ecs_mapping: true }),
    platforms: z.array(z.enum(platforms)).min(1),
    minimum: version,
    columns: z.array(z.strictObject({ name: z.string(), type: z.string().nullable() })),
    tables: z.array(z.string()),
    evented: z.boolean().describe('Whether one of the tables holds events.'),
    flags: z.record(z.string(), z.string()).describe('Daemon flags that it needs.'),
    sections: z.array(z.string()).describe('Sections of its pack’s config that it needs.'),
    cost: z.enum(costClasses),
    falsePositives: z.array(z.strictObject({ what: plain, tune: plain })),
  })),
});

export type GalleryIndex = z.infer<typeof galleryIndexSchema>;
export type GalleryEntry = z.infer<typeof galleryEntry>;
export type GalleryGroup = z.infer<typeof galleryGroupSchema>;
export type GalleryQuery = GalleryGroup['queries'][number];
