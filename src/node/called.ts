import { isElsewhere } from './root.ts';

/**
 * A text that names commands as they are called here: `npm run check -- x` in a checkout, `npx osquery-packs check x`
 * elsewhere, where npm knows none of this repository's scripts.
 */
export function asCalled(text: string, elsewhere = isElsewhere): string {
  if (!elsewhere) return text;
  return text.replace(/npm run (?:--silent )?([a-z][a-z:-]*)(?:( \[?)-- )?/g, (_, name: string, open = '') => `npx osquery-packs ${name}${open}`);
}
