import type { Browser, Page } from 'playwright';

/** How many times slower the page is made. */
const slowdown = 4;

/** Which part of a page's process is made slower. */
export type Slowed = 'nothing' | 'main thread' | 'all threads';

/**
 * Makes a page slower by `slowdown` while `action` runs. `main thread` is the CPU throttling of Chrome’s DevTools, which does not
 * reach workers. `all threads` stops the whole process of the page three quarters of the time, so that workers and compilers are as slow
 * too; it needs signals, which Windows has not.
 */
export async function whileSlowed<T>(browser: Browser, page: Page, what: Slowed, action: () => Promise<T>): Promise<T> {
  if (what === 'nothing') return action();
  if (what === 'main thread') {
    await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return action();
  }
  const session = await browser.newBrowserCDPSession();
  let over = false;
  let pages: readonly number[] = [];
  // Asked again and again: a navigation may move the page to another process.
  const looking = (async () => {
    while (!over) {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      await rest(50);
    }
  })();
  const slowing = (async () => {
    while (!over) {
      const stopped = pages;
      signal(stopped, 'SIGSTOP');
      await rest(3 * (slowdown - 1));
      signal(stopped, 'SIGCONT');
      await rest(3);
    }
  })();
  try {
    return await action();
  } finally {
    over = true;
    await Promise.all([slowing, looking]);
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
