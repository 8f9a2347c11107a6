import { readForeign } from '../../content/foreign/index.ts';
import { checkForeign } from '../../rules/check-foreign.ts';
import { openEngine } from '../open-engine.ts';
import { cpuSeconds } from './cpu.ts';
import { foreignPacks } from './generate.ts';

/** What one process measured of packs of others: wall time, since that is what somebody waits for. */
export interface ForeignMeasure {
  readonly queries: number;
  readonly readSeconds: number;
  readonly checkSeconds: number;
  /** CPU of both, which another process on the machine does not change. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly findings: number;
}

const files = foreignPacks(Number(process.argv[2]));
const before = cpuSeconds();
const start = performance.now();
const reading = readForeign(files);
const read = performance.now();
const { findings, verdicts } = checkForeign(await openEngine(), reading);
const end = performance.now();
console.log(JSON.stringify({ queries: verdicts.length, readSeconds: (read - start) / 1000, checkSeconds: (end - read) / 1000, cpuSeconds: cpuSeconds() - before, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024), findings: findings.length } satisfies ForeignMeasure));
