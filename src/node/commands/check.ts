import { earliestVersion, latestVersion } from '../../osquery/schema.ts';
import { asCalled } from '../called.ts';
import { UsageError, type Command } from '../command.ts';
import { checkRepository } from '../check-repository.ts';
import { checkUpgrade, upgradeFormats } from '../check-upgrade.ts';
import { checkPacks, checkPacksUpgrade, packFormats } from '../check-packs.ts';
import { contentPaths, reportWithin } from '../content-paths.ts';
import { choiceOption, platformOption, versionOption } from '../read-options.ts';
import { reportFile } from '../report-file.ts';
import { reportOf } from '../report-of.ts';
import { textOptions } from '../text-options.ts';
import { writeWhole } from '../write-files.ts';
import { codeQualityReport } from '../../report/code-quality.ts';
import { githubReport } from '../../report/github.ts';
import { jsonReport } from '../../report/json.ts';
import { sarifReport } from '../../report/sarif.ts';
import { textReport } from '../../report/text.ts';
import { rules } from '../../rules/index.ts';
import type { CheckReport } from '../../report/check-report.ts';

const formats: Readonly<Record<string, (report: CheckReport, notes: boolean) => string>> = {
  text: (report, notes) => {
    const hidden = !notes && report.findings.some(({ level }) => level === 'note');
    return `${textReport(report, { ...textOptions(), notes })}${hidden ? asCalled('npm run check -- --notes shows the notes too.') : ''}`;
  },
  json: jsonReport,
  github: ({ findings }, notes) => githubReport(findings.filter(({ level }) => notes || level !== 'note')),
  codequality: ({ findings }) => codeQualityReport(findings),
  sarif: (report) => sarifReport(report.findings, rules.map(({ name, why, levels }) => ({ name, why, level: levels.production === 'off' ? 'note' : levels.production }))),
};

/** Holds all content to the rules. */
export const check: Command = {
  name: 'check',
  help: `Usage: npm run check -- [--format <name>] [--report <format>=<file>] [--notes]
       npm run check -- --from <version> [--to <version>] [--format …]
       npm run check -- <paths…> [--osquery <version>] [--platform <list>] [--queries] [--format …]

Reads packs/ and examples/, puts every query to an SQLite that behaves as osquery's
does, runs its tests, and tells what is wrong, where, and what to do.

  --format <name>  text (default), json (documented in docs/formats.md), github (workflow
                   annotations), sarif (2.1.0) or codequality (of GitLab)
  --report <format>=<file>
                   also writes the report to a file, in this format
  --notes          show notes too, which ask for nothing; without it text only counts them,
                   and github leaves them out

With paths of packs/ or examples/ it tells of those files only, holding them to the rest.

With other paths it checks those packs instead, of any of these formats: osquery's .conf and .json,
whole osquery.conf files, Fleet's YAML for apply and for GitOps, .sql files as osqtool reads
them, and Kibana's packs and exports. Of a folder, every file that may hold packs is read. Each
query is judged where it is to run; docs/check-your-own-packs.md tells more.

  --osquery <version>  the osquery that is to run them; ${latestVersion} where left out
  --platform <list>    look at these platforms only, of darwin, linux and windows
  --queries            a line for each query: where it runs, from which osquery on, its cost

With --from it tells instead what becomes of the queries when the fleet goes from one osquery
to another: which ones osquery refuses or leaves out, which turn empty, give other columns or
other values, since which version, and what to do. Either version may be the newer one.

  --from <version>  the osquery of the fleet, ${earliestVersion} to ${latestVersion}
  --to <version>    the osquery that it gets; ${latestVersion} where left out
  --format <name>   markdown as well

Exit codes: 0 no error found, 1 errors found, 2 wrong use.`,
  options: { format: { type: 'string', default: 'text' }, notes: { type: 'boolean', default: false }, osquery: { type: 'string' }, platform: { type: 'string' }, queries: { type: 'boolean', default: false }, from: { type: 'string' }, to: { type: 'string' }, report: { type: 'string' } },
  words: Infinity,
  async run({ root, options, words }) {
    const [from, to] = [versionOption(options, 'from'), versionOption(options, 'to')];
    if (from === undefined && to !== undefined) throw new UsageError('--to goes with --from, the osquery that the fleet has.');
    const [version, platforms] = [versionOption(options, 'osquery'), platformOption(options)];
    if (from !== undefined && version !== undefined) throw new UsageError('--osquery does not go with --from: --to says which osquery the fleet gets.');
    const foreign = [from, version, platforms].some((option) => option !== undefined) || options['queries'] === true;
    const own = foreign ? null : contentPaths(root, words);
    if (words.length > 0 && !own) {
      const known = from === undefined ? packFormats : upgradeFormats;
      const asked = { paths: words, version, platforms, format: choiceOption(options, 'format', known), report: reportFile(options, known), notes: options['notes'] === true, queries: options['queries'] === true };
      return from === undefined ? checkPacks(root, asked) : checkPacksUpgrade(asked, from, to ?? latestVersion);
    }
    const alone = ['osquery', 'platform', 'queries'].find((name) => options[name] !== undefined && options[name] !== false);
    if (alone) throw new UsageError(`--${alone} goes with the paths of packs.`);
    if (from !== undefined) {
      return checkUpgrade(root, { from, to: to ?? latestVersion, format: choiceOption(options, 'format', upgradeFormats), notes: options['notes'] === true, report: reportFile(options, upgradeFormats) });
    }
    const format = choiceOption(options, 'format', Object.keys(formats));
    const report = reportFile(options, Object.keys(formats));
    const checked = await checkRepository(root);
    const told = own && own.length > 0 ? reportWithin(reportOf(checked), own) : reportOf(checked);
    if (report) writeWhole(report.file, formats[report.format]!(told, options['notes'] === true));
    console.log(formats[format]!(told, options['notes'] === true).trimEnd());
    return told.findings.some(({ level }) => level === 'error') ? 1 : 0;
  },
};
