import { expect, test } from 'vitest';
import { stockEntries } from '../src/artifacts/stock.ts';
import { repositoryRoot } from '../src/node/root.ts';
import { readContent } from '../src/node/read-content.ts';
import { readFilled } from '../src/node/read-filled.ts';
import { stockQueries } from '../src/osquery/stock-packs.ts';

const { catalogue, stock, findings } = readFilled(readContent(repositoryRoot).files);
const queries = new Map(catalogue.packs.flatMap(({ spec, queries: own }) => own.map((query) => [`${spec.name}/${query.spec.name}`, query])));
const entries = stockEntries(stock, (reference) => Object.keys(queries.get(reference)?.spec.columns ?? {}));

test('every stock query has a successor that exists, or a reason', () => {
  expect(findings.filter(({ place }) => place.file === 'packs/stock-packs.yml')).toEqual([]);
  expect(entries.map(({ stock: { pack, name } }) => `${pack}/${name}`)).toEqual(stockQueries.map(({ pack, name }) => `${pack}/${name}`));
});

test('a successor runs on one of the platforms of the stock query and is not on its way out', () => {
  const wrong = entries.flatMap(({ stock: one, successors }) => successors.flatMap(({ pack, query }) => {
    const { spec } = queries.get(`${pack}/${query}`)!;
    const claimed = Object.keys(one.spans).filter((platform) => one.platform === 'any' || one.platform.includes(platform) || (one.platform === 'posix' && platform !== 'windows') || (one.platform === 'ubuntu' && platform === 'linux'));
    const meets = spec.platform.split(',').some((platform) => claimed.includes(platform));
    return meets && spec.deprecated === undefined ? [] : [`${one.pack}/${one.name}: ${pack}/${query}`];
  }));
  expect(wrong).toEqual([]);
});
