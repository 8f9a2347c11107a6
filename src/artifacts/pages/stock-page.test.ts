import { expect, test } from 'vitest';
import type { StockFates } from '../../model/stock.ts';
import { packPage } from './pack-page.ts';
import { sampleContent } from './sample.ts';
import { stockPage } from './stock-page.ts';

const stock: StockFates = new Map([
  ['incident-response/shell_history', { successors: ['keys/authorized_keys'], note: 'Other *rows*.' }],
  ['osquery-monitoring/events', { dropped: 'superseded', because: 'Asked elsewhere | better.', instead: ['keys/authorized_keys'] }],
]);
const content = await sampleContent({}, { stock });

test('a stock query with a successor: where it is, what of its columns stays, and both log names', () => {
  const page = stockPage(content, -1);
  expect(page).toContain('| `shell_history`, logged as `pack_incident-response_shell_history` | [`keys/authorized_keys`](./keys.md#authorized_keys). Other *rows*. Logged as `pack_keys_authorized_keys`. | **Kept:** `username`. **Gone:** `uid`, ');
  expect(page).toContain('**New:** `key`. |');
  expect(page).toContain('| [`incident-response`](#from-incident-response) | 1 | 1 | 0 |');
});

test('a stock query without one: why, and what looks for the behaviour', () => {
  const page = stockPage(content, -1);
  expect(page).toContain('| `events` | **Superseded.** Asked elsewhere \\| better. Instead: [`keys/authorized_keys`](./keys.md#authorized_keys). |');
  expect(page).toContain('| Superseded | What it looked at has moved, is mended, or is asked better in another way. | 1 |');
});

test('the page of a pack tells which stock queries its own take the place of', () => {
  const [pack] = content.catalogue.packs;
  const page = packPage(content, pack!, 1);
  expect(page).toContain('## Coming from the stock packs {#stock-packs}');
  expect(page).toContain('| [`authorized_keys`](#authorized_keys) | `incident-response/shell_history` |');
  expect(packPage({ ...content, stock: new Map() }, pack!, 1)).not.toContain('stock-packs');
});
