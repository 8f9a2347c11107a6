import type { Purpose } from '../model/query.ts';
import { unwritten } from '../model/unwritten.ts';
import { inline } from './yaml-text.ts';

/** What a new pack is begun with; what is left out is marked as missing. */
export interface NewPack {
  readonly name: string;
  readonly purpose: Purpose;
  readonly title?: string;
  readonly description?: string;
  /** Roles of MAINTAINERS.yml. */
  readonly maintainers: readonly string[];
  readonly discovery?: readonly string[];
  readonly flags?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The text of a new pack.yml. It is incubating: such a pack may change without a release. */
export function packText({ name, purpose, title, description, maintainers, discovery = [], flags = {}, config = {} }: NewPack): string {
  const spec = {
    name,
    title: title ?? capital(name.replaceAll('-', ' ')),
    description: description ?? unwritten('one sentence on what the pack tells'),
    status: 'incubating',
    purpose,
    promise: unwritten('what is guaranteed, and by whom'),
    not_for: unwritten('what the pack does not do, and what does'),
    maintainers,
    ...(discovery.length > 0 && { discovery }),
    ...(Object.keys(flags).length > 0 && { flags }),
    ...(Object.keys(config).length > 0 && { config }),
  };
  return `apiVersion: v1\nkind: pack\nspec:\n${Object.entries(spec).map(([key, value]) => `  ${key}: ${inline(value)}\n`).join('')}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
