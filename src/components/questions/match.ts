import type { Platform } from '../../model/platform.ts';
import type { QuestionData } from '../../site-plugins/generated.ts';

export type Entry = QuestionData[number];

/**
 * The questions that hold every word of `text`, in any letter case and order, and that something answers on `platform`, if one is given.
 * Those whose own text holds all words come first.
 */
export function matching(entries: readonly Entry[], text: string, platform: Platform | ''): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (value: string) => words.every((word) => value.toLowerCase().includes(word));
  const there = entries.filter(({ platforms }) => platform === '' || platforms.includes(platform));
  const own = there.filter(({ question }) => holds(question));
  return [...own, ...there.filter((entry) => !own.includes(entry) && holds(`${entry.question} ${entry.theme} ${entry.words}`))];
}
