/** A text of Fleet's GitOps as Fleet hands it on. */
export interface Expanded {
  readonly sql: string;
  /** Where a character of `sql` stands in the text as written. */
  sourceOffset(offset: number): number;
  /** The first variable in it, which is filled in from the environment; null where there is none. */
  readonly variable: string | null;
}

/**
 * Takes the escapes of dollar signs out of a text. Fleet halves the backslashes before a dollar sign, and an odd one
 * stands for the escape; `$NAME` and `${NAME}` without one are variables (expandEnv in fleetdm/fleet pkg/spec/spec.go).
 */
export function variablesOut(text: string): Expanded {
  const cuts: { here: number; removed: number }[] = [];
  let sql = '';
  let from = 0;
  let variable: string | null = null;
  for (const { 0: found, 1: backslashes, 2: name, index } of text.matchAll(/(\\*)\$(\{\w+\}|[A-Za-z_]\w*)?/g)) {
    const kept = backslashes!.length >> 1;
    if (name !== undefined && backslashes!.length % 2 === 0) variable ??= `$${name}`;
    sql += `${text.slice(from, index)}${backslashes!.slice(0, kept)}`;
    if (kept < backslashes!.length) cuts.push({ here: sql.length, removed: backslashes!.length - kept });
    sql += found.slice(backslashes!.length);
    from = index + found.length;
  }
  sql += text.slice(from);
  return { sql, variable, sourceOffset: (offset) => cuts.reduce((sum, { here, removed }) => (offset >= here ? sum + removed : sum), offset) };
}
