import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { latestVersion } from '../../osquery/schema.ts';
import { loopsInWords } from './loops.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open(sqlite3InitModule as () => Promise<unknown>);
});

const words = (sql: string) => loopsInWords(engine.analyse(sql, { platform: 'linux', version: latestVersion }));

describe('loops in words', () => {
  it('tells one table that is read whole', () => {
    expect(words('SELECT name FROM processes')).toEqual(['First, osquery reads processes whole.']);
  });

  it('tells what is handed to a table and what SQLite filters', () => {
    expect(words("SELECT name FROM processes WHERE pid = 1 AND name = 'init'")).toEqual(['First, osquery reads processes only for the given pid. Its rows are then filtered by name.']);
  });

  it('tells a join as one table for each row of another', () => {
    expect(words('SELECT path FROM users CROSS JOIN user_ssh_keys USING (uid)')).toEqual(['First, osquery reads users whole.', 'For each user, osquery reads user_ssh_keys only for the given uid.']);
    expect(words('SELECT p.name FROM listening_ports AS l CROSS JOIN processes AS p ON p.pid = l.pid')[1]).toBe('For each row of l, osquery reads processes (as p) only for the given pid.');
  });

  it('tells a required column that gets no value', () => {
    expect(words('SELECT path FROM file')[0]).toContain('gives it no path or directory, which it needs: the statement fails');
  });

  it('tells a subquery that is read once, and one that is read for each row', () => {
    expect(words('SELECT name FROM processes WHERE pid IN (SELECT pid FROM listening_ports)').some((sentence) => sentence.startsWith('Once,') || sentence.startsWith('For each'))).toBe(true);
    expect(words('SELECT name, (SELECT count(*) FROM users WHERE users.uid = p.uid) AS n FROM processes AS p')[1]).toMatch(/^For each row of the statement around it, osquery reads users only for the given uid/);
  });

  it('has nothing to tell where no table is read', () => {
    expect(words('SELECT 1')).toEqual([]);
  });
});
