import { readCatalogue, type Reading } from '../content/catalogue.ts';
import type { Engine } from '../engine/engine.ts';
import { compareFindings } from '../model/finding.ts';
import { checkCatalogue, type CheckResult } from '../rules/check.ts';
import { openEngine } from './open-engine.ts';
import { readContent } from './read-content.ts';

/** A checked repository: what was read, what was found, and the engine that was asked. */
export interface CheckedRepository extends CheckResult {
  readonly reading: Reading;
  readonly engine: Engine;
}

/** Reads the content below `root` and holds it to the rules. */
export async function checkRepository(root: string, engine?: Engine): Promise<CheckedRepository> {
  const started = engine ?? (await openEngine());
  const { files, findings: unread } = readContent(root);
  const reading = readCatalogue(files);
  const result = checkCatalogue(started, reading, progressLine('Checked', 'queries'));
  return { engine: started, reading, verdicts: result.verdicts, findings: [...unread, ...result.findings].sort(compareFindings) };
}

/** A counter on the error stream, shown on a terminal only and wiped when it is full. */
export function progressLine(verb: string, what: string): ((done: number, all: number) => void) | undefined {
  if (!process.stderr.isTTY || process.env['CI']) return undefined;
  let shown = 0;
  return (done, all) => {
    const now = Date.now();
    if (done < all && now - shown < 100) return;
    shown = now;
    process.stderr.write(done < all ? `\r${verb} ${done} of ${all} ${what}` : '\r\u001b[K');
  };
}
