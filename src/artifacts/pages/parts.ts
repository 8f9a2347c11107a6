import type { RootContent } from 'mdast';
import { experimentTable } from './epochs/experiment-table.ts';
import { batchRecord, differentialRecords, seriesTable, snapshotRecord } from './epochs/records.ts';
import { fence, printPart } from './mdast.ts';
import { olderVersionsTable, versionTable } from './version-parts.ts';

/** Computed pieces of pages that are written by hand, by the name under which such a page imports them. */
const parts: Readonly<Record<string, () => RootContent>> = {
  'versions-major': () => versionTable('major'),
  'versions-minor': () => versionTable('minor'),
  'versions-patch': () => versionTable('patch'),
  'versions-none': () => versionTable('none'),
  'versions-older-osquery': olderVersionsTable,
  'epoch-experiments': experimentTable,
  'records-series': seriesTable,
  'records-differential': () => fence('json', differentialRecords()),
  'records-batch': () => fence('json', batchRecord()),
  'records-snapshot': () => fence('json', snapshotRecord()),
};

/** The parts as Markdown, by path below the generated pages. Docusaurus makes no page of a file whose name begins with `_`. */
export function pageParts(): [place: string, markdown: string][] {
  return Object.entries(parts).map(([name, part]) => [`_parts/_${name}.md`, printPart([part()])]);
}
