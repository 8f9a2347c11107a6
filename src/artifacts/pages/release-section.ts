import type { RootContent } from 'mdast';
import { changeText, type Change } from '../../releases/change.ts';
import type { History, Release, ReleaseEffect } from '../../releases/releases-file.ts';
import { download } from './links.ts';
import { code, heading, paragraph, say, table, text, type Inline } from './mdast.ts';
import { prose } from './prose.ts';
import { capital } from './wording.ts';

/** What each release of a pack changed, what a fleet sees of it, and what to do, newest first. */
export function releaseSections({ releases }: History): RootContent[] {
  return releases.flatMap((release, index) => releaseSection(release, index === releases.length - 1));
}

/** Under which a release is found on the page of its pack. */
export function releaseAnchor({ version }: Pick<Release, 'version'>): string {
  return `release-${version.replaceAll('.', '-')}`;
}

function releaseSection(release: Release, isFirst: boolean): RootContent[] {
  return [heading(3, `${release.version}, ${release.date}`, releaseAnchor(release)), ...releaseBody(release, isFirst)];
}

/** What is told of a release below its heading; `isFirst`: there is none before it. */
export function releaseBody(release: Release, isFirst: boolean): RootContent[] {
  const { version, osquery, note, contract } = release;
  return [
    paragraph(say`Checked against osquery ${osquery.from} to ${osquery.to}. To go back to it: ${download(`archive/${contract.pack}-${version}.conf`, `${contract.pack}-${version}.conf`)}.`),
    ...(note ? prose(note) : []),
    ...(isFirst ? [paragraph(`The first release, with ${Object.keys(contract.queries).length} queries. Each begins at its initial run: all rows as added, counter 0.`)] : [changesTable(release)]),
  ];
}

/** What changed, what a fleet will see, what to do: a row for each query and each group of hosts that sees something else. */
function changesTable({ changes, effects }: Release): RootContent {
  const queries = [...new Set([...changes.map(({ query }) => query), ...effects.map(({ query }) => query)])];
  const rows = queries.flatMap((query): Inline[][] => {
    const changed = say`${query === undefined ? 'The pack' : code(query)}: ${changes.filter((change) => change.query === query).map((change: Change) => changeText(change)).join(' ') || 'as before.'}`;
    const seen = effects.filter((effect) => effect.query === query);
    if (seen.length === 0) return [[changed, 'Nothing in the log.', 'Nothing.']];
    return seen.map((effect, index) => [index === 0 ? changed : '', fleetWords(effect), text(effect.action)]);
  });
  return table(['What changed', 'What a fleet will see', 'What to do'], rows);
}

function fleetWords({ hosts, osquery, logs, counter, consumer }: ReleaseEffect): Inline {
  return text(`${capital(hosts)}, ${osquery}: ${logs} Counter and epoch: ${counter}. ${consumer}`);
}
