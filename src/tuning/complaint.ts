import type { Overlay } from '../content/overlay.ts';
import type { Finding, Level } from '../model/finding.ts';
import type { Path } from '../model/place.ts';

/** A finding about a key or a value of an overlay. */
export function complaint({ at, spec }: Overlay, what: 'key' | 'value', path: Path, message: string, advice: string, level: Level = 'error'): Finding {
  const place = at[what](path);
  return { rule: 'overlay', level, place, message, advice, source: at.line(place.line), pack: spec.pack };
}
