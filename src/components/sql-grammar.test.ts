import Prism from 'prismjs';
import { describe, expect, it } from 'vitest';
import { sqlGrammar } from './sql-grammar.ts';

const grammar = sqlGrammar({ tables: ['users', 'user_groups', 'processes', 'time'], functions: ['split', 'count'] });

/** The tokens of `sql` as `role:text`, without punctuation and operators. */
function roles(sql: string): string[] {
  return Prism.tokenize(sql, grammar)
    .filter(token => typeof token !== 'string')
    .filter(token => !['punctuation', 'operator'].includes(token.type))
    .map(token => `${token.type}:${String(token.content)}`);
}

describe('sqlGrammar', () => {
  it('tells tables, aliases, columns, functions, keywords and literals', () => {
    expect(roles(`SELECT u.name, count(uid) AS n FROM users AS u WHERE u.uid > 0 AND shell = '/bin/sh' -- people`)).toEqual([
      'keyword:SELECT', 'alias:u', 'column:name', 'function:count', 'column:uid', 'keyword:AS', 'column:n', 'keyword:FROM', 'table:users', 'keyword:AS',
      'column:u', 'keyword:WHERE', 'alias:u', 'column:uid', 'number:0', 'keyword:AND', 'column:shell', `string:'/bin/sh'`, 'comment:-- people',
    ]);
  });

  it('takes a name for a table only where it is read or qualifies a column', () => {
    expect(roles('SELECT time, processes.pid FROM user_groups')).toEqual(['keyword:SELECT', 'column:time', 'table:processes', 'column:pid', 'keyword:FROM', 'table:user_groups']);
  });

  it('does not take the names a query makes up for osquery’s', () => {
    expect(roles('WITH allowed(path) AS (SELECT 1) SELECT * FROM allowed')).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(?:table|function):/)]));
  });

  it('knows names in any letter case', () => {
    expect(roles('select SPLIT(name) from USERS')).toEqual(['keyword:select', 'function:SPLIT', 'column:name', 'keyword:from', 'table:USERS']);
  });

  it('colours nothing inside strings and comments', () => {
    expect(roles(`'it''s FROM users' /* FROM users */`)).toEqual([`string:'it''s FROM users'`, 'comment:/* FROM users */']);
  });

  it('colours no table where none is known', () => {
    expect(Prism.tokenize('FROM users', sqlGrammar({ tables: [], functions: [] })).map(token => (typeof token === 'string' ? '' : token.type))).toEqual(['keyword', '', 'column']);
  });
});
