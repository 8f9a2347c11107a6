import type { Query } from '../model/catalogue.ts';
import type { Place } from '../model/place.ts';
import { platforms, type Platform } from '../model/platform.ts';
import { tablesAt } from '../osquery/schema.ts';
import { findWord, sqlPlace, type Complaint, type Rule, type Subject } from './rule.ts';

/** The words of `platform`, and whether what is read is real on each of them. */
export const platform: Rule = {
  name: 'platform',
  levels: { production: 'error', teaching: 'error', foreign: 'note' },
  finds: 'Words other than darwin, linux and windows; blanks, empty or repeated words; a column that is always empty on a claimed platform.',
  why: 'osquery looks for its own platform’s name as a part of the text, so `macos` never runs and an empty text runs everywhere; Fleet refuses other words, and Kibana drops them. A column of another platform is declared on each of them but always empty there.',
  checks: { query: check },
};

function* check(subject: Subject): Iterable<Complaint> {
  yield* checkWords(subject);
  yield* checkColumns(subject);
}

const everywhere = platforms.join(',');

/** What people mean by words that are no platform of this format. */
const meant: Readonly<Record<string, string>> = {
  posix: 'darwin,linux', unix: 'darwin,linux', macos: 'darwin', mac: 'darwin', osx: 'darwin', apple: 'darwin', win: 'windows', win32: 'windows', win64: 'windows',
  ubuntu: 'linux', debian: 'linux', centos: 'linux', rhel: 'linux', redhat: 'linux', fedora: 'linux', suse: 'linux', arch: 'linux', alpine: 'linux', gentoo: 'linux', amazon: 'linux',
  all: everywhere, any: everywhere, null: everywhere,
};

function* checkWords({ query }: Subject): Iterable<Complaint> {
  const text = query.spec.platform;
  if (text.trim() === '') {
    yield { place: placeAt(query, 0), message: 'The platform is empty: osquery would run the query everywhere.', advice: `Write the platforms out: ${everywhere}, or those of them on which its tables exist.` };
    return;
  }
  const seen = new Set<string>();
  let offset = 0;
  for (const raw of text.split(',')) {
    const word = raw.trim();
    const start = offset + raw.length - raw.trimStart().length;
    const lower = word.toLowerCase();
    if (word === '') yield { place: placeAt(query, offset), message: 'A comma stands without a platform beside it.', advice: 'Drop the comma.' };
    else if (!isPlatform(word)) {
      const fix = isPlatform(lower) ? lower : Object.hasOwn(meant, lower) ? meant[lower] : undefined;
      yield { place: placeAt(query, start), message: `"${word}" is no platform here.`, advice: fix ? `Write ${fix}.` : `Use ${platforms.slice(0, -1).join(', ')} and ${platforms.at(-1)}, joined by commas.` };
    } else if (raw !== word) yield { place: placeAt(query, offset), message: `A blank stands beside "${word}".`, advice: 'Write the platforms with commas and without blanks.' };
    if (seen.has(word)) yield { place: placeAt(query, start), message: `"${word}" stands twice.`, advice: 'Keep one of them.' };
    seen.add(word);
    offset += raw.length + 1;
  }
}

function placeAt(query: Query, offset: number): Place {
  return query.at.inText(['spec', 'platform'], offset);
}

function isPlatform(word: string): word is Platform {
  return (platforms as readonly string[]).includes(word);
}

function* checkColumns(subject: Subject): Iterable<Complaint> {
  const empty = new Map<string, { table: string; column: string; on: Platform[] }>();
  for (const { platform: name, latest } of subject.verdict.platforms) {
    const tables = tablesAt(name, latest.target.version);
    for (const { table, column } of latest.reads) {
      if (!tables.get(table)?.columns.some((candidate) => candidate.name === column && candidate.foreign)) continue;
      const key = `${table}.${column}`;
      const entry = empty.get(key) ?? { table, column, on: [] };
      entry.on.push(name);
      empty.set(key, entry);
    }
  }
  for (const { table, column, on } of empty.values()) {
    const { version } = subject.verdict.platforms[0]!.latest.target;
    const real = platforms.filter((name) => tablesAt(name, version).get(table)?.columns.some((candidate) => candidate.name === column && !candidate.foreign));
    yield {
      place: sqlPlace(subject.query, findWord(subject, column)?.start ?? null),
      message: `The column ${table}.${column} is real on ${real.join(' and ')} only; on ${on.join(' and ')} it is always empty.`,
      advice: `Drop the column, or drop ${on.join(' and ')} from platform.`,
    };
  }
}
