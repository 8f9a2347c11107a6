import { compare, gt, lt } from 'semver';
import type { Finding } from '../model/finding.ts';
import type { Path } from '../model/place.ts';
import { contractHash } from './contract.ts';
import { differenceOf } from './difference.ts';
import { retiredNames, type HistoryDocument, type Release } from './releases-file.ts';
import { nextVersion } from './version-part.ts';

type Problem = readonly [path: Path, message: string, advice: string];

const restore = 'Take the file back from the last commit; a release is made by the release command and never changed.';

/** What is wrong with a history that has the right form: findings of the rule `releases`, each at its place. */
export function checkHistory({ spec, at }: HistoryDocument): Finding[] {
  const problems = [
    ...spec.releases.flatMap((release, index) => releaseProblems(spec.pack, release, ['releases', index])),
    ...spec.releases.slice(1).flatMap((older, index) => stepProblems(spec.releases[index]!, older, ['releases', index])),
    ...duplicateProblems(spec.releases),
    ...retiredProblems(spec.retired, spec.releases),
  ];
  return problems.map(([path, message, advice]) => {
    const place = at.value(['spec', ...path]);
    return { rule: 'releases', level: 'error', place, message, advice, source: at.line(place.line), pack: spec.pack };
  });
}

/** Whether a text such as `2026-02-28` is a day of the calendar. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function releaseProblems(pack: string, release: Release, path: Path): Problem[] {
  const problems: Problem[] = [];
  const hash = contractHash(release.contract);
  if (hash !== release.contract_hash) {
    problems.push([[...path, 'contract_hash'], `The contract of ${release.version} hashes to ${hash}, not to ${release.contract_hash}: it was edited or damaged.`, restore]);
  }
  if (release.contract.pack !== pack) problems.push([[...path, 'contract', 'pack'], `The contract is one of the pack ${release.contract.pack}, the file is of ${pack}.`, restore]);
  if (!isDay(release.date)) problems.push([[...path, 'date'], `${release.date} is no day of the calendar.`, 'Write the day of the release as YYYY-MM-DD.']);
  if (compare(release.osquery.from, release.osquery.to) > 0) problems.push([[...path, 'osquery'], `The osquery range begins at ${release.osquery.from} and ends before it, at ${release.osquery.to}.`, restore]);
  return problems;
}

function stepProblems(newer: Release, older: Release, path: Path): Problem[] {
  const problems: Problem[] = [];
  if (lt(newer.version, older.version)) {
    problems.push([[...path, 'version'], `Version ${newer.version} goes back: the release below it is ${older.version}.`, 'Newest first, and each version higher than the one below. Take the file back from the last commit.']);
  } else if (gt(newer.version, older.version)) {
    const due = nextVersion(older.version, differenceOf(older.contract, newer.contract));
    if (lt(newer.version, due)) problems.push([[...path, 'version'], `Version ${newer.version} is too low: the contract changed since ${older.version} by what asks for ${due}.`, restore]);
  }
  if (newer.date < older.date) problems.push([[...path, 'date'], `Release ${newer.version} of ${newer.date} is older than ${older.version} of ${older.date}, which stands below it.`, 'Newest first: dates do not go back.']);
  return problems;
}

function duplicateProblems(releases: readonly Release[]): Problem[] {
  return releases.flatMap(({ version }, index): Problem[] => {
    const first = releases.findIndex((release) => release.version === version);
    return first === index ? [] : [[['releases', index, 'version'], `Version ${version} has two entries.`, restore]];
  });
}

function retiredProblems(listed: readonly string[], releases: readonly Release[]): Problem[] {
  const retired = retiredNames(releases);
  const problems: Problem[] = [];
  if (retired.join() !== [...listed].sort().join()) {
    problems.push([['retired'], `The retired names are ${retired.join(', ') || 'none'}, the list says ${listed.join(', ') || 'none'}.`, restore]);
  }
  releases.forEach(({ contract, version }, index) => {
    const before = retiredNames(releases.slice(index + 1));
    const back = before.filter((name) => Object.hasOwn(contract.queries, name));
    if (back.length > 0) problems.push([['releases', index, 'contract', 'queries', back[0]!], `The name ${back[0]} was retired before ${version} and comes back in it.`, 'Give the query a name that was never released: whoever keeps rows by log name would mix the two.']);
  });
  return problems;
}
