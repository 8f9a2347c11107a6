import type { UpgradeAdvice, UpgradeChange } from '../rules/upgrade/advise.ts';
import { upgradeFindings } from '../rules/upgrade/advise.ts';
import { code, heading, item, list, paragraph, print, shortened, strong, text } from './markdown.ts';
import { visible } from './screen.ts';
import { findingLines, type TextOptions } from './text.ts';
import { counted, daemonHeading, upgradeKinds, upgradeOrder, upgradeSummary } from './upgrade-words.ts';

/** Most changes of one kind that Markdown shows; the rest is counted, so that a comment stays within what GitHub takes. */
const mostChanges = 60;

/** Advice for a terminal: each change at its place, then what the daemon itself does, and a line that counts. */
export function upgradeText(advice: UpgradeAdvice, options: TextOptions = {}): string {
  const findings = upgradeFindings(advice).filter(({ level }) => options.notes !== false || level !== 'note');
  const blocks = findings.map((finding) => findingLines(finding, options).join('\n'));
  const daemon = advice.daemon.map(({ change, queries }) => `  since ${change.since}, ${counted(queries, 'query', 'queries')}: ${change.change}\n    → ${change.advice}`);
  const refused = advice.refused.map(({ pack, name }) => `  ${visible(`${pack}/${name}`)}`);
  return [
    ...(blocks.length > 0 ? [blocks.join('\n'), ''] : []),
    ...(daemon.length > 0 ? [`${daemonHeading(advice)}:`, ...daemon, ''] : []),
    ...(refused.length > 0 ? ['Neither version takes:', ...refused, ''] : []),
    upgradeSummary(advice),
    '',
  ].join('\n');
}

/** Advice for programs; keys may be added, and `version` rises when one is removed or changes its meaning. */
export function upgradeJson({ from, to, queries, changes, daemon, refused }: UpgradeAdvice): string {
  const body = {
    version: 1,
    from, to, queries,
    changes: changes.map(({ kind, query: { pack, name }, platforms, since, what, advice, place }) => ({ kind, pack, query: name, platforms, since, what, advice, file: place.file, line: place.line, column: place.column })),
    daemon: daemon.map(({ change: { since, pull, concerns, change, advice }, queries: concerned }) => ({ since, pull, concerns, queries: concerned, what: change, advice })),
    refused: refused.map(({ pack, name }) => ({ pack, query: name })),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** Advice as one comment in Markdown. Nothing in it comes through as markup, as a mention or as HTML. */
export function upgradeMarkdown(advice: UpgradeAdvice): string {
  const { changes, daemon, from, to } = advice;
  const parts = upgradeOrder.flatMap((kind) => {
    const of = changes.filter((change) => change.kind === kind);
    if (of.length === 0) return [];
    const rest = of.length - mostChanges;
    return [heading(3, upgradeKinds[kind]), list(of.slice(0, mostChanges).map(changeItem)), ...(rest > 0 ? [paragraph([text(`And ${rest} more.`)])] : [])];
  });
  const own = daemon.map(({ change, queries }) => item([text(`Since ${change.since}, ${counted(queries, 'query', 'queries')}: ${change.change} `), strong(change.advice)]));
  return print([
    heading(2, `osquery ${from} to ${to}`),
    paragraph([text(upgradeSummary(advice))]),
    ...parts,
    ...(own.length > 0 ? [heading(3, daemonHeading(advice)), list(own)] : []),
  ]);
}

function changeItem({ query: { pack, name }, platforms, since, what, advice }: UpgradeChange) {
  return item([code(shortened(`${pack}/${name}`, 200)), text(` on ${platforms.join(' and ')}, since ${since}: ${shortened(what, 500)} `), strong(advice)]);
}
