import type { ForeignVerdict } from '../rules/check-foreign.ts';
import type { Finding } from '../model/finding.ts';
import type { QueryReport } from './check-report.ts';
import { visible } from './screen.ts';

/** Verdicts on packs of others as the reports of a check take them, each with its findings. */
export function queryReports(verdicts: readonly ForeignVerdict[], findings: readonly Finding[]): QueryReport[] {
  const byQuery = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.place.file}\n${finding.query ?? ''}`;
    byQuery.set(key, [...(byQuery.get(key) ?? []), finding]);
  }
  return verdicts.map(({ pack, query, kind, platforms, minimumVersion, reads, columns, required, flags, cost, unjudged }) => ({
    file: query.file,
    pack: pack.name,
    query: query.name,
    kind,
    platforms: Object.fromEntries(platforms.map(({ platform, error }) => [platform, { compiles: error === null, error: error?.message ?? null }])),
    minimumVersion,
    reads,
    columns: columns.map(({ name, type }) => ({ name, type })),
    findings: byQuery.get(`${query.file}\n${query.name}`) ?? [],
    foreign: { format: pack.format, logName: query.logName, required, flags, cost, unjudged },
  }));
}

/** A line for each query: where it runs, from which osquery on, what it costs; and a line that counts. */
export function verdictText(verdicts: readonly ForeignVerdict[], withQueries: boolean): string {
  const counted = (count: number) => `${count} ${count === 1 ? 'query' : 'queries'}`;
  const judged = verdicts.filter(({ unjudged }) => unjudged === null);
  const whole = judged.filter(({ platforms }) => platforms.every(({ error }) => error === null)).length;
  const none = judged.filter(({ platforms }) => platforms.every(({ error }) => error !== null)).length;
  const some = judged.length - whole - none;
  if (verdicts.length === 0) return 'No queries.';
  const parts = [`${whole} compile${whole === 1 ? 's' : ''} on every platform ${whole === 1 ? 'it is' : 'they are'} for`, ...(some > 0 ? [`${some} on some of them`] : []), ...(none > 0 ? [`${none} on none`] : []), ...(judged.length < verdicts.length ? [`${verdicts.length - judged.length} not judged`] : [])];
  const names = verdicts.map(({ pack, query }) => visible(query.logName ?? `${pack.name}/${query.name}`));
  const width = Math.min(60, Math.max(0, ...names.map((name) => name.length)));
  const lines = withQueries ? verdicts.map((verdict, index) => `${names[index]!.padEnd(width)}  ${verdictLine(verdict)}`) : [];
  return [...lines, ...(lines.length > 0 ? [''] : []), `${counted(verdicts.length)}: ${parts.join(', ')}.`].join('\n');
}

function verdictLine({ unjudged, platforms, minimumVersion, cost, flags }: ForeignVerdict): string {
  if (unjudged !== null) return `not judged: ${visible(unjudged)}`;
  const runs = platforms.filter(({ error }) => error === null).map(({ platform }) => platform);
  const fails = platforms.filter(({ error }) => error !== null).map(({ platform }) => platform);
  return [
    ...(runs.length > 0 ? [`runs on ${runs.join(', ')}`] : []),
    ...(fails.length > 0 ? [`fails on ${fails.join(', ')}`] : []),
    ...(minimumVersion === null ? [] : [`osquery ${minimumVersion}`]),
    ...(cost === null ? [] : [`cost ${cost}`]),
    ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
  ].join('; ');
}
