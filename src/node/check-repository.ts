import type { Reading } from '../content/catalogue.ts';
import type { Engine } from '../engine/engine.ts';
import { compareFindings, type Finding } from '../model/finding.ts';
import type { Contract } from '../releases/contract.ts';
import type { HistoryDocument } from '../releases/releases-file.ts';
import { checkCatalogue, type CheckResult } from '../rules/check.ts';
import { readAccounts, unknownRoles } from './maintainers.ts';
import { openEngine } from './open-engine.ts';
import { contractsOf, readHistories, unreleased } from './pack-contracts.ts';
import { readContent, type Content } from './read-content.ts';
import { readFilled } from './read-filled.ts';

/** A checked repository: what was read, what was found, and the engine that was asked. */
export interface CheckedRepository extends CheckResult {
  readonly reading: Reading;
  readonly engine: Engine;
  /** What each pack promises as it stands, by its name. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** Those of the findings that say that a pack is not what was last released. */
  readonly unreleased: readonly Finding[];
  /** The releases of each pack, by its folder. */
  readonly histories: ReadonlyMap<string, HistoryDocument>;
}

/** Reads the content below `root` and holds it to the rules, and each pack to its last release. */
export async function checkRepository(root: string): Promise<CheckedRepository> {
  const checked = checkContent(await openEngine(), readContent(root));
  const roles = unknownRoles(checked.reading.catalogue.packs, readAccounts(root));
  return { ...checked, findings: [...checked.findings, ...roles].sort(compareFindings) };
}

/** Holds content that is read already to the rules, and each pack to its last release. */
export function checkContent(engine: Engine, { files, findings: unread }: Content): CheckedRepository {
  const reading = readFilled(files);
  const { verdicts, outcomes, findings } = checkCatalogue(engine, reading, progressLine('Checked', 'queries'));
  const { histories, findings: damaged } = readHistories(files);
  const contracts = contractsOf(engine, reading.catalogue, verdicts, outcomes);
  const stale = damaged.length > 0 ? [] : unreleased(reading.catalogue, contracts, histories);
  return { engine, reading, verdicts, outcomes, contracts, histories, unreleased: stale, findings: [...unread, ...findings, ...damaged, ...stale].sort(compareFindings) };
}

/** A counter on the error stream, shown on a terminal only and wiped when it is full. */
export function progressLine(verb: string, what: string): ((done: number, all: number) => void) | undefined {
  if (!process.stderr.isTTY || process.env['CI']) return undefined;
  let shown = 0;
  return (done, all) => {
    const now = Date.now();
    if (done < all && now - shown < 100) return;
    shown = now;
    process.stderr.write(done < all ? `\r${verb} ${done} of ${all} ${what}` : '\r\u001b[K');
  };
}
