import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { checkRepository } from '../check-repository.ts';
import { docusaurusArgs, docusaurusEnvironment } from '../build-site.ts';
import { UsageError, type Command } from '../command.ts';
import { generateSite } from '../generate-site.ts';
import { showErrors } from '../show-errors.ts';

/** A saved file is often several events; what comes within this time (ms) is one change. */
const settle = 150;

/** Checks, builds packs and pages, and serves the site while files change. */
export const start: Command = {
  name: 'start',
  help: `Usage: npm start

Checks the content, builds the artefacts and pages, and serves the site at
http://localhost:3000, or at the port that PORT names. A saved file of packs/ or examples/
is checked and its page updated; where it has an error, the error is shown and the page
stays as it was.

Exit codes: 0 stopped, 1 the content has errors or the site failed, 2 wrong use.`,
  options: {},
  words: 0,
  async run({ root }) {
    const port = Number(process.env['PORT'] ?? 3000);
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new UsageError(`PORT is '${process.env['PORT']}', which is no port.`);
    if (!(await refresh(root))) return 1;
    const watchers = ['packs', 'examples'].map((folder) => watchFolder(root, folder));
    const server = spawn(process.execPath, [...docusaurusArgs(root, 'start', root), '--port', String(port), '--no-open'], { cwd: root, env: docusaurusEnvironment(), stdio: 'inherit' });
    const stop = () => server.kill();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const code = await new Promise<number | null>((resolve) => server.once('close', resolve));
    for (const watcher of watchers) watcher.close();
    return code === 0 || code === null || code === 130 ? 0 : 1;
  },
};

/** Checks and writes packs and pages; false, with the errors shown, where the content has some. */
async function refresh(root: string): Promise<boolean> {
  const checked = await checkRepository(root);
  if (showErrors(checked, 'The pages stay as they were')) return false;
  generateSite(root, checked);
  console.log(`${checked.verdicts.length} queries checked; packs and pages are up to date.`);
  return true;
}

function watchFolder(root: string, folder: string): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  return watch(path.join(root, folder), { recursive: true }, (_event, file) => {
    if (!file || !/\.(yml|csv|md)$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => refresh(root)).catch((error: unknown) => console.error(error));
    }, settle);
  });
}
