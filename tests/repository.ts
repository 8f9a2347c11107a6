import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, vi } from 'vitest';
import { main } from '../src/node/cli.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A repository in a temporary folder that holds `files`; it is removed after the test. */
export function repository(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'osquery-packs-'));
  folders.push(root);
  for (const [name, content] of Object.entries({ 'MAINTAINERS.yml': 'inventory: []\ndetection: []\n', ...files })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

/** Runs a command on a repository, and gives its exit code and what it printed. */
export async function run(root: string, ...args: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const print = (...parts: unknown[]) => {
    output += `${parts.join(' ')}\n`;
  };
  const log = vi.spyOn(console, 'log').mockImplementation(print);
  const error = vi.spyOn(console, 'error').mockImplementation(print);
  try {
    return { code: await main(args, root), output };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

/** A pack that the rules find nothing in. */
export const goodPack = `apiVersion: v1
kind: pack
spec:
  name: small-pack
  title: Small pack
  description: A pack for tests.
  status: incubating
  purpose: inventory
  promise: It holds.
  not_for: All else.
  maintainers: [inventory]
`;

/** A query that the rules find nothing in; `changes` replaces parts of its text. */
export function goodQuery(name = 'host_names', changes: readonly (readonly [from: string | RegExp, to: string])[] = []): string {
  const text = `apiVersion: v1
kind: query
spec:
  name: ${name}
  description: The names in the hosts file.
  platform: darwin,linux
  interval: 3600
  logging: snapshot
  query: |
    SELECT h.address, h.hostnames
    FROM etc_hosts AS h
    WHERE h.address != '${name}';
  purpose: inventory
  why: It tells which names a host resolves by itself.
  reading: A row is a line of the hosts file. An empty result means that the file has none.
  columns:
    address: The address.
    hostnames: The names, parted by blanks.
  references: [https://osquery.io/schema/#etc_hosts]
  tests:
    - name: one line
      given: {etc_hosts: [{address: 127.0.0.1, hostnames: localhost}]}
      expect: [{address: 127.0.0.1, hostnames: localhost}]
`;
  return changes.reduce((changed, [from, to]) => changed.replace(from, to), text);
}
