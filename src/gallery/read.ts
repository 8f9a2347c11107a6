import type { GalleryGroup, GalleryIndex } from '../artifacts/gallery-data.ts';

/**
 * Reads a served file as the index. The build has checked its whole shape; here only what another file would not have is
 * looked at, such as the page that a server sends in place of what it does not find. Throws an Error that says so.
 */
export function readIndex(value: unknown): GalleryIndex {
  if (!hasLists(value, ['entries', 'groups', 'versions', 'tactics'])) throw new Error('it is not the list of queries');
  return value as unknown as GalleryIndex;
}

/** Reads a served file as the queries of the pack or topic `ref`, as `readIndex` does. */
export function readGroup(value: unknown, ref: string): GalleryGroup {
  if (!hasLists(value, ['queries']) || value['ref'] !== ref) throw new Error(`it does not hold the queries of ${ref}`);
  return value as unknown as GalleryGroup;
}

function hasLists(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && names.every((name) => Array.isArray((value as Record<string, unknown>)[name]));
}
