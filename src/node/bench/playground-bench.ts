import type { Browser, Page } from 'playwright';
import { BuiltSite, startBrowser } from './built-site.ts';
import { median } from './cpu.ts';
import { whileSlowed, type Slowed } from './slowed.ts';

const playground = '/playground/';

/** SQL that the built page cannot have the rows of. */
const linked = `${playground}#sql=${encodeURIComponent('SELECT name, version FROM os_version;')}`;

/** Times (ms) after the page was asked for, medians of the cold runs. */
export interface Opening {
  readonly slowed: Slowed;
  /** Whether it was opened by a link with SQL of its own. */
  readonly linked: boolean;
  readonly runs: number;
  /** The first text or image was drawn. */
  readonly painted: number;
  /** The scripts of the page were there, and asked for the first run. */
  readonly asked: number;
  /** SQLite was there, and compiled. */
  readonly compiled: number;
  /** Rows of the SQL were on the page; of what the playground begins with they are in its HTML. */
  readonly shown: number;
  /** The rows of the first run were on the page. */
  readonly ran: number;
}

export interface PlaygroundMeasure {
  /** Bytes after gzip of the scripts and the WebAssembly that the playground loads and a page of text does not. */
  readonly bytes: number;
  readonly openings: readonly Opening[];
  /** From a key to the findings on it (ms). */
  readonly diagnostic: { readonly median: number; readonly longest: number };
  /** Frames (ms) while 10,000 rows are scrolled from top to bottom. */
  readonly frame: { readonly median: number; readonly longest: number };
}

/** Drives the built playground in a browser: each opening in a browser of its own, so that nothing is cached. */
export async function measurePlayground(root: string, runs: number): Promise<PlaygroundMeasure> {
  const site = await BuiltSite.open(root);
  try {
    const openings: Opening[] = [];
    const kinds: readonly Slowed[] = process.platform === 'win32' ? ['nothing', 'main thread'] : ['nothing', 'main thread', 'all threads'];
    for (const slowed of kinds) for (const linked of [false, true]) openings.push(await opened(site, slowed, linked, runs));
    return { bytes: await weight(site), openings, ...(await typedAndScrolled(site)) };
  } finally {
    site.close();
  }
}

async function inBrowser<T>(use: (page: Page, browser: Browser) => Promise<T>): Promise<T> {
  const browser = await startBrowser();
  try {
    return await use(await browser.newPage(), browser);
  } finally {
    await browser.close();
  }
}

/** What the page of a run notes of itself. */
interface Noted {
  asked?: number;
  compiled?: number;
  shown?: number;
  ran?: number;
}

