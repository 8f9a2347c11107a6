import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../../../scripts/browser.mjs';
import { emptyState } from '../../gallery/address.ts';
import { prepare, search, type Filter } from '../../gallery/search.ts';
import { CommandError } from '../command.ts';
import { cpuSeconds, median } from './cpu.ts';
import { generateGallery } from './generate-gallery.ts';

/** Milliseconds that many keystrokes took: the middle one, the longest of 19 in 20, and the longest. */
export interface KeystrokeMeasure {
  readonly keystrokes: number;
  readonly median: number;
  readonly most: number;
  readonly worst: number;
}

/** What is typed, and taken away again sign by sign. */
const typed = ['processes', 'who may log in', 'a', 'file path changes', 'T1053.003', 'zzzz nothing', 'listening_ports network rights'];

const filters: readonly Partial<Filter['chosen']>[] = [{}, { platform: ['linux'] }, { purpose: ['detection', 'telemetry'], platform: ['windows', 'darwin'], tactic: ['persistence'] }];

/** Searches and counts as the page does at each keystroke, without a page; CPU time. */
export function measureSearch(count: number): KeystrokeMeasure {
  const prepared = prepare(generateGallery(count));
  const times: number[] = [];
  const ask = (q: string, chosen: Partial<Filter['chosen']>) => {
    const start = cpuSeconds();
    search(prepared, { q, osquery: '', chosen: { ...emptyState.chosen, ...chosen } });
    return (cpuSeconds() - start) * 1000;
  };
  // The compiler gets to know the code first, as it does while the page opens and its reader looks.
  for (let round = 0; round < 3; round++) ask('a', {});
  for (const chosen of filters) for (const text of typed) for (let length = 1; length <= text.length; length++) times.push(ask(text.slice(0, length), chosen));
  return summary(times);
}

/**
 * Types on the built page with generated queries in place of its own. `wall`: from the key to the painted frame with the new
 * list and counts. `cpu`: what the main thread of the page worked for it, layout and paint included, which does not grow
 * with what else the machine does.
 */
export async function measurePage(root: string, count: number): Promise<{ readonly wall: KeystrokeMeasure; readonly cpu: KeystrokeMeasure }> {
  const executablePath = findBrowser();
  if (!executablePath) throw new CommandError('There is no browser to open the gallery: node scripts/setup.mjs --browser finds or installs one.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await serve(page, path.join(root, 'build'), JSON.stringify(generateGallery(count)));
    await page.goto('http://localhost/gallery/', { waitUntil: 'networkidle' });
    await page.getByLabel('A question, a table').focus();
    await page.evaluate(noteKeystrokes);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async () => (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
    const cpu: number[] = [];
    for (const text of typed) {
      for (const key of [...text, ...[...text].map(() => 'Backspace')]) {
        const before = await worked();
        await page.keyboard.press(key === ' ' ? 'Space' : key);
        await page.evaluate(() => (window as unknown as Noted).painted);
        cpu.push((await worked()) - before);
      }
    }
    return { wall: summary(await page.evaluate(() => (window as unknown as Noted).keystrokes)), cpu: summary(cpu) };
  } finally {
    await browser.close();
  }
}

interface Noted {
  readonly keystrokes: readonly number[];
  /** Settled once the frame that shows the last key is painted. */
  readonly painted: Promise<void>;
}

/** In the page: notes how long after each key the frame that shows what it changed is painted. */
function noteKeystrokes(): void {
  const times: number[] = [];
  const noted = Object.assign(window, { keystrokes: times, painted: Promise.resolve() });
  let start = 0;
  document.addEventListener('keydown', () => (start = performance.now()), true);
  document.addEventListener('input', () => {
    noted.painted = new Promise((resolve) => {
      requestAnimationFrame(() => {
        // The message comes after the frame.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          times.push(performance.now() - start);
          resolve();
        };
        port2.postMessage(null);
      });
    });
  }, true);
}

/** Answers from the built site, and with `index` for the list of the gallery. */
async function serve(page: Page, build: string, index: string): Promise<void> {
  const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/gallery/index.json') return route.fulfill({ body: index, contentType: 'application/json' });
    const file = path.join(build, path.normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    if (!existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({ body: readFileSync(file), contentType: types[path.extname(file)] ?? 'application/octet-stream' });
  });
}

function summary(times: readonly number[]): KeystrokeMeasure {
  const sorted = [...times].sort((a, b) => a - b);
  return { keystrokes: sorted.length, median: median(sorted), most: sorted[Math.ceil(sorted.length * 0.95) - 1]!, worst: sorted.at(-1)! };
}
