import { load } from 'js-yaml';

/**
 * The text of a topic.yml with one more example behind the others; everything else stays as it is written. Null where its list is
 * written in a way that this does not know.
 */
export function withExample(text: string, example: string): string | null {
  const before = examplesOf(text);
  if (!before) return null;
  const candidates = [
    text.replace(/^( *examples: *\[)([^\]]*?)(,?\s*)\]/m, (_, head: string, list: string, tail: string) => `${head}${list}${list.trim() ? ', ' : ''}${example}${tail.includes('\n') ? tail.replace(',', '') : ''}]`),
    text.replace(/^( *)examples: *\n((?:\1 *- .*\n)+)/m, (whole, _indent: string, list: string) => `${whole}${/^ *- /.exec(list)![0]}${example}\n`),
  ];
  const wanted = JSON.stringify([...before, example]);
  return candidates.find((candidate) => JSON.stringify(examplesOf(candidate)) === wanted) ?? null;
}

function examplesOf(text: string): string[] | null {
  try {
    const { spec } = load(text) as { spec?: { examples?: unknown } };
    return Array.isArray(spec?.examples) ? spec.examples.map(String) : null;
  } catch {
    return null;
  }
}
