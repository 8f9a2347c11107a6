/** What begins a text that still has to be written; what is to be written follows it. */
const mark = 'TODO';

/** A text that marks one that is missing: `hint` says what it is to tell. */
export function unwritten(hint: string): string {
  return `${mark}: ${hint}`;
}

/** What a text that is not written yet is to tell, an empty text where that is not said; undefined for one that is written. */
export function missingText(text: string): string | undefined {
  return new RegExp(`^\\s*${mark}\\b:?\\s*([^]*?)\\s*$`).exec(text)?.[1];
}
