import type { Pack } from '../model/catalogue.ts';
import { nearestName } from '../model/names.ts';
import type { Path } from '../model/place.ts';
import type { Complaint, Rule } from './rule.ts';

/** What osquery silently leaves out of the files that a pack has it watch. */
export const filePaths: Rule = {
  name: 'file-paths',
  levels: { production: 'error', teaching: 'off' },
  finds: 'In `file_paths`, `exclude_paths`, `file_paths_query` and `file_accesses` under config: a form that osquery passes over, paths that are not whole or have %% in the middle, and a category that `file_paths` does not have.',
  why: 'osquery reads a list of paths for each category and passes over everything else without a word (plugins/config/parsers/file_paths.cpp). The files are then not watched, and no event is the same as no change.',
  checks: { pack: check },
};

type Tell = (path: Path, message: string, advice: string) => Complaint;

function* check({ spec, at }: Pack): Iterable<Complaint> {
  const config: Readonly<Record<string, unknown>> = spec.config ?? {};
  const tell: Tell = (path, message, advice) => ({ place: at.value(['spec', 'config', ...path]), message, advice });
  for (const section of ['file_paths', 'exclude_paths', 'file_paths_query']) {
    if (Object.hasOwn(config, section)) yield* checkSection(section, config[section], tell);
  }
  const accesses = config['file_accesses'];
  if (accesses === undefined) return;
  if (!Array.isArray(accesses)) {
    yield tell(['file_accesses'], 'osquery passes over file_accesses, which is no list.', 'Write a list of categories of file_paths.');
    return;
  }
  const categories = [config['file_paths'], config['file_paths_query']].flatMap((section) => (isMapping(section) ? Object.keys(section) : []));
  for (const [index, category] of accesses.entries()) {
    if (typeof category === 'string' && categories.includes(category)) continue;
    const near = typeof category === 'string' ? nearestName(category, categories) : undefined;
    yield tell(['file_accesses', index], `There is no category ${JSON.stringify(category)} in file_paths.`, near ? `Did you mean ${near}?` : `Write one of ${categories.join(', ') || 'its categories'}, or drop it.`);
  }
}

function* checkSection(section: string, value: unknown, tell: Tell): Iterable<Complaint> {
  if (!isMapping(value)) {
    yield tell([section], `osquery passes over ${section}, which has no categories.`, `Write a name for each group of entries, with the list of them below: ${section}: {system: [/etc/%%]}.`);
    return;
  }
  for (const [category, entries] of Object.entries(value)) {
    if (!Array.isArray(entries)) {
      yield tell([section, category], `osquery passes over the category ${category} of ${section}, which is no list.`, 'Write its entries as a list, each behind a dash.');
      continue;
    }
    if (entries.length === 0) yield tell([section, category], `The category ${category} of ${section} is empty.`, 'Add an entry, or drop the category.');
    for (const [index, entry] of entries.entries()) {
      const problem = typeof entry !== 'string' || entry.trim() === '' ? ([`osquery passes over an entry of ${category} that is no text.`, 'Write a text, or drop the entry.'] as const) : section === 'file_paths_query' ? null : pathProblem(entry);
      if (problem) yield tell([section, category, index], ...problem);
    }
  }
}

function pathProblem(path: string): readonly [message: string, advice: string] | null {
  if (path.startsWith('~') || path.includes('$')) return [`'${path}' is taken as it stands: osquery knows no ~ and no variables.`, 'Write the path with % for the name of the user, such as /home/%/.ssh/%.'];
  if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path)) return [`'${path}' is no whole path, so no file has it.`, 'Begin with / or, on Windows, with the letter of the drive.'];
  const deep = path.search(/%%|\*\*/);
  if (deep >= 0 && deep < path.length - 2) return [`'${path}' has ${path.slice(deep, deep + 2)} before its end, where it goes one level deep, as % does.`, 'End the path with it, or write one path for each level.'];
  return null;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
