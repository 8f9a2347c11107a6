/** Whether this is the published package: there the sources are compiled, and npm knows none of the repository's scripts. */
export const installed = !import.meta.url.endsWith('.ts');

/** A text that names commands as they are called here: `npm run check -- x` in a checkout, `npx osquery-packs check x` from the package. */
export function asCalled(text: string, packaged = installed): string {
  if (!packaged) return text;
  return text.replace(/npm run (?:--silent )?([a-z][a-z:-]*)(?:( \[?)-- )?/g, (_, name: string, open = '') => `npx osquery-packs ${name}${open}`);
}
