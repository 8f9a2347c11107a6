import { readFileSync } from 'node:fs';
import { platforms } from '../../model/platform.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { explanationJson, explanationText, type PlatformExplanation } from '../../report/explanation.ts';
import type { Plan } from '../../rules/explain/bare-query.ts';
import { explain as explainSql, findingsInSql } from '../../rules/explain/explanation.ts';
import { UsageError, type Command } from '../command.ts';
import { openEngine } from '../open-engine.ts';
import { choiceOption, platformOption, versionOption } from '../read-options.ts';
import { readSql } from '../read-sql.ts';
import { textOptions } from '../text-options.ts';

/** How the SQL is taken to be scheduled: rules ask for it, and a snapshot asks least. */
const plan: Plan = { pack: 'pack', query: 'sql', interval: 3600, logging: 'snapshot' };

/** Tells what osquery does with an SQL text. */
export const explain: Command = {
  name: 'explain',
  help: `Usage: npm run explain -- "<sql>" [--platform <list>] [--osquery <version>] [--format text|json]

Tells what osquery does with an SQL text: which table it reads in which order and for what,
which columns it has to be given, whose rows a table has, what the daemon needs, the columns
that come out with their types, where it runs and from which osquery on, and what the rules
find in it. "-" in place of the SQL reads it from the standard input.

  --platform <list>    of darwin, linux, windows; where left out, those on which it runs
  --osquery <version>  the osquery that is asked; ${latestVersion} where left out
  --format <name>      text (default) or json

Exit codes: 0 explained, 1 no osquery that was asked takes it, 2 wrong use.`,
  options: { platform: { type: 'string' }, osquery: { type: 'string' }, format: { type: 'string', default: 'text' } },
  words: 1,
  async run({ options, words: [word] }) {
    if (word === undefined) throw new UsageError('Give the SQL in quotes, or - to read it from the standard input.');
    const format = choiceOption(options, 'format', ['text', 'json']);
    const version = versionOption(options, 'osquery') ?? latestVersion;
    const asked = platformOption(options);
    const sql = readSql(() => (word === '-' ? readFileSync(0, 'utf8') : word)).trim();
    const engine = await openEngine();
    const all = (asked ?? platforms).map((platform): PlatformExplanation => ({
      platform, version, explanation: explainSql(engine, sql, { platform, version }, plan), findings: findingsInSql(engine, sql, { platform, version }, plan),
    }));
    const running = all.filter(({ explanation }) => explanation.runs);
    const told = asked === undefined && running.length > 0 ? running : all;
    console.log((format === 'json' ? explanationJson(told) : explanationText(told, textOptions())).trimEnd());
    return running.length > 0 ? 0 : 1;
  },
};
