import type { Locator, Path } from '../model/place.ts';
import { missingText } from '../model/unwritten.ts';
import type { Complaint, Rule } from './rule.ts';

/** Texts that a new file has in place of those that a person is to write. */
export const unfinished: Rule = {
  name: 'unfinished',
  levels: { production: 'error', teaching: 'error' },
  finds: 'A text that begins with TODO: it is still to be written.',
  why: 'A new file is made with its SQL, columns and tests filled in, and with marks where only a person can tell. A mark that is left would be on the site, and in the hands of whoever gets a row.',
  checks: {
    query: ({ query: { spec, at } }) => marks({ ...spec, query: undefined, tests: spec.tests?.map(({ name }) => ({ name })) }, at, ['spec']),
    pack: ({ spec, at }) => marks(spec, at, ['spec']),
  },
};

function* marks(value: unknown, at: Locator, path: Path): Iterable<Complaint> {
  if (typeof value === 'string') {
    const hint = missingText(value);
    if (hint === undefined) return;
    yield { place: at.value(path), message: `The text ${path.slice(1).join('.')} is not written yet.`, advice: `Write it${hint ? `: ${hint.replace(/\.?$/, '.')}` : '.'}` };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* marks(inner, at, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}
