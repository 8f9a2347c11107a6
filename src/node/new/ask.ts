import { createInterface } from 'node:readline/promises';

/** Asks a question and gives the answer without blanks around it; an empty one where Enter is all that was typed. */
export type Ask = (question: string) => Promise<string>;

/** Asks on the terminal; undefined where there is none, so that a script is never kept waiting. */
export function terminal(): { readonly ask: Ask; close(): void } | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return { ask: async (question) => (await lines.question(question)).trim(), close: () => lines.close() };
}

/** Asks until the answer is one of `known`; Enter takes `usual`. */
export async function askChoice<T extends string>(ask: Ask, question: string, known: readonly T[], usual: T): Promise<T> {
  for (;;) {
    const answer = (await ask(`${question} (${known.join(', ')}) [${usual}]: `)) || usual;
    if ((known as readonly string[]).includes(answer)) return answer as T;
  }
}

/** Asks for SQL: lines up to one that ends in a semicolon, or up to an empty one. */
export async function askSql(ask: Ask): Promise<string> {
  const lines: string[] = [];
  for (;;) {
    const line = await ask(lines.length === 0 ? 'SQL, closed with a semicolon:\n> ' : '> ');
    if (line === '') return lines.join('\n');
    lines.push(line);
    if (line.endsWith(';')) return lines.join('\n');
  }
}
