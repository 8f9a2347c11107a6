import { schema } from './schema.ts';
import { compareVersions } from './versions.ts';

/**
 * The osquery version that `text` names, if its schema is known; otherwise the sentence that tells the nearest ones.
 * A `v` before the number is passed over.
 */
export function knownVersion(text: string): { readonly version: string } | { readonly version: null; readonly message: string } {
  const wanted = text.trim().replace(/^v(?=\d)/i, '');
  if (schema.versions.includes(wanted)) return { version: wanted };
  const range = `${schema.versions[0]} to ${schema.versions.at(-1)}`;
  if (!/^\d+(\.\d+){0,3}$/.test(wanted)) return { version: null, message: `'${text}' is no osquery version; those from ${range} are known, such as ${schema.versions.at(-1)}.` };
  // Missing numbers count as 0 here, so that 5.12 stands before 5.12.1.
  const full = [...wanted.split('.'), '0', '0'].slice(0, 3).join('.');
  const below = schema.versions.findLast((version) => compareVersions(version, full) <= 0);
  const above = schema.versions.find((version) => compareVersions(version, full) >= 0);
  const near = [...new Set([below, above])].filter((version) => version !== undefined);
  return { version: null, message: `The schema of osquery ${wanted} is not known; the nearest known ${near.length === 1 ? `is ${near[0]}` : `are ${near.join(' and ')}`}, of ${range}.` };
}