/** Runs in the page before its own scripts: notes when the engine is asked, answers that SQLite is there, and shows rows. */
function note(): void {
  const noted: Noted = ((globalThis as unknown as { noted: Noted }).noted = {});
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
    noted.asked ??= performance.now();
    Reflect.apply(post, this, message);
  };
  new MutationObserver(() => {
    const status = document.querySelector('html:not([data-linked]) [data-run]');
    if (!/\d row/.test(status?.textContent ?? '')) return;
    noted.shown ??= performance.now();
    if (status!.getAttribute('data-run') === 'done') noted.ran ??= performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

async function opened(site: BuiltSite, slowed: Slowed, byLink: boolean, runs: number): Promise<Opening> {
  const found: Times[] = [];
  for (let run = 0; run < runs; run++) found.push(await inBrowser((page, browser) => openOnce(site.at(byLink ? linked : playground), page, browser, slowed)));
  const middle = (of: keyof Times) => median(found.map((one) => one[of]));
  return { slowed, linked: byLink, runs, painted: middle('painted'), asked: middle('asked'), compiled: middle('compiled'), shown: middle('shown'), ran: middle('ran') };
}

type Times = Omit<Opening, 'slowed' | 'linked' | 'runs'>;

async function openOnce(address: string, page: Page, browser: Browser, slowed: Slowed): Promise<Times> {
  await page.addInitScript(note);
  return whileSlowed(browser, page, slowed, async () => {
    const compiled = page.waitForEvent('worker').then(async (worker) => {
      await worker.evaluate(async () => {
        while (!performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))) await new Promise((resolve) => setTimeout(resolve, 5));
      });
      return worker.evaluate(() => performance.timeOrigin + (performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm')) as PerformanceResourceTiming).responseEnd);
    });
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForFunction(() => (globalThis as unknown as { noted: Noted }).noted.ran !== undefined, undefined, { polling: 100 });
    const { noted, painted, origin } = await page.evaluate(() => ({
      noted: (globalThis as unknown as { noted: Noted }).noted,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      origin: performance.timeOrigin,
    }));
    return { painted, asked: noted.asked!, compiled: (await compiled) - origin, shown: noted.shown!, ran: noted.ran! };
  });
}

async function weight(site: BuiltSite): Promise<number> {
  const loaded = async (path: string, until: (page: Page) => Promise<unknown>) => {
    site.served = [];
    await inBrowser(async (page) => {
      await page.goto(site.at(path), { waitUntil: 'networkidle' });
      await until(page);
    });
    return new Map(site.served.filter(({ pathname, ahead }) => !ahead && /\.(?:js|wasm)$/.test(pathname)).map(({ pathname, bytes }) => [pathname, bytes]));
  };
  const text = await loaded('/docs/', async () => undefined);
  const all = await loaded(playground, (page) => ready(page));
  return [...all].filter(([pathname]) => !text.has(pathname)).reduce((sum, [, bytes]) => sum + bytes, 0);
}

/** Waits until nothing is left to load: rows, the editor, and the findings and names that follow. */
async function ready(page: Page): Promise<void> {
  await page.locator('[data-run=done]').waitFor();
  await page.locator('.cm-content').waitFor();
  await page.waitForLoadState('networkidle');
}

async function typedAndScrolled(site: BuiltSite): Promise<Pick<PlaygroundMeasure, 'diagnostic' | 'frame'>> {
  return inBrowser(async (page) => {
    await page.goto(`${site.at(playground)}#sql=${encodeURIComponent('SELECT path FROM file')}`);
    await page.locator('[data-run=done]').waitFor();
    await page.locator('.cm-content').click();
    await page.keyboard.press('ControlOrMeta+End');
    const findings = page.getByRole('list', { name: 'What the rules find' });
    const keys: number[] = [];
    // Without its last letter the table is unknown; with it, its required column is missing: each key changes the findings.
    for (const [key, said] of Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? (['Backspace', 'no such table'] as const) : (['e', 'required column'] as const)))) {
      await page.evaluate(timeKey, said);
      await page.keyboard.press(key);
      await findings.getByText(said).first().waitFor();
      keys.push(await page.evaluate(() => (globalThis as unknown as { keyTime: Promise<number> }).keyTime));
    }
    // The first ones load the rules.
    const warm = keys.slice(2);
    return { diagnostic: { median: median(warm), longest: Math.max(...warm) }, frame: await scrolled(page, site) };
  });
}

/** Runs in the page: the time from the next key until the findings say this. */
function timeKey(said: string): void {
  (globalThis as unknown as { keyTime: Promise<number> }).keyTime = new Promise((resolve) => {
    addEventListener('keydown', () => {
      const started = performance.now();
      const observer = new MutationObserver(() => {
        if (!document.querySelector('[aria-label="What the rules find"]')?.textContent?.includes(said)) return;
        observer.disconnect();
        resolve(performance.now() - started);
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true });
    }, { once: true, capture: true });
  });
}

async function scrolled(page: Page, site: BuiltSite): Promise<PlaygroundMeasure['frame']> {
  await page.goto('about:blank');
  await page.goto(`${site.at(playground)}#sql=${encodeURIComponent('WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 10000) SELECT x, x * x AS square FROM n;')}`);
  await page.locator('[data-run=done]').waitFor();
  await page.locator('.cm-content').waitFor();
  const frames = await page.getByRole('tabpanel').getByRole('group').evaluate(async (frame) => {
    const steps = 120;
    const times: number[] = [];
    let before = performance.now();
    for (let step = 1; step <= steps; step++) {
      frame.scrollTo(0, (frame.scrollHeight * step) / steps);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    return times;
  });
  return { median: median(frames), longest: Math.max(...frames) };
}
