import { dump } from 'js-yaml';

/** A value on one line of YAML: texts quoted where they have to be, lists and mappings in brackets. */
export function inline(value: unknown): string {
  return dump(value, { flowLevel: 0, lineWidth: -1, noRefs: true }).trimEnd();
}

/** A text of several lines as a block, each line `indent` blanks in; the key and its `|` stand before it. */
export function block(text: string, indent: number): string {
  return text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n');
}
