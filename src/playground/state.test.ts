import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedHash, longestLinked, printHash, readHash, tabs, type PlayState } from './state.ts';

const choices = { hosts: ['linux-server', 'macos-laptop'], versions: ['5.10.2', '5.23.1'] };
const usual: PlayState = { sql: 'SELECT 1;', host: 'linux-server', version: '5.23.1', tab: 'result' };

describe('a state in a link', () => {
  it('comes back as it was, whatever the SQL holds', () => {
    const state = fc.record({ sql: fc.string({ unit: 'grapheme', maxLength: 500 }), host: fc.constantFrom(...choices.hosts), version: fc.constantFrom(...choices.versions), tab: fc.constantFrom(...tabs) });
    fc.assert(fc.property(state, (one) => {
      expect(readHash(printHash(one), usual, choices)).toEqual({ state: one, faults: [] });
    }));
  });

  it('has no character that ends a link in running text', () => {
    expect(printHash({ sql: "SELECT ('a*b') FROM \"t\" -- x <y>\n;" })).toMatch(/^#[\w=%&.~-]+$/);
  });

  it('may say a part only', () => {
    expect(readHash(printHash({ sql: 'SELECT 2;' }), usual, choices).state).toEqual({ ...usual, sql: 'SELECT 2;' });
    expect(readHash('', usual, choices)).toEqual({ state: usual, faults: [] });
  });

  it('leaves out SQL that is too long', () => {
    expect(printHash({ sql: 'x'.repeat(longestLinked + 1), host: 'linux-server' })).toBe('#host=linux-server');
  });

  it('keeps a lone surrogate from ending in an error', () => {
    expect(readHash(printHash({ sql: 'a\uD800b' }), usual, choices).state.sql).toBe('a\uFFFDb');
  });
});

describe('a damaged link', () => {
  it.each([
    [damagedHash, 'cannot be decoded'],
    ['#sql=%E0%A4%A', 'part "sql" cannot be decoded'],
    ['#host=mainframe', 'the host "mainframe"'],
    ['#version=1.0', 'the osquery version "1.0"'],
    ['#tab=nothing', 'the tab "nothing"'],
  ])('%s is told, and the usual state stands in for it', (hash, fault) => {
    const { state, faults } = readHash(hash, usual, choices);
    expect(state).toEqual(usual);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      readHash(`#${text}`, usual, choices);
    }));
  });
});
