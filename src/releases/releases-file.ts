import { dump } from 'js-yaml';
import { z } from 'zod';
import { readShape } from '../content/shape.ts';
import { readYaml } from '../content/yaml.ts';
import type { Finding } from '../model/finding.ts';
import { packNamePattern } from '../model/names.ts';
import type { Locator } from '../model/place.ts';
import { changeSchema } from './change.ts';
import { contractSchema, type Contract } from './contract.ts';
import { adviceKinds } from './effect-text.ts';
import { hashPattern } from './hash.ts';

const version = z.string().regex(/^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/);
const prose = z.string().trim().min(1).max(20_000);

const effectSchema = z.strictObject({
  query: z.string(),
  hosts: prose.describe('Which hosts.'),
  osquery: prose.describe('Which osquery versions.'),
  logs: prose.describe('What the endpoint logs at its next run, and what it has stored.'),
  counter: prose.describe('Counter and epoch of the next lines.'),
  consumer: prose.describe('What a consumer keyed on the log name sees.'),
  advice: z.enum(adviceKinds),
  action: prose.describe('What to do.'),
});

const releaseSchema = z.strictObject({
  version,
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  osquery: z.strictObject({ from: version, to: version }).describe('Oldest and newest osquery that it was checked against.'),
  note: prose.optional().describe('Markdown, written by hand.'),
  changes: z.array(changeSchema.extend({ text: prose })),
  effects: z.array(effectSchema),
  contract_hash: z.string().regex(hashPattern),
  contract: contractSchema,
});

const historySchema = z.strictObject({
  pack: z.string().regex(packNamePattern),
  retired: z.array(z.string()).describe('Names of queries that were once released and are never used again.'),
  releases: z.array(releaseSchema).min(1).describe('Newest first.'),
});

/** What packs/<pack>/releases.yml holds. */
export const releasesFile = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('releases'), spec: historySchema });

export type Release = z.infer<typeof releaseSchema>;
export type ReleaseEffect = z.infer<typeof effectSchema>;
/** All releases of a pack, newest first. */
export type History = z.infer<typeof historySchema>;

/** A history with the places of its values. */
export interface HistoryDocument {
  readonly file: string;
  readonly spec: History;
  readonly at: Locator;
}

/** Reads a releases.yml. What is wrong with its form comes as findings of the rule `shape`, and then there is no document. */
export function readReleases(file: string, text: string): { document: HistoryDocument | null; findings: Finding[] } {
  const { document, findings } = readYaml(file, text);
  if (!document) return { document: null, findings };
  const { value, findings: wrong } = readShape(document, releasesFile);
  return { document: value && { file, spec: value.spec, at: document.at }, findings: wrong };
}

/** A releases.yml as text: the same history gives the same bytes. */
export function printReleases(spec: History): string {
  const head = '# Written by the release command. Only the notes are edited by hand.\n';
  return head + dump({ apiVersion: 'v1', kind: 'releases', spec }, { lineWidth: -1, noRefs: true, flowLevel: 8 });
}

/** Names of queries that were in some release and are not in the newest: they are never used again. */
export function retiredNames(releases: readonly { readonly contract: Contract }[]): string[] {
  const [newest, ...older] = releases;
  const names = new Set(older.flatMap(({ contract }) => Object.keys(contract.queries)));
  return [...names].filter((name) => !newest || !Object.hasOwn(newest.contract.queries, name)).sort();
}
