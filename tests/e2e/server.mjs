/**
 * Serves build/ as a static host does: files as they are, a folder by its index.html, what is not there by 404.html.
 * Usage: node tests/e2e/server.mjs <port>
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../build', import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.xml': 'application/xml', '.atom': 'application/atom+xml', '.yml': 'text/yaml', '.wasm': 'application/wasm', '.woff2': 'font/woff2',
};

/** The file of build/ that a path names, or undefined where there is none. */
function fileOf(pathname) {
  const file = path.join(root, path.normalize(decodeURIComponent(pathname)));
  if (!file.startsWith(root) || !existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return file;
  const index = path.join(file, 'index.html');
  return existsSync(index) ? index : undefined;
}

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = fileOf(pathname);
  const sent = file ?? path.join(root, '404.html');
  const headers = { 'content-type': types[path.extname(sent)] ?? 'text/plain; charset=utf-8' };
  // Names in this folder change with their content, so a browser may keep the files.
  if (file && pathname.startsWith('/assets/')) headers['cache-control'] = 'max-age=3600, immutable';
  response.writeHead(file ? 200 : 404, headers);
  createReadStream(sent).pipe(response);
}).listen(Number(process.argv[2]), 'localhost');
