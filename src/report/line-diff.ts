import { diffLines } from 'diff';

/** A line of a difference: taken away, added or kept; `fold` stands for so many equal lines. */
export type DiffLine = { readonly sign: '-' | '+' | ' '; readonly text: string } | { readonly sign: 'fold'; readonly lines: number };

/** Equal lines that are shown beside a difference. */
const context = 2;

/** The lines of a text against those of another, with long stretches of equal ones folded; none where both are equal. */
export function lineDiff(before: string, after: string): DiffLine[] {
  if (before === after) return [];
  const parts = diffLines(before, after);
  return parts.flatMap(({ value, added, removed }, index): DiffLine[] => {
    const lines = value.replace(/\n$/, '').split('\n').map((text) => text.replace(/\r$/, ''));
    const sign = added ? '+' : removed ? '-' : ' ';
    const shown = lines.map((text): DiffLine => ({ sign, text }));
    if (sign !== ' ') return shown;
    const head = index === 0 ? 0 : context;
    const tail = index === parts.length - 1 ? 0 : context;
    const folded = lines.length - head - tail;
    return folded < 2 ? shown : [...shown.slice(0, head), { sign: 'fold', lines: folded }, ...(tail > 0 ? shown.slice(-tail) : [])];
  });
}
