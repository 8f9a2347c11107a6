import type { RootContent } from 'mdast';
import { readYaml } from '../../content/yaml.ts';
import type { Level } from '../../model/finding.ts';
import { levelIn } from '../../rules/rule.ts';
import type { RulePage } from './content.ts';
import { docs, linkTo, places, slugOf } from './links.ts';
import { code, fence, heading, link, list, paragraph, printPage, say } from './mdast.ts';
import { plainText, prose } from './prose.ts';
import { factStrip } from './tables.ts';
import { capital } from './wording.ts';

/** What a level means for whoever has the finding. */
const levels: Readonly<Record<Level | 'off', string>> = { error: 'error', warning: 'warning', note: 'note', off: 'not held to it' };

/** What a fixture shows of itself: its SQL where the fault is there, else the file. */
type View = 'sql' | 'yaml';

/** The page of a rule; `position` is its place among the rules, from 1. */
export function rulePage(shown: RulePage, position: number): string {
  const { rule, good, bad } = shown;
  const page = places.rule(rule.name);
  const views = bad.map(viewOf);
  return printPage({ title: rule.name, description: plainText(rule.finds), sidebar_label: rule.name, sidebar_position: position, custom_edit_url: `src/rules/${rule.name}.ts`, ...slugOf(page) }, [
    heading(1, code(rule.name)),
    ...prose(rule.finds),
    factStrip([
      ['In packs', capital(levelWords(rule.levels.production))],
      ['In examples', capital(levelWords(rule.levels.teaching))],
      ['In packs of others', capital(levelWords(levelIn(rule, 'foreign')))],
    ]),
    heading(2, 'Why', 'why'),
    ...prose(rule.why),
    ...bad.flatMap((fixture, index) => [
      heading(2, bad.length === 1 ? 'What it finds' : `What it finds, ${index + 1} of ${bad.length}`, `finds-${index + 1}`),
      show(fixture.yaml, views[index]!),
      paragraph('The check says:'),
      fence('text', fixture.output),
    ]),
    heading(2, 'What it lets pass', 'passes'),
    show(good.yaml, views.every((view) => view === 'sql') ? 'sql' : 'yaml'),
    heading(2, 'Where it does not hold', 'exceptions'),
    ...exceptions(shown),
    heading(2, 'Next', 'next'),
    list([
      [paragraph(say`The other rules: ${linkTo(page, places.rules, 'Rules')}.`)],
      [paragraph(say`How to run the check: ${link(docs.contributing, 'Contributing')}.`)],
    ]),
  ]);
}

/** A level in words. */
export function levelWords(level: Level | 'off'): string {
  return levels[level];
}

function exceptions({ rule }: RulePage): RootContent[] {
  if (!rule.checks.query) return [paragraph('Always: the rule looks at more than one query or at the file’s form, so a query cannot be excepted from it.')];
  return [
    paragraph('Name the rule in the query’s file, with the reason that a reviewer is to judge. An exception that is not needed is an error.'),
    fence('yaml', `spec:\n  exceptions:\n    - rule: ${rule.name}\n      reason: Why the rule is wrong for this query.`),
  ];
}

function show(yaml: string, view: View): RootContent {
  const sql = view === 'sql' ? read(yaml)?.sql : undefined;
  return sql === undefined ? fence('yaml', yaml) : fence('sql', sql);
}

/** The fault is in the SQL where the first finding points into it. */
function viewOf({ yaml, output }: RulePage['bad'][number]): View {
  const place = /^\S+:(\d+):\d+ (?:error|warning|note) /m.exec(output);
  const found = read(yaml);
  if (!place || !found) return 'yaml';
  const line = Number(place[1]);
  return line >= found.first && line <= found.last ? 'sql' : 'yaml';
}

/** The SQL of a query file and the lines on which it stands; undefined where the file cannot be read that far. */
function read(yaml: string): { sql: string; first: number; last: number } | undefined {
  const { document } = readYaml('fixture.yml', yaml);
  const sql = (document?.value as { spec?: { query?: unknown } } | null | undefined)?.spec?.query;
  if (!document || typeof sql !== 'string') return undefined;
  const at = (offset: number) => document.at.inText(['spec', 'query'], offset).line;
  return { sql, first: at(0), last: at(Math.max(0, sql.trimEnd().length - 1)) };
}
