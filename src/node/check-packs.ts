import { readCatalogue } from '../content/catalogue.ts';
import { foreignRules, readForeign, type ForeignReading } from '../content/foreign/index.ts';
import { confRules } from '../content/osquery-conf/index.ts';
import type { Host } from '../model/catalogue.ts';
import type { Platform } from '../model/platform.ts';
import { latestVersion } from '../osquery/schema.ts';
import type { CheckReport } from '../report/check-report.ts';
import { codeQualityReport } from '../report/code-quality.ts';
import { githubReport } from '../report/github.ts';
import { jsonReport } from '../report/json.ts';
import { sarifReport, type RuleFacts } from '../report/sarif.ts';
import { textReport } from '../report/text.ts';
import { queryReports, verdictText } from '../report/verdicts.ts';
import { checkForeign, rulesForOthers, type ForeignVerdict } from '../rules/check-foreign.ts';
import { adviseUpgrade } from '../rules/upgrade/advise.ts';
import { progressLine } from './check-repository.ts';
import { printUpgrade } from './check-upgrade.ts';
import type { ExitCode } from './command.ts';
import { filesBeside, readForeignFiles } from './foreign-files.ts';
import { openEngine } from './open-engine.ts';
import { readContent } from './read-content.ts';
import type { ReportFile } from './report-file.ts';
import { textOptions } from './text-options.ts';
import { foreignUpgradeQueries } from '../rules/upgrade/queries.ts';
import { writeWhole } from './write-files.ts';

/** What is asked about packs of others. */
export interface PacksAsked {
  readonly paths: readonly string[];
  readonly version: string | undefined;
  readonly platforms: readonly Platform[] | undefined;
  readonly format: string;
  readonly report: ReportFile | undefined;
  readonly notes: boolean;
  /** Whether text has a line for each query. */
  readonly queries: boolean;
}

interface Checked {
  readonly report: CheckReport;
  readonly verdicts: readonly ForeignVerdict[];
}

const formats: Readonly<Record<string, (checked: Checked, asked: PacksAsked) => string>> = {
  text: ({ report, verdicts }, { notes, queries }) => {
    const hidden = !notes && report.findings.some(({ level }) => level === 'note') ? ' --notes shows the notes too.' : '';
    return `${textReport(report, { ...textOptions(), notes }).trimEnd()}${hidden}\n${verdictText(verdicts, queries)}`;
  },
  json: ({ report }) => jsonReport(report),
  github: ({ report }, { notes }) => githubReport(report.findings.filter(({ level }) => notes || level !== 'note')),
  codequality: ({ report }) => codeQualityReport(report.findings),
  sarif: ({ report }) => sarifReport(report.findings, ruleFacts),
};

/** The forms in which the check of packs of others can be had. */
export const packFormats = Object.keys(formats);

const ruleFacts: readonly RuleFacts[] = [
  ...rulesForOthers.map(({ name, why, levels }) => ({ name, why, level: levels.foreign! })),
  ...Object.entries({ ...confRules, ...foreignRules }).map(([name, why]) => ({ name, why, level: 'warning' as const })),
];

/** Reads packs of others from files and folders. A file that was named by itself and holds no pack is an error. */
export function readPacks(paths: readonly string[], version = latestVersion): ForeignReading {
  const { files, named } = readForeignFiles(paths);
  const reading = readForeign(files, { version, filesFrom: filesBeside });
  return { ...reading, findings: reading.findings.map((finding) => (finding.rule === 'foreign-format' && named.has(finding.place.file) ? { ...finding, level: 'error' } : finding)) };
}

/** Checks packs of others and prints what is found; 1 where that is an error. */
export async function checkPacks(root: string, asked: PacksAsked): Promise<ExitCode> {
  const { version, platforms } = asked;
  const reading = readPacks(asked.paths, version);
  const withCosts = asked.format === 'json' || asked.report?.format === 'json' || asked.queries;
  const { findings, verdicts } = checkForeign(await openEngine(), reading, {
    ...(version !== undefined && { version }), ...(platforms && { platforms }), ...(withCosts && { hosts: hostsOf(root) }),
    ...progressOption(),
  });
  const report: CheckReport = { files: reading.files, findings, queries: queryReports(verdicts, findings) };
  if (asked.report) writeWhole(asked.report.file, formats[asked.report.format]!({ report, verdicts }, asked));
  console.log(formats[asked.format]!({ report, verdicts }, asked).trimEnd());
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

/** Prints what becomes of packs of others when osquery goes from `from` to `to`; 1 where a query is lost, or cannot be read. */
export async function checkPacksUpgrade({ paths, platforms, format, report, notes }: PacksAsked, from: string, to: string): Promise<ExitCode> {
  const reading = readPacks(paths, to);
  return printUpgrade(adviseUpgrade(await openEngine(), foreignUpgradeQueries(reading, platforms), from, to), { format, notes, report, files: reading.files, findings: reading.findings });
}

function progressOption(): { progress?: (done: number, all: number) => void } {
  const progress = progressLine('Checked', 'queries');
  return progress ? { progress } : {};
}

/** The sample hosts of a checkout; none where there are none. */
function hostsOf(root: string): ReadonlyMap<string, Host> {
  return readCatalogue(readContent(root).files.filter(({ path }) => path.startsWith('examples/hosts/'))).catalogue.hosts;
}
