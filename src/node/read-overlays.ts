import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readOverlay, type Overlay } from '../content/overlay.ts';
import { fileFinding } from '../content/yaml.ts';
import type { Finding } from '../model/finding.ts';
import { CommandError } from './command.ts';
import { readText } from './read-content.ts';
import { reason } from './reason.ts';

/** The overlays of a folder, in order of their names, and what is wrong with the others. */
export interface Overlays {
  readonly overlays: readonly Overlay[];
  readonly findings: readonly Finding[];
  /** How many files were looked at. */
  readonly files: number;
}

/**
 * Reads every `.yml` file right in `folder`; other files are left alone. Throws a CommandError where the folder cannot
 * be read or has none.
 */
export function readOverlays(folder: string): Overlays {
  const overlays: Overlay[] = [];
  const findings: Finding[] = [];
  const names = list(folder).filter((name) => /^[^.].*\.ya?ml$/.test(name));
  if (names.length === 0) throw new CommandError(`${folder} holds no overlay: a file of its own for each pack, named <pack>.yml. docs/tuning.md shows one.`);
  for (const name of names) {
    const file = path.join(folder, name).split(path.sep).join('/');
    const text = name.endsWith('.yaml') ? fileFinding(file, 'The name of the file ends with .yaml.', `Name it ${name.slice(0, -5)}.yml.`) : readText(file, file, 'Allow by something broader than thousands of rows: a query with that many exceptions is better left out.');
    if (typeof text !== 'string') {
      findings.push(text);
      continue;
    }
    const { overlay, findings: found } = readOverlay({ path: file, text });
    if (overlay) overlays.push(overlay);
    findings.push(...found);
  }
  return { overlays, findings, files: names.length };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new CommandError(`The folder ${folder} cannot be read: ${reason(error)}.`);
  }
}
