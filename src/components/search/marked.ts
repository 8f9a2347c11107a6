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

function literal(token: string): string {
  return token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
