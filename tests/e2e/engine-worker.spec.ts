import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import ts from 'typescript';
import { test } from './site.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the worker runs: the engine as it is, started with the browser's entry of the package. */
const worker = `
import init from '/node_modules/@sqlite.org/sqlite-wasm/dist/index.mjs';
import { Engine } from '/src/engine/engine.ts';
const engine = await Engine.open(init);
const target = { platform: 'linux', version: '5.23.1' };
const rows = new Map([['processes', [new Map([['pid', 7n], ['name', 'nginx']])]], ['listening_ports', [new Map([['pid', 7n], ['port', 443n]])]]]);
const sql = "SELECT p.name, l.port, sha256(p.name) AS digest FROM listening_ports AS l JOIN processes AS p USING (pid)";
const { reads, loops, error } = engine.analyse(sql, target);
const bad = engine.analyse('SELECT path FROM file', target).loops[0].unmet;
const result = engine.run(sql, target, rows);
postMessage({ reads: reads.length, loops: loops.map(({ table }) => table), error, bad, rows: result.rows.map((row) => row.map(String)) });
`;

/** A module as a browser takes it: types gone, packages by their path. */
function asScript(text: string): string {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true } });
  return outputText.replace(/from '(@[^']+)'/g, "from '/node_modules/$1'");
}

let server: Server;
test.beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const file = path.join(root, path.normalize(pathname));
    const send = (type: string, body: string | Buffer) => response.writeHead(200, { 'content-type': type }).end(body);
    if (pathname === '/') send('text/html', '<!doctype html><title>Engine</title>');
    else if (pathname === '/worker.js') send('text/javascript', worker);
    else if (!existsSync(file)) response.writeHead(404).end();
    else if (file.endsWith('.ts')) send('text/javascript', asScript(readFileSync(file, 'utf8')));
    else send(file.endsWith('.wasm') ? 'application/wasm' : file.endsWith('.json') ? 'application/json' : 'text/javascript', readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
test.afterAll(() => server.close());

test('the engine runs in a worker of the browser, unchanged', async ({ page }) => {
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  const answer = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const started = new Worker('/worker.js', { type: 'module' });
        started.onmessage = ({ data }) => resolve(data);
        started.onerror = (event) => reject(new Error(event.message || 'The worker could not be loaded.'));
      }),
  );
  expect(answer).toEqual({
    reads: 4, loops: ['listening_ports', 'processes'], error: null, bad: ['path', 'directory'],
    rows: [['nginx', '443', '5be1ecc7935f1dd85635d4feedaf660594030253cc97c9e9ca3819ffeac36b65']],
  });
});
