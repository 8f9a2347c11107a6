import type { Pack } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import { nearestName } from '../model/names.ts';
import type { Path } from '../model/place.ts';
import { stockFile, type StockFate, type StockFates } from '../model/stock.ts';
import { stockQueries, stockQuery } from '../osquery/stock-packs.ts';
import type { SourceFile } from './files.ts';
import { readShape } from './shape.ts';
import { readYaml } from './yaml.ts';

/**
 * Reads packs/stock-packs.yml. Findings: what is wrong with its form, a stock query that does not exist or is left out, a
 * successor that is no query of `packs`.
 */
export function readStock({ path, text }: SourceFile, packs: readonly Pack[]): { fates: StockFates; findings: Finding[] } {
  const fates = new Map<string, StockFate>();
  const { document, findings: broken } = readYaml(path, text);
  if (!document) return { fates, findings: broken };
  const { value, findings: misfits } = readShape(document, stockFile);
  if (!value) return { fates, findings: misfits };
  const findings: Finding[] = [];
  const tell = (at: Path, message: string, advice: string) => {
    const place = document.at.key(at);
    findings.push({ rule: 'shape', level: 'error', place, message, advice, source: document.at.line(place.line) });
  };
  const known = new Set(packs.flatMap(({ spec, queries }) => queries.map((query) => `${spec.name}/${query.spec.name}`)));
  for (const [pack, queries] of Object.entries(value.spec)) {
    for (const [name, fate] of Object.entries(queries)) {
      const at = ['spec', pack, name];
      if (!stockQuery(`${pack}/${name}`)) tell(at, `osquery's stock packs have no query ${pack}/${name}.`, 'Drop the entry, or write the names as osquery has them.');
      const named = 'dropped' in fate ? [fate.instead ?? []].flat() : [fate.successor].flat();
      for (const query of named) {
        if (known.has(query)) continue;
        const near = nearestName(query, [...known]);
        tell(at, `The query ${query} does not exist.`, near ? `Did you mean ${near}?` : 'Name a query as pack/query.');
      }
      fates.set(`${pack}/${name}`, 'dropped' in fate ? { ...fate, instead: named } : { successors: named, ...(fate.note !== undefined && { note: fate.note }) });
    }
  }
  const missing = stockQueries.filter(({ pack, name }) => !fates.has(`${pack}/${name}`)).map(({ pack, name }) => `${pack}/${name}`);
  if (missing.length > 0) {
    tell(['spec'], `${missing.length} of the stock queries are left out: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' …' : ''}.`, 'Give each a successor, or say why it is dropped.');
  }
  return { fates, findings };
}
