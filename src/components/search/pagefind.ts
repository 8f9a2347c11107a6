/** A part of a page that was found. */
export interface Hit {
  /** Address on this site, with the anchor of the part. */
  readonly address: string;
  readonly title: string;
  /** Folders and page that the part stands in, outermost first. */
  readonly place: readonly string[];
  /** The words around what was found. */
  readonly text: string;
}

/** The little of Pagefind's script that is used; it is part of the search index, which a build makes. */
interface Pagefind {
  options(options: { readonly baseUrl: string; readonly excerptLength: number }): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly { data(): Promise<Found> }[] }>;
}

interface Found {
  readonly url: string;
  readonly meta: Readonly<Record<string, string>>;
  /** The whole text of the part. */
  readonly content: string;
  readonly plain_excerpt: string;
}

/** Words of a text around the match. */
const excerptWords = 36;

let loading: Promise<Pagefind> | undefined;

/** The script, loaded when it is first asked for; after a failure it is tried again. */
function load(baseUrl: string): Promise<Pagefind> {
  loading ??= (import(/* webpackIgnore: true */ `${baseUrl}search-index/pagefind.js`) as Promise<Pagefind>).then(async (pagefind) => {
    // The addresses in the index begin with the base already.
    await pagefind.options({ baseUrl: '/', excerptLength: excerptWords });
    return pagefind;
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

/** At most `limit` parts of pages that hold `query`, best first, and how many there are in all. Rejects where the index cannot be read. */
export async function findParts(baseUrl: string, query: string, limit: number): Promise<{ readonly hits: readonly Hit[]; readonly all: number }> {
  const pagefind = await load(baseUrl);
  const { results } = await pagefind.search(query);
  const found = await Promise.all(results.slice(0, limit).map((result) => result.data()));
  const hits = found.filter(({ content, meta }) => holdsWords(`${meta['title']} ${content}`, query)).map(hitOf);
  return { hits, all: hits.length < found.length ? hits.length : results.length };
}

/**
 * Whether `text` has a word that begins like each word of `query`. Pagefind shortens a word that it does not find until it finds
 * something: an ending may differ, but not more.
 */
export function holdsWords(text: string, query: string): boolean {
  const lower = text.toLowerCase();
  return query.toLowerCase().split(/[^\p{L}\p{N}_]+/u).every((word) => lower.includes(word.slice(0, Math.ceil(word.length * 0.6))));
}

function hitOf({ url, meta, plain_excerpt: text }: Found): Hit {
  const title = meta['title'] ?? url;
  return { address: url, title, place: (meta['place'] ?? '').split(' › ').filter(Boolean), text: text.startsWith(`${title}. `) ? text.slice(title.length + 2) : text };
}
