/** A part of a page that a search finds by itself: what stands below a heading, up to the next. */
export interface SearchSection {
  /** Address of the part on its page: `#anchor`, or empty for what stands before the first heading with one. */
  readonly hash: string;
  /** A small document with the heading, the page and its folders as Pagefind is told of them, and the content. */
  readonly html: string;
}

/** Headings that begin a part; those below belong to it. */
const headings = /<h([23])\b[^>]*?\bid=(?:"([^"]+)"|([^\s>"']+))[^>]*>([\s\S]*?)<\/h\1>/g;

/** The text of a built page of documents, from its title to its foot. */
const body = /<div class="?theme-doc-markdown\b[^>]*>([\s\S]*?)<\/div><footer class="?theme-doc-footer\b/;

const title = /<h1\b[^>]*>([\s\S]*?)<\/h1>/;

/** Folders above a page, the home page left out, as its breadcrumbs name them. */
const crumbs = /<(?:a|span) class="?breadcrumbs__link\b[^>]*><span>([\s\S]*?)<\/span>/g;

/**
 * Cuts a page that Docusaurus has built into its parts. A page that is none of documents (the home page, say) gives none: what it shows
 * stands elsewhere as well. The text of a page is escaped, so that a tag in the page is one of the page's own.
 */
export function searchSections(page: string): readonly SearchSection[] {
  const content = body.exec(page)?.[1];
  if (content === undefined) return [];
  const name = title.exec(content)?.[1] ?? '';
  const above = [...page.matchAll(crumbs)].map(([, folder]) => folder).join(' › ');
  const parts = [...content.matchAll(headings)];
  const first = content.slice(0, parts[0]?.index).replace(title, '');
  return [
    { hash: '', html: sectionDocument(name, '', above, first) },
    ...parts.map((match, index) => ({
      hash: `#${match[2] ?? match[3]}`,
      html: sectionDocument(match[4]!, name, above, content.slice(match.index + match[0].length, parts[index + 1]?.index)),
    })),
  ];
}

/** Parts that repeat their page in other words, or show how not to do it: they are found after the others. */
const secondary = /^(?:Wrong|Right|Next|What it finds|What it lets pass)\b/;

function sectionDocument(heading: string, page: string, above: string, content: string): string {
  const place = [above, page].filter(Boolean).join(' › ');
  const weight = secondary.test(heading) ? 0.2 : 1;
  return `<!doctype html><html lang="en"><body><h1>${heading}</h1><div data-pagefind-weight="${weight}">${content}</div><p data-pagefind-meta="place" data-pagefind-weight="0.5">${place}</p></body></html>`;
}
