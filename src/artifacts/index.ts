import { compareText } from '../model/finding.ts';
import type { StockFates } from '../model/stock.ts';
import { catalog } from './catalog.ts';
import { packFiles } from './pack-files.ts';
import type { BuiltPack } from './release.ts';
import { sha256Sums } from './sums.ts';

/**
 * Every downloadable file of some packs, by its name below `static/packs`, sorted by name. The same packs give the
 * same bytes, in whatever order they come; `stock` goes into the catalogue. Throws where two packs have one name: one would replace the other.
 */
export function buildArtifacts(packs: readonly BuiltPack[], stock: StockFates = new Map()): Map<string, string> {
  const ordered = [...packs].sort((a, b) => compareText(a.pack.spec.name, b.pack.spec.name));
  refuseTwins(ordered);
  const entries = ordered.map((built) => ({ built, files: packFiles(built) }));
  const files = new Map(entries.flatMap((entry) => entry.files.map(({ name, text }): [string, string] => [name, text])));
  files.set('catalog.json', catalog(entries, stock));
  files.set('SHA256SUMS', sha256Sums(files));
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}

function refuseTwins(ordered: readonly BuiltPack[]): void {
  for (let index = 1; index < ordered.length; index++) {
    const [first, second] = [ordered[index - 1]!.pack, ordered[index]!.pack];
    if (first.spec.name !== second.spec.name) continue;
    throw new Error(`Two packs have the name "${first.spec.name}": ${first.file} and ${second.file}. Rename one of them.`);
  }
}
