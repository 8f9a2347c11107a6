import { crossJoin } from './cross-join.ts';
import type { Fix } from './fix.ts';
import { freeName } from './free-name.ts';
import { intervalSeconds } from './interval-seconds.ts';
import { platformWords } from './platform-words.ts';
import { singleQuotes } from './single-quotes.ts';

/** All fixes. What a rule finds is mended by the first that proposes something. */
export const fixes: readonly Fix[] = [singleQuotes, crossJoin, platformWords, intervalSeconds, freeName];

/** Rules for whose findings there may be a fix. */
export const fixableRules: ReadonlySet<string> = new Set(fixes.flatMap(({ rules }) => rules));
