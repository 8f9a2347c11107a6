import { expect, test } from 'vitest';
import { findTechnique, knownTechniques, tactics, techniqueAddress, techniqueTitle } from './attack.ts';

test('techniques are found by id, with their tactics', () => {
  expect(findTechnique('T1053.003')).toEqual({ id: 'T1053.003', name: 'Cron', tactics: ['Execution', 'Persistence', 'Privilege Escalation'] });
  expect(findTechnique('T0000')).toBeUndefined();
  expect(findTechnique('constructor')).toBeUndefined();
});

test('a sub-technique reads with its parent’s name', () => {
  expect(techniqueTitle(findTechnique('T1053.003')!)).toBe('Scheduled Task/Job: Cron');
  expect(techniqueTitle(findTechnique('T1053')!)).toBe('Scheduled Task/Job');
});

test('the address of a technique’s page', () => {
  expect(techniqueAddress('T1053.003')).toBe('https://attack.mitre.org/techniques/T1053/003/');
  expect(techniqueAddress('T1053')).toBe('https://attack.mitre.org/techniques/T1053/');
});

test('every technique has tactics of the matrix', () => {
  const known = new Set<string>(tactics);
  expect(knownTechniques().length).toBeGreaterThan(400);
  expect(knownTechniques().filter((technique) => technique.tactics.length === 0 || technique.tactics.some((tactic) => !known.has(tactic)))).toEqual([]);
});
