/** A stretch of text, and whether it is one that was looked for. */
export interface Part {
  readonly text: string;
  readonly match: boolean;
}

/** `text` cut into stretches that are one of `tokens`, in any letter case, and stretches that are not. */
export function marked(text: string, tokens: readonly string[]): readonly Part[] {
  const wanted = tokens.filter(Boolean).sort((a, b) => b.length - a.length);
  if (!wanted.length) return [{ text, match: false }];
  const pattern = new RegExp(`(${wanted.map(literal).join('|')})`, 'iu');
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, match: index % 2 === 1 }))
    .filter(part => part.text);
}

/** About `length` characters of `text` around the first of `tokens` in it, cut at blanks. */
export function excerpt(text: string, tokens: readonly string[], length = 220): string {
  if (text.length <= length) return text;
  const found = marked(text, tokens);
  const at = found[0]?.match ? 0 : (found[0]?.text.length ?? 0);
  const from = at >= text.length ? 0 : Math.max(0, Math.min(at - length / 3, text.length - length));
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const end = start + length >= text.length ? text.length : text.lastIndexOf(' ', start + length);
  return `${start > 0 ? '… ' : ''}${text.slice(start, end > start ? end : start + length)}${end < text.length ? ' …' : ''}`;
}

function literal(token: string): string {
  return token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
