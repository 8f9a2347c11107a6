import type { Finding } from '../model/finding.ts';
import { codeQualityReport } from '../report/code-quality.ts';
import { githubReport } from '../report/github.ts';
import { sarifReport, type RuleFacts } from '../report/sarif.ts';
import { textReport } from '../report/text.ts';
import { upgradeJson, upgradeMarkdown, upgradeText } from '../report/upgrade.ts';
import { adviseUpgrade, upgradeFindings, upgradeRule, type UpgradeAdvice } from '../rules/upgrade/advise.ts';
import { judge } from '../rules/verdict.ts';
import type { ExitCode } from './command.ts';
import { openEngine } from './open-engine.ts';
import { readContent } from './read-content.ts';
import { readFilled } from './read-filled.ts';
import type { ReportFile } from './report-file.ts';
import { textOptions } from './text-options.ts';
import { upgradeQueries } from '../rules/upgrade/queries.ts';
import { writeWhole } from './write-files.ts';

/** The upgrade advice as reports of findings tell it. */
const upgradeFacts: RuleFacts = {
  name: upgradeRule, level: 'warning',
  why: 'Another osquery has other tables, columns, functions and habits. A query that a new version refuses gives no rows and one line in a log that nobody reads.',
};

const formats: Readonly<Record<string, (advice: UpgradeAdvice, notes: boolean) => string>> = {
  text: (advice, notes) => upgradeText(advice, { ...textOptions(), notes }),
  json: upgradeJson,
  markdown: upgradeMarkdown,
  github: (advice, notes) => githubReport(upgradeFindings(advice).filter(({ level }) => notes || level !== 'note')),
  codequality: (advice) => codeQualityReport(upgradeFindings(advice)),
  sarif: (advice) => sarifReport(upgradeFindings(advice), [upgradeFacts]),
};

/** The forms in which upgrade advice can be had. */
export const upgradeFormats = Object.keys(formats);

/** Prints what becomes of the repository's queries when osquery goes from `from` to `to`; 1 where one is lost, or cannot be read. */
export async function checkUpgrade(root: string, { from, to, format, notes, report }: { readonly from: string; readonly to: string; readonly format: string; readonly notes: boolean; readonly report?: ReportFile | undefined }): Promise<ExitCode> {
  const engine = await openEngine();
  const { files, findings: unread } = readContent(root);
  const { catalogue, findings: misread, files: count } = readFilled(files);
  const verdicts = catalogue.packs.flatMap(({ queries }) => queries).map((query) => judge(engine, query));
  return printUpgrade(adviseUpgrade(engine, upgradeQueries(catalogue, verdicts), from, to), { format, notes, report, files: count, findings: [...unread, ...misread] });
}

/** Prints upgrade advice, and before it the errors among the findings of what was read; 1 where there is one, or a query is lost. */
export function printUpgrade(advice: UpgradeAdvice, { format, notes, report, files, findings }: { readonly format: string; readonly notes: boolean; readonly report?: ReportFile | undefined; readonly files: number; readonly findings: readonly Finding[] }): ExitCode {
  const broken = findings.filter(({ level }) => level === 'error');
  if (broken.length > 0) console.error(textReport({ files, findings: broken }, textOptions()).trimEnd());
  if (report) writeWhole(report.file, formats[report.format]!(advice, notes));
  console.log(formats[format]!(advice, notes).trimEnd());
  return hasError(upgradeFindings(advice)) || broken.length > 0 ? 1 : 0;
}

function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}
