import { reservedQueryPrefixes, reservedQuerySuffixes } from '../../model/names.ts';
import type { Fix } from './fix.ts';

/** A name that osquery keeps for itself becomes one that it does not. */
export const freeName: Fix = {
  name: 'free-name',
  rules: ['osquery-name', 'foreign-name'],
  propose({ scalar, taken }) {
    if (!scalar) return null;
    const own = scalar.value;
    const prefix = reservedQueryPrefixes.find((word) => own.startsWith(word));
    const suffix = reservedQuerySuffixes.find((word) => own.endsWith(word));
    if (prefix === undefined && suffix === undefined) return null;
    const base = `${prefix === undefined ? own : own.replace('.', '_')}${suffix === undefined ? '' : '_value'}`;
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
    return { title: `Name it ${name}`, consequence: `The name in the logs changes with it: whatever reads the results by the name ${own} has to follow.`, change: { value: name } };
  },
};
