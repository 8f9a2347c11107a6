import type { Finding } from '../model/finding.ts';
import { overlayFile, type OverlaySpec } from '../model/overlay.ts';
import type { Locator } from '../model/place.ts';
import type { SourceFile } from './files.ts';
import { readShape } from './shape.ts';
import { readYaml } from './yaml.ts';

/** An overlay with the places of its values. */
export interface Overlay {
  readonly file: string;
  readonly spec: OverlaySpec;
  readonly at: Locator;
}

/**
 * Reads an overlay. What is wrong with its form comes as findings of the rule `shape`, and then there is none: what
 * `readYaml` refuses, keys and values that do not fit, a file that is not named after its pack.
 */
export function readOverlay({ path, text }: SourceFile): { overlay: Overlay | null; findings: readonly Finding[] } {
  const { document, findings } = readYaml(path, text);
  if (!document) return { overlay: null, findings };
  const { value, findings: misfits } = readShape(document, overlayFile);
  if (!value) return { overlay: null, findings: misfits };
  const { spec } = value;
  const { at } = document;
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.yml$/, '');
  if (stem !== spec.pack) {
    const place = at.value(['spec', 'pack']);
    const message = `The file is named ${stem}.yml, and tunes the pack ${spec.pack}.`;
    return { overlay: null, findings: [{ rule: 'shape', level: 'error', place, message, advice: `Name it ${spec.pack}.yml, or mend the name of the pack: one file a pack.`, source: at.line(place.line) }] };
  }
  return { overlay: { file: path, spec, at }, findings: [] };
}
