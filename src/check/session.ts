import { exportPack, type ExportFormat } from '../artifacts/foreign.ts';
import type { SourceFile } from '../content/files.ts';
import { readForeign } from '../content/foreign/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Finding } from '../model/finding.ts';
import type { Platform } from '../model/platform.ts';
import { lineDiff } from '../report/line-diff.ts';
import { daemonHeading, upgradeKinds, upgradeOrder, upgradeSummary } from '../report/upgrade-words.ts';
import { checkForeign } from '../rules/check-foreign.ts';
import { fixableRules } from '../rules/fixes/index.ts';
import { proveFix, withEdits, type Checked, type ProvenFix } from '../rules/fixes/prove.ts';
import type { CostHost } from '../rules/query-cost.ts';
import { adviseUpgrade } from '../rules/upgrade/advise.ts';
import { foreignUpgradeQueries } from '../rules/upgrade/queries.ts';
import type { CheckView, FixView, Mended, UpgradeView } from './protocol.ts';
import { checkView } from './views.ts';

export interface SessionOptions {
  readonly version: string;
  readonly platforms: readonly Platform[];
  /** Sample hosts on which costs are told; none where they could not be loaded. */
  readonly hosts: ReadonlyMap<string, CostHost>;
}

/** Packs of others as they were checked, and all that can be asked about them. Files are only ever read. */
export class CheckSession {
  readonly view: CheckView;
  readonly #engine: Engine;
  readonly #checked: Checked;
  readonly #findings: readonly Finding[];
  readonly #fixes = new Map<number, ProvenFix | null>();

  constructor(engine: Engine, files: readonly SourceFile[], { version, platforms, hosts }: SessionOptions, progress?: (done: number, all: number) => void) {
    const options = { version, platforms, ...(hosts.size > 0 && { hosts }) };
    const read = readForeign(files, { version });
    // Somebody who gives a file to be checked takes it for a pack.
    const reading = { ...read, findings: read.findings.map((finding): Finding => (finding.rule === 'foreign-format' ? { ...finding, level: 'error' } : finding)) };
    const { findings, verdicts } = checkForeign(engine, reading, { ...options, ...(progress && { progress }) });
    this.#engine = engine;
    this.#findings = findings;
    this.#checked = { files, reading, verdicts, options };
    this.view = checkView(version, reading.files, reading.packs, verdicts, findings);
  }

  /** The numbers of findings for which there may be a fix. */
  fixable(): number[] {
    return this.#findings.flatMap(({ rule }, id) => (fixableRules.has(rule) ? [id] : []));
  }

  /** The fix for a finding; null where there is none that holds. */
  fix(id: number): FixView | null {
    const fix = this.#fix(id);
    return fix && { finding: id, title: fix.title, consequence: fix.consequence };
  }

  /** The files with the fixes for these findings, and what changes in them. */
  mend(ids: readonly number[]): Mended {
    const taken = ids.flatMap((id) => this.#fix(id) ?? []);
    const { files, reading, options } = this.#checked;
    const mended = files.map(({ path, text }) => ({ path, text: withEdits(text, wholeFixes(taken.filter(({ file }) => file === path))) }));
    const again = checkForeign(this.#engine, readForeign(mended, { version: options.version! }), { version: options.version!, platforms: options.platforms! });
    const errors = (findings: readonly Finding[]) => findings.filter(({ level }) => level === 'error').length;
    // What the reading raised to an error stands in both alike.
    const raised = reading.findings.filter(({ rule, level }) => rule === 'foreign-format' && level === 'error').length;
    if (errors(again.findings) + raised > errors(this.#findings)) return { error: 'Taken together these fixes would bring new errors. Take them one after the other.' };
    const changed = files.flatMap(({ path, text }, index) => (mended[index]!.text === text ? [] : [{ path, diff: lineDiff(text, mended[index]!.text) }]));
    return { error: null, files: mended, changed, before: this.#findings.length, after: again.findings.length, consequences: [...new Set(taken.flatMap(({ consequence }) => consequence ?? []))] };
  }

  /** What becomes of the queries when osquery goes from one version to another. */
  upgrade(from: string, to: string): UpgradeView {
    const { reading, options } = this.#checked;
    const advice = adviseUpgrade(this.#engine, foreignUpgradeQueries(reading, options.platforms), from, to);
    return {
      summary: upgradeSummary(advice),
      kinds: upgradeOrder.flatMap((kind) => {
        const changes = advice.changes.filter((change) => change.kind === kind).map(({ query, platforms, since, what, advice: todo }) => ({ query: `${query.pack}/${query.name}`, platforms, since, what, advice: todo }));
        return changes.length > 0 ? [{ title: upgradeKinds[kind], changes }] : [];
      }),
      daemonTitle: daemonHeading(advice),
      daemon: advice.daemon.map(({ change, queries }) => ({ since: change.since, queries, what: change.change, advice: change.advice })),
      refused: advice.refused.map(({ pack, name }) => `${pack}/${name}`),
    };
  }

  /** A pack in another form, and what that does not hold. */
  export(index: number, format: ExportFormat): { text: string; losses: string[] } {
    const pack = this.#checked.reading.packs[index]!;
    const { text, losses } = exportPack(pack, this.#checked.verdicts.filter((verdict) => verdict.pack === pack), format);
    return { text, losses: losses.map(({ query, message }) => (query === null ? message : `${query}: ${message}`)) };
  }

  #fix(id: number): ProvenFix | null {
    const known = this.#fixes.get(id);
    const finding = this.#findings[id];
    if (known !== undefined || !finding) return known ?? null;
    const fix = proveFix(this.#engine, this.#checked, finding);
    this.#fixes.set(id, fix);
    return fix;
  }
}

/** The edits of fixes, each fix whole or not at all: one that touches what an earlier one changes is left out. */
function wholeFixes(fixes: readonly ProvenFix[]): ProvenFix['edits'][number][] {
  const edits: ProvenFix['edits'][number][] = [];
  for (const fix of fixes) if (!fix.edits.some((edit) => edits.some((other) => edit.from <= other.to && other.from <= edit.to))) edits.push(...fix.edits);
  return edits;
}
