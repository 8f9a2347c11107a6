import type { BlockContent, RootContent } from 'mdast';
import type { Deprecation } from '../../model/query.ts';
import { linkTo, places } from './links.ts';
import { code, paragraph, say, strong, type Inline } from './mdast.ts';
import { prose } from './prose.ts';

/** What goes, when, why, and what to use instead; nothing where it stays. `page` is the page that says so. */
export function deprecationNotice(what: 'pack' | 'query', deprecated: Deprecation | undefined, page: string): RootContent[] {
  if (!deprecated) return [];
  const { successor, removed_in: version, reason } = deprecated;
  return [{
    type: 'blockquote',
    children: [
      paragraph(say`${strong('Deprecated.')} The ${what} goes in version ${version}. ${successor === undefined ? 'Nothing takes its place.' : say`Use ${successorLink(page, successor)} instead.`}`),
      ...(prose(reason) as BlockContent[]),
    ],
  }];
}

function successorLink(page: string, successor: string): Inline {
  const [pack, query] = successor.split('/') as [string, string?];
  return linkTo(page, places.pack(pack), code(successor), query);
}
