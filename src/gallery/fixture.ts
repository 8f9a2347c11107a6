import type { GalleryEntry, GalleryGroup, GalleryIndex, GalleryQuery } from '../artifacts/gallery-data.ts';
import type { QuerySpec } from '../model/query.ts';
import type { Picked } from './selection.ts';

/** An entry of a test index; `parts` replaces what matters to the test. */
export function entry(ref: string, parts: Partial<GalleryEntry> = {}): GalleryEntry {
  const at = ref.lastIndexOf('/');
  return {
    ref, name: ref.slice(at + 1), group: ref.slice(0, at), question: null, description: 'What runs.', questions: [], why: '', page: `/${ref}/`, purpose: 'inventory', platforms: ['linux'],
    tables: ['processes'], columns: ['pid'], tags: [], attack: [], level: null, logging: 'differential', interval: 3600, minimum: '4.0.0', ...parts,
  };
}

/** An index of these entries, with the groups that they name. */
export function indexOf(entries: readonly GalleryEntry[], parts: Partial<GalleryIndex> = {}): GalleryIndex {
  const groups = [...new Set(entries.map(({ group }) => group))].map((ref) => ({ ref, kind: ref.startsWith('examples/') ? ('topic' as const) : ('pack' as const), title: `Title of ${ref}`, file: `gallery/${ref}.json` }));
  return {
    groups, techniques: { 'T1053.003': { title: 'Scheduled Task/Job: Cron', tactics: ['Execution', 'Persistence'] } }, tactics: ['Execution', 'Persistence', 'Credential Access'],
    versions: ['5.23.1', '5.0.1', '4.0.0', '2.7.0'], entries: [...entries], ...parts,
  };
}

/** A selected query of a pack of version 1.2.0, or of a topic where `ref` begins with `examples/`. */
export function picked(ref: string, spec: Partial<QuerySpec> = {}, parts: Partial<GalleryQuery> = {}, group: Partial<GalleryGroup> = {}): Picked {
  const at = ref.lastIndexOf('/');
  const isTopic = ref.startsWith('examples/');
  const holder = ref.slice(0, at);
  return {
    group: { ref: holder, kind: isTopic ? 'topic' : 'pack', name: holder.replace('examples/', ''), version: isTopic ? null : '1.2.0', queries: [], ...group },
    query: {
      ref, platforms: ['linux'], minimum: '4.0.0', columns: [{ name: 'pid', type: 'BIGINT' }], tables: ['processes'], evented: false, flags: {}, sections: [], cost: 'light', falsePositives: [], ...parts,
      spec: { name: ref.slice(at + 1), description: 'What runs.', platform: 'linux', interval: 3600, logging: 'differential', query: 'SELECT p.pid\nFROM processes AS p;\n', purpose: 'inventory', ...spec },
    },
  };
}
