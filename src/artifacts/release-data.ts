import { z } from 'zod';
import { contractSchema } from '../releases/contract.ts';
import type { History } from '../releases/releases-file.ts';

const version = z.string().regex(/^\d+\.\d+\.\d+$/);

/** The releases of a pack with what a comparison of two of them needs. */
const releaseDataSchema = z.object({
  pack: z.string().min(1),
  releases: z.array(z.object({
    version,
    date: z.string(),
    osquery: z.object({ from: version, to: version }).describe('Oldest and newest osquery that it was checked against.'),
    contract: contractSchema,
  })).min(1).describe('Newest first.'),
});

export type ReleaseData = z.infer<typeof releaseDataSchema>;
export type ComparedRelease = ReleaseData['releases'][number];

/** `releases/<pack>.json`: what the pack's page fetches to compare two releases. */
export function printReleaseData({ pack, releases }: History): string {
  const data: ReleaseData = { pack, releases: releases.map(({ version: number, date, osquery, contract }) => ({ version: number, date, osquery, contract })) };
  return `${JSON.stringify(data)}\n`;
}

/** Reads what `printReleaseData` wrote. Throws an Error that says what is wrong with it. */
export function readReleaseData(value: unknown): ReleaseData {
  const { data, error } = releaseDataSchema.safeParse(value);
  if (!data) throw new Error(`it is not a list of releases (${z.prettifyError(error).split('\n')[0]!.replace(/^\W+/, '')})`);
  return data;
}
