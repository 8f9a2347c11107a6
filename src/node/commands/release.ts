import path from 'node:path';
import { osqueryConf } from '../../artifacts/osquery-conf.ts';
import { earliestVersion, latestVersion } from '../../osquery/schema.ts';
import { compareVersions } from '../../osquery/versions.ts';
import { differenceText } from '../../report/difference.ts';
import { planRelease } from '../../releases/plan-release.ts';
import { printReleases, retiredNames, type History, type Release } from '../../releases/releases-file.ts';
import { builtPacks } from '../built-packs.ts';
import { asCalled } from '../called.ts';
import { checkRepository, type CheckedRepository } from '../check-repository.ts';
import { CommandError, UsageError, type Command } from '../command.ts';
import { mergedReleases } from '../merged-releases.ts';
import { historyOf } from '../pack-contracts.ts';
import { showErrors } from '../show-errors.ts';
import { writeFolder } from '../write-files.ts';

/** Makes the next release of a pack. */
export const release: Command = {
  name: 'release',
  help: `Usage: npm run release -- <pack> [--note "…"] [--date YYYY-MM-DD] [--amend [--base <revision>]]

Compares the pack with its last release, computes the version that the changes ask for and
what they do to a running fleet, and writes packs/<pack>/releases.yml and
static/packs/archive/<pack>-<version>.conf. The first release is 1.0.0.

  --note <Markdown>  why, and what to do; a major release needs one
  --date <day>       day of the release, today where left out
  --amend            put the release in place of the newest one, which is not merged yet:
                     after a further change in one review, or when another change was merged
                     first; its note is kept unless a new one is given
  --base <revision>  what is merged, for --amend; origin/HEAD or main where left out

Exit codes: 0 released, 1 refused or the content has errors, 2 wrong use.`,
  options: { note: { type: 'string' }, date: { type: 'string' }, amend: { type: 'boolean', default: false }, base: { type: 'string' } },
  words: 1,
  async run({ root, options, words: [word] }) {
    const name = word?.replace(/^(\.\/)?packs\//, '').replace(/\/$/, '');
    if (!name) throw new UsageError('Name the pack to release.');
    const checked = await checkRepository(root);
    const pack = checked.reading.catalogue.packs.find(({ spec }) => spec.name === name);
    if (!pack) throw new CommandError(`There is no pack "${name}"; known: ${checked.reading.catalogue.packs.map(({ spec }) => spec.name).join(', ') || 'none'}.`);
    // That packs differ from their last release is what the command is for.
    if (showErrors(checked, 'Nothing was released', checked.findings.filter((finding) => !checked.unreleased.includes(finding)))) return 1;
    const written = historyOf(pack, checked.histories)?.spec ?? null;
    const replaced = options['amend'] === true ? replaceable(root, name, written, options['base']) : null;
    const history = replaced ? withoutNewest(written!) : written;
    const text = options['note'] ?? replaced?.note;
    const note = text === undefined ? {} : { note: String(text) };
    const plan = planRelease({ history, contract: checked.contracts.get(name)!, ...note, date: String(options['date'] ?? today()), range: { from: lowestVersion(checked, name), to: latestVersion } });
    if (plan.refusal) throw new CommandError(`${plan.refusal.message}\n→ ${plan.refusal.advice}`);
    const { version, changes, effects } = plan.release;
    writeFolder(path.join(root, path.dirname(pack.file)), new Map([['releases.yml', printReleases(plan.history)]]), () => false);
    const [built] = builtPacks([pack], checked.verdicts, new Map([[name, version]]));
    const archived = (number: string) => `${name}-${number}.conf`;
    writeFolder(path.join(root, 'static/packs/archive'), new Map([[archived(version), osqueryConf(built!)]]), (file) => replaced !== null && file === archived(replaced.version));
    if (history) console.log(differenceText([{ pack: name, before: history.releases[0]!.version, after: version, changes, effects }]));
    console.log(asCalled(`Released ${name} ${version}. Run npm run build:packs, and commit what both wrote.`));
    return 0;
  },
};

/** The newest release, which is to be made anew. Throws where there is none, or where it is merged: others may run it. */
function replaceable(root: string, pack: string, history: History | null, base: unknown): Release {
  const newest = history?.releases[0];
  if (!newest) throw new CommandError(`${pack} has no release that --amend could replace. Leave --amend out.`);
  const merged = mergedReleases(root, pack, base === undefined ? null : String(base));
  if (merged.has(newest.version)) throw new CommandError(`${pack} ${newest.version} is merged already, and what was released stays. Leave --amend out: the change gets a version of its own.`);
  return newest;
}

/** The history before its newest release; null where that is the only one. */
function withoutNewest({ pack, releases: [, ...older] }: History): History | null {
  return older.length > 0 ? { pack, retired: retiredNames(older), releases: older } : null;
}

/** The day in UTC, so that it does not depend on where the command runs. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The oldest osquery that runs a query of the pack. */
function lowestVersion({ contracts }: CheckedRepository, name: string): string {
  const versions = Object.values(contracts.get(name)!.queries).map(({ min_osquery_version: version }) => version);
  return versions.sort(compareVersions)[0] ?? earliestVersion;
}
