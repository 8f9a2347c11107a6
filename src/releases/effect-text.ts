import type { Change, ChangeKind } from './change.ts';
import { counterStep, wireRows, type EffectCase, type FleetSum, type QueryEffect, type VersionRange } from './effects.ts';
import type { Observed } from './simulate-change.ts';

export const adviceKinds = ['nothing', 'burst', 're-key', 'close-rows', 'raise-epoch', 'set-flags', 'change-consumer', 'hold-back'] as const;
export type AdviceKind = (typeof adviceKinds)[number];

/** What to do about an effect. */
export interface Advice {
  readonly kind: AdviceKind;
  readonly text: string;
}

/** What a release says about raising the epoch. */
export interface EpochFacts {
  /** Present `schedule_epoch` of the daemon; osquery's default is 0. */
  readonly epoch?: number;
  /** Rows a host that the pack sends again for it: see `epochPrice`. */
  readonly price: number;
}

/** A range of versions in words. */
export function rangeText({ from, before }: VersionRange): string {
  if (from === null) return before === null ? 'any osquery' : `osquery before ${before}`;
  return before === null ? `osquery from ${from}` : `osquery from ${from}, before ${before}`;
}

/** What the endpoint logs at its next run, and what it has stored; from the lines that were observed. */
export function endpointText({ group, least, most }: EffectCase): string {
  const sentences: string[] = [];
  if (most.stops) return 'The daemon stops, because it cannot read what it stored for this query.';
  if (group === 'leave') return `Nothing is logged any more. ${returnText(most)}`;
  sentences.push(loggedText(least, most));
  if (most.updateTold) sentences.push('A status line says that the query has been updated.');
  if (most.oldRowsStored) sentences.push('The rows stored before the change stay stored.');
  return sentences.join(' ');
}

/** What a consumer keyed on the log name sees. */
export function consumerText({ before, after }: QueryEffect, { group, least, most }: EffectCase): string {
  if (most.stops) return 'No further result of this host.';
  if (group === 'leave') return most.leftOpen > 0 ? `Silence. ${rows(most.leftOpen)} a host stay open, for no removed line comes.` : 'Silence.';
  const name = after!.log_name;
  const moved = before !== null && group === 'stay' && before.log_name !== name;
  if (moved) return `Results come as ${name}. Nothing comes as ${before.log_name} any more${most.leftOpen > 0 ? `, and its ${rows(most.leftOpen)} a host stay open` : ''}.`;
  if (most.leftOpen > 0) return `${most.snapshot > 0 ? 'Added and removed' : 'Removed'} lines stop; ${rows(most.leftOpen)} a host stay open.`;
  const sentences: string[] = [];
  if (most.resets || least.resets) sentences.push('The counter goes back without a full set of rows.');
  if (least.missing > 0) sentences.push('Where the query was differential at some time before, rows stored then are not sent again.');
  if (most.stale > 0) sentences.push('Rows that went unlogged earlier are never closed.');
  if (most.closedBefore && !most.closes) sentences.push('Rows that go are no longer told.');
  if (sentences.length === 0) sentences.push(wireRows(most) === 0 ? 'Nothing.' : group === 'join' ? 'A new set of rows.' : most.snapshot > 0 ? 'A snapshot at each run.' : 'The rows logged look like changes on the host.');
  return sentences.join(' ');
}

/** The counter and epoch that the next lines show. */
export function counterText({ group, least, most }: EffectCase): string {
  if (group === 'leave' || most.stops) return 'no line';
  if (most.snapshot > 0) return 'counter 0, as for every snapshot; same epoch';
  const texts = [...new Set([least, most].map(counterWords))];
  return `${texts.join(', or ')}; same epoch`;
}

/** What to do, derived from what was observed; where the query needs a daemon flag that it did not need, that comes first. */
export function adviceOf(effect: QueryEffect, one: EffectCase, facts: EpochFacts): Advice {
  const advice = consumerAdvice(effect, logAdvice(effect, one, facts));
  const flags = one.group === 'leave' ? [] : Object.entries(effect.after!.flags).filter(([name, value]) => effect.before?.flags[name] !== value);
  if (flags.length === 0) return advice;
  const text = `Set on the daemon: ${flags.map(([name, value]) => `--${name}=${value}`).join(', ')}.`;
  return led(text, 'set-flags', advice);
}

/** An advice with something to do before it, which decides its kind where the advice itself asks to do nothing. */
function led(text: string, kind: AdviceKind, advice: Advice): Advice {
  if (advice.kind === 'nothing') return { kind, text };
  return { kind: advice.kind === 'burst' ? kind : advice.kind, text: `${text} ${advice.text}` };
}

