/** The tabs beside the result, in order. */
export const tabs = ['result', 'explain', 'schedule', 'upgrade'] as const;
export type Tab = (typeof tabs)[number];

/** What a link to the playground says. */
export interface PlayState {
  readonly sql: string;
  /** Name of a sample host. */
  readonly host: string;
  /** Version of osquery. */
  readonly version: string;
  readonly tab: Tab;
}

/** What the parts of a link may be. */
export interface Choices {
  readonly hosts: readonly string[];
  readonly versions: readonly string[];
}

/** Longest SQL, in characters, that a link carries: mail programs and chats cut longer addresses. */
export const longestLinked = 8000;

/** What stands in place of the hash of an address that could not be decoded; mend-address.ts writes it. */
export const damagedHash = '#damaged';

/** A hash as a state, `fallback` where it says nothing, and what is wrong with it in sentences. */
export function readHash(hash: string, fallback: PlayState, { hosts, versions }: Choices): { state: PlayState; faults: readonly string[] } {
  const faults: string[] = [];
  const parts = new Map<string, string>();
  if (hash === damagedHash) faults.push('The link is damaged: its text cannot be decoded.');
  else {
    for (const part of hash.replace(/^#/, '').split('&')) {
      const [name, value] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)];
      if (!part.includes('=')) continue;
      try {
        parts.set(name, decodeURIComponent(value));
      } catch {
        faults.push(`The link is damaged: its part "${name.slice(0, 20)}" cannot be decoded.`);
      }
    }
  }
  const oneOf = <T extends string>(name: string, known: readonly T[], usual: T, what: string): T => {
    const value = parts.get(name);
    const found = known.find((candidate) => candidate === value);
    if (value !== undefined && found === undefined) faults.push(`The link names ${what} "${value.slice(0, 40)}", which is not there.`);
    return found ?? usual;
  };
  const state: PlayState = {
    sql: parts.get('sql') ?? fallback.sql,
    host: oneOf('host', hosts, fallback.host, 'the host'),
    version: oneOf('version', versions, fallback.version, 'the osquery version'),
    tab: oneOf('tab', tabs, fallback.tab, 'the tab'),
  };
  return { state, faults };
}

/** A state as the hash of a link: what is not given is left out. SQL that is too long for a link is left out too. */
export function printHash({ sql, ...others }: Pick<PlayState, 'sql'> & Partial<PlayState>): string {
  const parts = sql.length > longestLinked ? others : { sql, ...others };
  return `#${Object.entries(parts).map(([name, value]) => `${name}=${encode(value)}`).join('&')}`;
}

/** Percent-encodes a value; a lone half of a surrogate pair, which has no encoding, becomes the replacement character. */
function encode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
