import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { open, sitemapPaths, test } from './site.ts';

/** A link of a page that opens SQL in the playground, and the rows that the page shows below the SQL, if it does. */
interface Link {
  readonly page: string;
  readonly hash: string;
  readonly shown: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } | null;
}

/** What the engine answered to a run. */
interface Answer {
  readonly error: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const build = fileURLToPath(new URL('../../build', import.meta.url));

/** Every such link of every page, read from the built files as a browser reads them. */
async function allLinks(page: Page): Promise<Link[]> {
  const pages = ['/', ...sitemapPaths().filter((one) => one !== '/')].map((one) => ({ page: one, html: readFileSync(path.join(build, one, 'index.html'), 'utf8') })).filter(({ html }) => html.includes('open-in-playground'));
  return page.evaluate((files) => files.flatMap(({ page, html }) => {
    const texts = (row: Element) => [...row.children].map((cell) => cell.textContent ?? '');
    return [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll<HTMLAnchorElement>('a.open-in-playground')].map((link) => {
      const table = link.parentElement!.nextElementSibling?.querySelector('table.result');
      const [head, ...rows] = [...(table?.querySelectorAll('tr') ?? [])];
      return { page, hash: (link.getAttribute('href') ?? '').replace(/^[^#]*/, ''), shown: head ? { columns: texts(head), rows: rows.map(texts) } : null };
    });
  }), pages);
}

/** Has the page note what the engine answers to each run, by the SQL and the host that were asked. */
function noteAnswers(): void {
  const answers = ((window as unknown as { answers: Map<string, unknown> }).answers = new Map());
  const post = Worker.prototype.postMessage;
  const heard = new WeakSet<Worker>();
  const asked = new Map<number, string>();
  Worker.prototype.postMessage = function (this: Worker, ...message: [unknown]) {
    const { id, kind, ask } = message[0] as { id: number; kind: string; ask: { sql: string; bench: { host: string } } };
    if (kind === 'run') asked.set(id, `${ask.bench.host}\n${ask.sql}`);
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener('message', ({ data }) => {
        if (asked.has(data.id)) answers.set(asked.get(data.id)!, data.give ?? { error: data.error, columns: [], rows: [] });
      });
    }
    Reflect.apply(post, this, message);
  };
}

/** Opens each hash in turn on the page of the playground, and gives what was answered. */
function openAll({ hashes, usualHost }: { readonly hashes: readonly string[]; readonly usualHost: string }): Promise<(Answer | null)[]> {
  const { answers } = window as unknown as { answers: Map<string, Answer> };
  return hashes.reduce<Promise<(Answer | null)[]>>(async (before, hash) => {
    const given = await before;
    const parts = new Map(hash.slice(1).split('&').map((part) => part.split('=') as [string, string]));
    const sql = decodeURIComponent(parts.get('sql')!);
    location.hash = hash;
    const until = performance.now() + 10_000;
    const answer = () => answers.get(`${parts.get('host') ?? usualHost}\n${sql}`);
    while (!answer() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 4));
    return [...given, answer() ?? null];
  }, Promise.resolve([]));
}

/** Whether a cell of a page shows a value: on one line, and where it ends with … what the value begins with. */
function isShown(cell: string, value: string): boolean {
  const [shown, whole] = [cell, value].map((text) => text.replace(/\s+/g, ' ').trim()) as [string, string];
  return shown === whole || (shown.endsWith('…') && whole.startsWith(shown.slice(0, -1).trim()));
}

test('every link to the playground opens, and gives the rows that its page shows', async ({ page }) => {
  // Many hundreds of runs: a busy machine takes longer for them than for other tests.
  test.setTimeout(300_000);
  await page.addInitScript(noteAnswers);
  await open(page, '/playground/');
  await expect(page.locator('[data-run]')).toHaveText(/\d+ rows? in/, { timeout: 30_000 });
  const usualHost = await page.getByLabel('Sample host').inputValue();
  const links = await allLinks(page);
  expect(links.length).toBeGreaterThan(400);
  expect(links.filter(({ shown }) => shown).length).toBeGreaterThan(45);
  const hashes = [...new Set(links.map(({ hash }) => hash))];
  const answers = new Map<string, Answer | null>();
  // A few at a time, or a single one that hangs would not be told by its name.
  for (let from = 0; from < hashes.length; from += 50) {
    const some = hashes.slice(from, from + 50);
    for (const [index, answer] of (await page.evaluate(openAll, { hashes: some, usualHost })).entries()) answers.set(some[index]!, answer);
  }
  const unlike = links.flatMap(({ page: from, hash, shown }) => {
    const answer = answers.get(hash);
    if (!answer) return [`${from}: ${hash} gave no answer`];
    if (!shown) return [];
    if (answer.error !== null) return [`${from}: ${answer.error}`];
    if (answer.columns.join() !== shown.columns.join()) return [`${from}: the page shows the columns ${shown.columns.join()}, and the playground gives ${answer.columns.join()}`];
    const other = shown.rows.findIndex((row, index) => !row.every((cell, column) => isShown(cell, answer.rows[index]?.[column] ?? '')));
    return other < 0 ? [] : [`${from}: row ${other + 1} is ${JSON.stringify(shown.rows[other])}, and the playground gives ${JSON.stringify(answer.rows[other])}`];
  });
  expect(unlike).toEqual([]);
  await expect(page.locator('[data-run]')).not.toHaveText('The run failed.');
});
