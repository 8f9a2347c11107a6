import type { Platform } from '../../model/platform.ts';
import type { Logging, Purpose } from '../../model/query.ts';
import { platforms } from '../../model/platform.ts';

const platformNames: Readonly<Record<Platform, string>> = { darwin: 'macOS', linux: 'Linux', windows: 'Windows' };

/** The purposes of packs, each with what a reader comes for. */
export const purposeTexts: Readonly<Record<Purpose, { readonly title: string; readonly answers: string }>> = {
  inventory: { title: 'Inventory', answers: 'What is there: hosts, programs, users, what listens.' },
  posture: { title: 'Posture', answers: 'Whether settings are as they should be.' },
  detection: { title: 'Detection', answers: 'What should not be there; on a healthy host there are no rows.' },
  telemetry: { title: 'Telemetry', answers: 'What happens, event by event.' },
  response: { title: 'Response', answers: 'What to ask a host during an incident.' },
  health: { title: 'Health', answers: 'Whether osquery itself works.' },
};

const loggingTexts: Readonly<Record<Logging, string>> = {
  snapshot: 'snapshot: each run logs all rows',
  differential: 'differential: a run logs the rows that were added or removed since the run before',
  differential_ignore_removals: 'differential without removals: a run logs the rows that were added since the run before',
};

/** How a platform is called. */
export function platformName(platform: Platform): string {
  return platformNames[platform];
}

/** Platforms as a reader knows them, each once, in the fixed order of the model: `macOS, Linux`. */
export function platformList(list: readonly Platform[]): string {
  return platforms.filter((platform) => list.includes(platform)).map(platformName).join(', ');
}

/** An interval of `seconds` in the largest unit that fits: `every hour`, `every 5 minutes`. */
export function intervalWords(seconds: number): string {
  const units = [['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]] as const;
  const [unit, size] = units.find(([, candidate]) => seconds % candidate === 0)!;
  return seconds === size ? `every ${unit}` : `every ${grouped(seconds / size)} ${unit}s`;
}

/** What a logging mode logs; `events` where the query reads an evented table, whose rows are no state to compare. */
export function loggingWords(logging: Logging, events = false): string {
  if (!events) return loggingTexts[logging];
  return logging === 'snapshot' ? 'snapshot: each run logs the events since the run before, as one record' : 'differential: each event is logged once, as an added row';
}

/** A number of things: `1 query`, `12 queries`. */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : several}`;
}

/** A text that begins as a sentence does. */
export function capital(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}

/** A whole number with a comma between thousands. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
