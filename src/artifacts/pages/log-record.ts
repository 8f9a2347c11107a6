import type { LogLine } from '../../osquery/simulator/index.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A line of the simulator as osquery writes it: with the host and the time in words, in osquery's order of fields
 * (osquery/core/query.cpp:237-333). Decorations are left out: they come from the daemon's own configuration.
 */
export function logRecord(line: LogLine, hostIdentifier: string): Readonly<Record<string, unknown>> {
  const { name, unixTime, epoch, counter, numerics, columns, action, diffResults, snapshot } = line;
  const common = { name, hostIdentifier, calendarTime: calendarTime(unixTime), unixTime, epoch, counter, numerics };
  if (diffResults) return { diffResults, ...common };
  return snapshot ? { snapshot, action, ...common } : { ...common, columns, action };
}

/** Seconds since 1970 as C's `asctime` writes them, in UTC: `Mon Nov 23 10:00:00 2026 UTC` (osquery/utils/system/time.cpp:17-57). */
export function calendarTime(unixTime: number): string {
  const time = new Date(unixTime * 1000);
  const two = (number: number) => String(number).padStart(2, '0');
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':');
  return `${days[time.getUTCDay()]} ${months[time.getUTCMonth()]} ${String(time.getUTCDate()).padStart(2)} ${clock} ${time.getUTCFullYear()} UTC`;
}
