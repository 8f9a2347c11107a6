import { meantPlatform } from '../../content/osquery-conf/judge-values.ts';
import type { Fix } from './fix.ts';

/** Words for platforms become those that osquery and Fleet know. */
export const platformWords: Fix = {
  name: 'platform-words',
  rules: ['osquery-platform', 'foreign-platform'],
  propose({ verdict, scalar, finding }) {
    if (!scalar) return null;
    const words = scalar.value.split(/[\s,]+/).filter(Boolean);
    const meant = words.map(meantPlatform);
    if (words.length === 0 || meant.includes(null)) return null;
    // Fleet has no word for both.
    const ofFleet = finding.rule === 'foreign-platform' && verdict !== null && ['fleet', 'gitops'].includes(verdict.pack.format);
    const text = [...new Set(meant.flatMap((word) => (ofFleet && word === 'posix' ? ['darwin', 'linux'] : [word!])))].join(',');
    if (text === scalar.value) return null;
    return { title: `Write ${text}`, consequence: 'It runs on those platforms then.', change: { value: text } };
  },
};
