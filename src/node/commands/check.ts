import { UsageError, type Command } from '../command.ts';
import { checkRepository } from '../check-repository.ts';
import { reportOf } from '../report-of.ts';
import { textOptions } from '../text-options.ts';
import { githubReport } from '../../report/github.ts';
import { jsonReport } from '../../report/json.ts';
import { sarifReport } from '../../report/sarif.ts';
import { textReport } from '../../report/text.ts';
import { rules } from '../../rules/index.ts';
import type { CheckReport } from '../../report/check-report.ts';

const formats: Readonly<Record<string, (report: CheckReport, notes: boolean) => string>> = {
  text: (report, notes) => {
    const hidden = !notes && report.findings.some(({ level }) => level === 'note');
    return `${textReport(report, { ...textOptions(), notes })}${hidden ? 'npm run check -- --notes shows the notes too.' : ''}`;
  },
  json: jsonReport,
  github: ({ findings }, notes) => githubReport(findings.filter(({ level }) => notes || level !== 'note')),
  sarif: (report) => sarifReport(report.findings, rules.map(({ name, why, levels }) => ({ name, why, level: levels.production === 'off' ? 'note' : levels.production }))),
};

/** Holds all content to the rules. */
export const check: Command = {
  name: 'check',
  help: `Usage: npm run check -- [--format text|json|github|sarif] [--notes]

Reads packs/ and examples/, puts every query to an SQLite that behaves as osquery's
does, runs its tests, and tells what is wrong, where, and what to do.

  --format <name>  text (default), json (documented in docs/formats.md), github (workflow
                   annotations) or sarif (2.1.0)
  --notes          show notes too, which ask for nothing; without it text only counts them,
                   and github leaves them out

Exit codes: 0 no error found, 1 errors found, 2 wrong use.`,
  options: { format: { type: 'string', default: 'text' }, notes: { type: 'boolean', default: false } },
  words: 0,
  async run({ root, options }) {
    const format = String(options['format']);
    if (!Object.hasOwn(formats, format)) throw new UsageError(`Unknown format '${format}'; known: ${Object.keys(formats).join(', ')}.`);
    const checked = await checkRepository(root);
    console.log(formats[format]!(reportOf(checked), options['notes'] === true).trimEnd());
    return checked.findings.some(({ level }) => level === 'error') ? 1 : 0;
  },
};
