import type { ComponentType } from 'react';
import type { ReleaseData } from '../../artifacts/release-data.ts';
import { fetchJson } from '../fetch-json.ts';

/** What compares releases, and the releases. */
export interface Loaded {
  readonly Selector: ComponentType<{ readonly data: ReleaseData }>;
  readonly data: ReleaseData;
}

/**
 * Loads the code that compares releases and the contracts at `address`, both at once.
 * Rejects with an Error whose message goes on after a colon.
 */
export async function loadSelector(address: string): Promise<Loaded> {
  const [{ Selector, readReleaseData }, value] = await Promise.all([import('./chunk.ts'), fetchJson(address)]);
  return { Selector, data: readReleaseData(value) };
}
