import { secondsOf } from '../../content/osquery-conf/judge-values.ts';
import { longestInterval } from '../../model/query.ts';
import type { Fix } from './fix.ts';

/** An interval with a unit becomes seconds, and one that is too long the longest that every program takes. */
export const intervalSeconds: Fix = {
  name: 'interval-seconds',
  rules: ['osquery-interval', 'foreign-interval'],
  propose({ scalar }) {
    if (!scalar) return null;
    const meant = /^\s*\d{1,9}\s*$/.test(scalar.value) ? Number(scalar.value) : Number(secondsOf(scalar.value) ?? 0);
    if (meant < 1) return null;
    const seconds = Math.min(meant, longestInterval);
    return {
      title: `Write ${seconds}`,
      consequence: meant > longestInterval ? 'The query runs every seven days, the longest that osquery schedules.' : null,
      change: { value: seconds },
    };
  },
};
