import { existsSync, readFileSync } from 'node:fs';
import type { Root } from 'mdast';

/**
 * remark plugin that notes at each SQL block on which sample host it is best tried, as `host=…` in its meta, for the link that opens
 * it in the playground. `file` is the generated JSON of hosts by SQL; without it, and for other SQL, nothing is noted.
 */
export default function sqlHosts({ file }: { readonly file: string }): (tree: Root) => void {
  let hosts: Readonly<Record<string, string>> | undefined;
  return (tree) => {
    hosts ??= existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
    for (const node of blocksOf(tree)) {
      const host = node.lang === 'sql' && Object.hasOwn(hosts, node.value.trim()) ? hosts[node.value.trim()] : undefined;
      if (host) node.meta = [node.meta, `host=${host}`].filter(Boolean).join(' ');
    }
  };
}

interface Code {
  readonly lang?: string | null;
  readonly value: string;
  meta?: string | null;
}

function blocksOf(node: { readonly type: string; readonly children?: readonly unknown[] }): Code[] {
  if (node.type === 'code') return [node as unknown as Code];
  return (node.children ?? []).flatMap((child) => blocksOf(child as { type: string }));
}
