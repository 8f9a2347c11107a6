import type { TextOptions } from '../report/text.ts';

/** How text is shown on this terminal, or in this pipe. */
export function textOptions(): TextOptions {
  return { color: process.stdout.isTTY === true && !process.env['NO_COLOR'] };
}