/** What a change asks of whoever reads the results or the pack itself, whatever the log shows. */
const consumerDemands: Partial<Readonly<Record<ChangeKind, (change: Change) => string>>> = {
  'column-removed': ({ subject }) => `Change what reads the column ${subject}.`,
  'column-renamed': ({ before, after }) => `Read the column as ${after} instead of ${before}.`,
  'column-retyped': ({ subject }) => `Change what reads the column ${subject}, if it minds the type.`,
  'ecs-field-dropped': ({ subject }) => `Change what reads the field ${subject} in Elasticsearch.`,
  'config-changed': () => 'Read the sections in the file: osquery applies them while the pack is active.',
  deprecated: ({ after, successor }) => `Move to ${successor ?? 'something else'} before ${after}.`,
  'deprecation-changed': ({ after, successor }) => `Move to ${successor ?? 'something else'} before ${after}.`,
};

/** What a change asks of consumers beyond the log; null where it asks nothing. */
export function consumerDemand(change: Change): string | null {
  return consumerDemands[change.kind]?.(change) ?? null;
}

function consumerAdvice({ changes }: QueryEffect, advice: Advice): Advice {
  const text = changes.flatMap((change) => consumerDemand(change) ?? []).join(' ');
  if (text === '') return advice;
  return led(text, 'change-consumer', advice);
}

function logAdvice({ before, after }: QueryEffect, { group, least, most }: EffectCase, { epoch = 0, price }: EpochFacts): Advice {
  if (most.stops) return { kind: 'hold-back', text: 'Update osquery first, or give the query a new name instead.' };
  if (group === 'leave') return most.leftOpen > 0 ? { kind: 'close-rows', text: 'Close the open rows yourself.' } : { kind: 'nothing', text: 'Nothing to do.' };
  if (group === 'stay' && before!.log_name !== after!.log_name) {
    const close = most.leftOpen > 0 ? ' and close the old rows yourself, for no removed line will come' : '';
    return { kind: 're-key', text: `Re-key on ${after!.log_name}${close}. ${burstText(least, most)}`.trim() };
  }
  if (most.leftOpen > 0) return { kind: 'close-rows', text: most.snapshot > 0 ? 'Read the snapshots instead, and close the open rows yourself.' : 'Close the open rows yourself: each row is an event now.' };
  if (most.resets || least.resets || least.missing > 0 || most.stale > 0) {
    return {
      kind: 'raise-epoch',
      text: `If the consumer keeps the set of rows, raise schedule_epoch by one, from ${epoch} to ${epoch + 1}${epoch === 0 ? ' where it has its default' : ''}. The price: every differential query of the daemon sends all its rows again, in this pack about ${rows(price)} a host.`,
    };
  }
  const burst = burstText(least, most);
  if (most.closedBefore && !most.closes) return { kind: 'close-rows', text: `Let the rows age out, for no removed line will come. ${burst}`.trim() };
  return burst ? { kind: 'burst', text: burst } : { kind: 'nothing', text: 'Nothing to do.' };
}

/** The rows of a fleet in words. */
export function fleetText({ host, fleet }: FleetSum): string {
  return `${span(host.least, host.most)} a host, ${span(fleet.least, fleet.most)} on the fleet`;
}

function burstText(least: Observed, most: Observed): string {
  if (most.added + most.removed === 0) return '';
  return `Expect a burst of about ${span(least.added + least.removed, most.added + most.removed)} a host.`;
}

function loggedText(least: Observed, most: Observed): string {
  if (most.snapshot > 0) return `A snapshot of ${rows(most.snapshot)}.`;
  if (wireRows(most) === 0) return 'Nothing is logged.';
  const words = [
    ...(most.removed > 0 ? [`${span(least.removed, most.removed)} as removed`] : []),
    ...(most.added > 0 ? [`${span(least.added, most.added)} as added`] : []),
  ];
  const text = words.join(' and ');
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function returnText({ returnsSoon, returnsLate, oldRowsStored }: Observed): string {
  if (!oldRowsStored) return 'No rows are stored for it.';
  if (returnsSoon === returnsLate) return 'The stored rows stay.';
  return `The stored rows stay for 6.8 days: put back within them, it logs only what changed; put back later, it logs all ${rows(returnsLate ?? 0)} as added.`;
}

function counterWords({ counter, counterBefore, counterNext }: Observed): string {
  if (counter !== null) return stepWords(counterStep(counter, counterBefore));
  return counterNext === null ? 'no line' : `no line now and ${stepWords(counterStep(counterNext, counterBefore))} at the next difference`;
}

function stepWords(step: ReturnType<typeof counterStep>): string {
  return step === 'on' ? 'the counter goes on' : `counter ${step}`;
}

function rows(count: number): string {
  return `${count} row${count === 1 ? '' : 's'}`;
}

function span(least: number, most: number): string {
  return least === most ? rows(most) : `${least} to ${rows(most)}`;
}
