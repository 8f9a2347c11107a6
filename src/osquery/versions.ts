/**
 * osquery versions are compared as osquery compares them: chunk by chunk as integers, missing chunks as equal
 * (osquery/utils/info/version.cpp). Negative, 0 or positive, as for Array.sort.
 */
export function compareVersions(a: string, b: string): number {
  const left = chunksOf(a);
  const right = chunksOf(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]! - right[i]!;
    if (difference) return difference;
  }
  return 0;
}

/** The few versions there are, parsed once: every lookup in the schema history compares some. */
const parsed = new Map<string, readonly number[]>();

function chunksOf(version: string): readonly number[] {
  let chunks = parsed.get(version);
  if (!chunks) {
    chunks = version.split('.').map((chunk) => Number.parseInt(chunk, 10));
    if (parsed.size < 1000) parsed.set(version, chunks);
  }
  return chunks;
}

/** The higher of two versions. */
export function laterVersion(a: string, b: string): string {
  return compareVersions(a, b) >= 0 ? a : b;
}

/** First and last version of a span, both included; null as last: still there. */
export type Span = readonly [first: string, last: string | null];

/** The span that holds `version`, if one does. */
export function spanAt(spans: readonly Span[] | undefined, version: string): Span | undefined {
  return spans?.find(([first, last]) => compareVersions(first, version) <= 0 && (last === null || compareVersions(version, last) <= 0));
}
