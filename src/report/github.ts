import type { Finding, Level } from '../model/finding.ts';
import { visible } from './screen.ts';

const commands: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** Findings as workflow commands of GitHub Actions, one a line, which it shows at their place in a pull request. */
export function githubReport(findings: readonly Finding[]): string {
  return findings.map((finding) => `${command(finding)}\n`).join('');
}

function command({ level, place, rule, message, advice }: Finding): string {
  const text = [message, ...(advice === undefined ? [] : [advice])].map(visible).join('\n');
  const properties = { file: place.file, line: place.line, col: place.column, title: rule };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${commands[level]} ${written.join(',')}::${escapeData(text)}`;
}

/** What GitHub’s own toolkit escapes in a message (actions/toolkit packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property ends at a comma or a colon, so these are escaped too. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
