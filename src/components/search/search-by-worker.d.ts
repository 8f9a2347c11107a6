/** The part of the search plugin that the search page uses; the plugin itself brings no types for it. */
declare module '@theme/searchByWorker' {
  /** An entry of the search index; the names are the plugin's. */
  interface IndexedText {
    /** Number of the entry. */
    readonly i: number;
    /** Text that is searched: a title, a heading or the words below one. */
    readonly t: string;
    /** Address of the page. */
    readonly u: string;
    /** Anchor on the page, with its `#`. */
    readonly h?: string;
    /** Heading that `t` stands below. */
    readonly s?: string;
    /** Breadcrumbs of a page. */
    readonly b?: readonly string[];
  }

  export interface Hit {
    readonly document: IndexedText;
    /** Number of the index it was found in: 0 titles, 1 headings, 2 descriptions, 3 keywords, 4 text. */
    readonly type: number;
    /** The entry of the page, unless `document` is that. */
    readonly page?: IndexedText | false;
    /** Words that matched, in lower case. */
    readonly tokens: readonly string[];
  }

  export function fetchIndexesByWorker(baseUrl: string, searchContext: string): Promise<void>;
  export function searchByWorker(baseUrl: string, searchContext: string, input: string, limit: number): Promise<readonly Hit[]>;
}
