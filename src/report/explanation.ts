import type { Finding } from '../model/finding.ts';
import { platforms, type Platform } from '../model/platform.ts';
import type { Explanation } from '../rules/explain/explanation.ts';
import { listed } from '../rules/explain/loops.ts';
import { padText, visible } from './screen.ts';
import { findingLines, type TextOptions } from './text.ts';

/** What one osquery does with an SQL text, and what the rules find in it there. */
export interface PlatformExplanation {
  readonly platform: Platform;
  readonly version: string;
  readonly explanation: Explanation;
  readonly findings: readonly Finding[];
}

/** Platforms on which osquery does the same, with what it does. */
interface Group {
  readonly on: readonly Platform[];
  readonly one: PlatformExplanation;
}

/** Explanations for a terminal: where the SQL runs, then for each kind of platform the loops, notes, columns and findings. */
export function explanationText(explanations: readonly PlatformExplanation[], options: TextOptions = {}): string {
  const groups = grouped(explanations);
  const [{ explanation, version }] = explanations as [PlatformExplanation];
  const lines = [runsOnLine(explanation)];
  for (const { on, one } of groups) lines.push('', ...groupLines(one, on, version, options));
  return `${lines.join('\n')}\n`;
}

/** Explanations for programs; keys may be added, and `version` rises when one is removed or changes its meaning. */
export function explanationJson(explanations: readonly PlatformExplanation[]): string {
  const [{ explanation, version }] = explanations as [PlatformExplanation];
  const body = {
    version: 1,
    osquery: version,
    runs_on: explanation.platforms,
    minimum_version: explanation.minimumVersion,
    platforms: Object.fromEntries(explanations.map(({ platform, explanation: { error, loops, notes, plan, columns }, findings }) => [platform, {
      error, loops, notes, plan, columns: columns.map(({ name, type }) => ({ name, type })),
      findings: findings.map(({ rule, level, place, message, advice }) => ({ rule, level, line: place.line, column: place.column, message, advice: advice ?? null })),
    }])),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function runsOnLine({ platforms: runs, minimumVersion }: Explanation): string {
  if (runs.length === 0) return 'Runs nowhere as it is.';
  const missing = platforms.filter((platform) => !runs.includes(platform));
  return `Runs on ${runs.join(', ')} from osquery ${minimumVersion} on${missing.length > 0 ? `; not on ${missing.join(', ')}` : ''}.`;
}

function groupLines({ explanation, findings, platform }: PlatformExplanation, on: readonly Platform[], version: string, options: TextOptions): string[] {
  const { error, loops, notes, columns } = explanation;
  const title = `${on.join(', ')}, osquery ${version}`;
  const ofAll = (text: string) => text.replaceAll(` on ${platform} `, ` on ${listed(on)} `);
  const told = findings.flatMap((finding) => findingLines({ ...finding, message: ofAll(finding.message) }, options)).map((line) => `  ${line}`);
  if (error !== null) return [`On ${title}: osquery refuses it.`, `  ${visible(error)}`, ...(told.length > 0 ? ['', ...told] : [])];
  const width = Math.max(...columns.map(({ name }) => visible(name).length), 0);
  return [
    `On ${title}:`,
    ...(loops.length > 0 ? loops.map((sentence, index) => `  ${index + 1}. ${visible(sentence)}`) : ['  It reads no table.']),
    ...notes.map((note) => `  - ${visible(ofAll(note))}`),
    '  Columns:',
    ...columns.map(({ name, type }) => `    ${padText(visible(name), width)}  ${type ?? 'an expression'}`),
    ...(told.length > 0 ? ['', ...told] : ['  The rules find nothing.']),
  ];
}

/** Joins the platforms of which the same is to be told. */
function grouped(explanations: readonly PlatformExplanation[]): Group[] {
  const groups = new Map<string, { on: Platform[]; one: PlatformExplanation }>();
  for (const one of explanations) {
    const { explanation: { error, loops, notes, columns }, findings } = one;
    // Texts name the platform; what matters is what else they say.
    const key = JSON.stringify([error, loops, notes, columns, findings.map(({ rule, place, message }) => [rule, place, message])]).replaceAll(one.platform, '*');
    const group = groups.get(key);
    if (group) group.on.push(one.platform);
    else groups.set(key, { on: [one.platform], one });
  }
  return [...groups.values()];
}
