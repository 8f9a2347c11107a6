import type { Page } from 'playwright';
import { BuiltSite, startBrowser } from './built-site.ts';
import { median } from './cpu.ts';
import { foreignPacks } from './generate.ts';

/** Times (ms) from handing over files to the verdicts on the page: of a page just opened, and of one that has its engine already. */
export interface CheckPageMeasure {
  readonly queries: number;
  readonly rounds: number;
  readonly cold: { readonly median: number; readonly longest: number };
  readonly warm: { readonly median: number; readonly longest: number };
}

/** Gives generated packs to the built page in a browser: each round in a browser of its own, first cold, then once more. */
export async function measureCheckPage(root: string, queries: number, rounds: number): Promise<CheckPageMeasure> {
  const files = foreignPacks(queries).map(({ path, text }) => ({ name: path.split('/').at(-1)!, mimeType: 'text/plain', buffer: Buffer.from(text) }));
  const site = await BuiltSite.open(root);
  const [cold, warm]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round < rounds; round++) {
      const browser = await startBrowser();
      try {
        const page = await browser.newPage();
        await page.goto(site.at('/check/'), { waitUntil: 'networkidle' });
        await page.evaluate(noteVerdicts);
        for (const times of [cold, warm]) times.push(await give(page, files));
      } finally {
        await browser.close();
      }
    }
  } finally {
    site.close();
  }
  const told = (times: readonly number[]) => ({ median: median(times), longest: Math.max(...times) });
  return { queries, rounds, cold: told(cold), warm: told(warm) };
}

interface Noted {
  /** Settled with the time once the verdicts on the next files are there. */
  verdicts: Promise<number>;
}

/** In the page: times the way from the choice of files to the verdicts. */
function noteVerdicts(): void {
  const noted = globalThis as unknown as Noted;
  document.querySelector('input[type=file]')!.addEventListener('change', () => {
    const start = performance.now();
    noted.verdicts = new Promise((resolve) => {
      let began = false;
      const observer = new MutationObserver(() => {
        const kind = document.querySelector('[data-check]')?.getAttribute('data-check');
        began ||= kind === 'running';
        if (!began || kind !== 'done') return;
        observer.disconnect();
        resolve(performance.now() - start);
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true });
    });
  }, true);
}

async function give(page: Page, files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<number> {
  await page.locator('input[type=file]').setInputFiles([...files]);
  return page.evaluate(() => (globalThis as unknown as Noted).verdicts);
}
