import { galleryIndexSchema, type GalleryEntry, type GalleryIndex } from '../../artifacts/gallery-data.ts';
import { knownTechniques, tactics, techniqueTitle } from '../../model/attack.ts';
import { platforms } from '../../model/platform.ts';
import { loggings, purposes } from '../../model/query.ts';
import { schema } from '../../osquery/schema.ts';

const words = 'accounts which may log in without a password and what they started since the daemon last looked at changes of files that decide who runs code at boot from folders anyone can write to over the network with rights of others'.split(' ');
const tables = Object.keys(schema.tables);
const columns = ['pid', 'path', 'name', 'cmdline', 'username', 'address', 'port', 'sha256', 'mtime', 'uid', 'public_key', 'command_line'];

/** An index of `count` queries, as long in words as those of the packs are, the same for the same number. */
export function generateGallery(count: number): GalleryIndex {
  const techniques = knownTechniques();
  const groups = Array.from({ length: Math.ceil(count / 12) }, (_, number) => ({ ref: `pack-${number}`, kind: 'pack' as const, title: `Pack ${number}`, file: `gallery/packs/pack-${number}.json` }));
  const random = generator();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const some = <T>(list: readonly T[], most: number): T[] => [...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(list)))];
  const sentence = (length: number) => `${Array.from({ length }, () => pick(words)).join(' ')}.`;
  const entries = Array.from({ length: count }, (_, number): GalleryEntry => {
    const table = pick(tables);
    const name = `${table}_${pick(words)}_${number}`;
    const group = groups[Math.floor(number / 12)]!.ref;
    return {
      ref: `${group}/${name}`, name, group, question: null, description: sentence(12), questions: [sentence(7)], why: sentence(40), page: `/packs/${group}/#${name}`, purpose: pick(purposes), platforms: some(platforms, 3),
      tables: [...new Set([table, ...some(tables, 2)])], columns: some(columns, 8), tags: [], attack: random() < 0.4 ? some(techniques, 3).map(({ id }) => id) : [], level: null, logging: pick(loggings),
      interval: 3600, minimum: pick(schema.versions),
    };
  });
  return galleryIndexSchema.parse({
    groups, tactics: [...tactics], versions: [...schema.versions].reverse(), entries,
    techniques: Object.fromEntries(techniques.map((technique) => [technique.id, { title: techniqueTitle(technique), tactics: tactics.filter((tactic) => technique.tactics.includes(tactic)) }])),
  });
}

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator with the constants of Numerical Recipes). */
function generator(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
