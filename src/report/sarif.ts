import type { Finding, Level } from '../model/finding.ts';

/** What a report says of a rule. */
export interface RuleFacts {
  readonly name: string;
  readonly why: string;
  /** The level that it has unless its setting says otherwise. */
  readonly level: Level;
}

/**
 * Findings as SARIF 2.1.0 (OASIS), the form of code scanning services: one run, every rule that was asked, and each
 * finding at its place. Files are relative to the root of the repository; columns count UTF-16 units, from 1.
 */
export function sarifReport(findings: readonly Finding[], rules: readonly RuleFacts[]): string {
  const indexes = new Map(rules.map(({ name }, index) => [name, index]));
  const body = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'osquery-packs', rules: rules.map(describe) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, indexes.get(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function describe({ name, why, level }: RuleFacts): Record<string, unknown> {
  return { id: name, shortDescription: { text: name }, fullDescription: { text: why }, defaultConfiguration: { level } };
}

function result({ rule, level, place, message, advice, source }: Finding, ruleIndex: number | undefined): Record<string, unknown> {
  const region = { startLine: place.line, startColumn: place.column, ...(source !== undefined && { snippet: { text: source } }) };
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level,
    message: { text: advice === undefined ? message : `${message} ${advice}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: relativeUri(place.file), uriBaseId: '%SRCROOT%' }, region } }],
  };
}

/** A path as a relative URI reference: `/` between parts, and a first part that no reader takes for a scheme. */
function relativeUri(file: string): string {
  return file.replaceAll('\\', '/').replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/');
}
