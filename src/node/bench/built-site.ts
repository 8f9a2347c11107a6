import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright';
import { findBrowser } from '../../../scripts/browser.mjs';
import { CommandError } from '../command.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.wasm': 'application/wasm',
};

/** A file of the site as it was asked for. */
export interface Served {
  readonly pathname: string;
  /** After gzip. */
  readonly bytes: number;
  /** Whether the browser asked for it ahead, for a page that may be opened next. */
  readonly ahead: boolean;
}

/** The built site behind a server of its own, which sends files after gzip as static hosts do. */
export class BuiltSite {
  readonly #server: Server;
  readonly #bodies = new Map<string, Buffer>();
  served: Served[] = [];

  private constructor(root: string) {
    const folder = path.join(root, 'build');
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://localhost');
      const file = path.join(folder, path.normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
      if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
      const body = this.#bodies.get(file) ?? gzipSync(readFileSync(file));
      this.#bodies.set(file, body);
      this.served.push({ pathname, bytes: body.length, ahead: /prefetch/.test(String(request.headers['sec-purpose'] ?? request.headers['purpose'] ?? '')) });
      return response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream', 'content-encoding': 'gzip' }).end(body);
    });
  }

  /** Serves `build/` of `root` on a free port. */
  static async open(root: string): Promise<BuiltSite> {
    const site = new BuiltSite(root);
    await new Promise<void>((resolve) => site.#server.listen(0, 'localhost', resolve));
    return site;
  }

  /** The address of a page. */
  at(page: string): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${page}`;
  }

  close(): void {
    this.#server.close();
  }
}

/** Starts a browser of its own: nothing is in its caches. Throws a CommandError where there is none. */
export function startBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new CommandError('There is no browser to load pages with: node scripts/setup.mjs --browser finds or installs one.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'] });
}
