import type { Grammar } from 'prismjs';

/** The names of osquery that the highlighter tells from those a query makes up itself. */
export interface SqlNames {
  readonly tables: readonly string[];
  readonly functions: readonly string[];
}

const keywords = [
  'ALL AND AS ASC BETWEEN BY CASE CAST COLLATE CROSS CURRENT DESC DISTINCT ELSE END ESCAPE EXCEPT EXISTS FOLLOWING FROM FULL GLOB GROUP HAVING IN INNER',
  'INTERSECT IS ISNULL JOIN LEFT LIKE LIMIT MATERIALIZED NATURAL NOT NOTNULL NULL OFFSET ON OR ORDER OUTER OVER PARTITION PRECEDING RECURSIVE REGEXP RIGHT',
  'SELECT THEN UNBOUNDED UNION USING VALUES WHEN WHERE WINDOW WITH ATTACH CREATE DELETE DROP EXPLAIN INSERT PRAGMA UPDATE',
].join(' ').split(' ');

/**
 * Prism grammar of osquery's SQL, by role: an osquery table is a `table` where a statement reads it (after FROM or JOIN) or
 * qualifies a column with it, an osquery function is a `function` before its parenthesis, any other qualifier is an `alias`, and
 * what remains is a `column`. Names a query makes up, such as a CTE, are never coloured as osquery's own.
 */
export function sqlGrammar({ tables, functions }: SqlNames): Grammar {
  return {
    comment: { pattern: /--.*|\/\*[\s\S]*?(?:\*\/|$)/, greedy: true },
    string: { pattern: /'(?:''|[^'])*'/, greedy: true },
    quoted: { pattern: /"(?:""|[^"])*"|`[^`]*`|\[[^\]]*\]/, greedy: true, alias: 'column' },
    number: /\b(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b/i,
    table: [
      { pattern: new RegExp(`((?:\\bFROM|\\bJOIN)\\s+)(?:${alternatives(tables)})\\b`, 'i'), lookbehind: true },
      new RegExp(`\\b(?:${alternatives(tables)})(?=\\.\\w)`, 'i'),
    ],
    function: new RegExp(`\\b(?:${alternatives(functions)})(?=\\s*\\()`, 'i'),
    keyword: new RegExp(`\\b(?:${alternatives(keywords)}|FILTER(?=\\s*\\())\\b`, 'i'),
    alias: /\b[a-z_]\w*(?=\.\w)/i,
    column: /\b[a-z_]\w*\b/i,
    operator: /[-+*/%<>=!|&~]+/,
    punctuation: /[;,.()]/,
  };
}

/** A pattern for any of `names`, longest first; one that never matches where there are none. */
function alternatives(names: readonly string[]): string {
  const safe = names.filter(name => /^\w+$/.test(name)).sort((a, b) => b.length - a.length);
  return safe.length ? safe.join('|') : '(?!)';
}
