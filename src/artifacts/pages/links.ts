import type { Link } from 'mdast';
import type { Query } from '../../model/catalogue.ts';
import { code, link, type Inline } from './mdast.ts';

/** Pages that are written by hand, from the root of the site. */
export const docs = {
  artefacts: '/docs/artefacts/',
  contributing: '/docs/contributing/',
  epochs: '/docs/concepts/epochs-and-counters/',
  evented: '/docs/concepts/evented-tables/',
  formats: '/docs/formats/',
  limits: '/docs/what-packs-are-not/',
  logNames: '/docs/concepts/log-names/',
  logging: '/docs/concepts/differential-and-snapshot/',
  required: '/docs/concepts/required-columns/',
  sampleHosts: '/docs/sample-hosts/',
  upgrading: '/docs/upgrading-a-fleet/',
  versions: '/docs/versioning/',
} as const;

/** The page that searches and filters all queries, from the root of the site. */
export const galleryPage = '/gallery/';

/** The page that checks packs of others. */
export const checkPage = '/check/';

/** Where generated pages stand, below the folder of all of them. */
export const places = {
  packs: 'packs/index.md',
  pack: (name: string) => `packs/${name}.md`,
  coverage: 'packs/coverage.md',
  stock: 'packs/coming-from-the-stock-packs.md',
  questions: 'questions.md',
  examples: 'examples/index.md',
  topic: (name: string) => `examples/${name}/index.md`,
  example: ({ group, spec }: Query) => `examples/${group}/${spec.name}.md`,
  tables: 'tables/index.md',
  table: (name: string) => `tables/${name}.md`,
  rules: 'rules/index.md',
  rule: (name: string) => `rules/${name}.md`,
  quickstart: 'quickstart.md',
  contributions: 'good-first-contributions.md',
} as const;

/**
 * The front matter that gives a page the address of its file. Only pages whose file name Docusaurus takes for the index
 * of its folder need it: `readme`, and the name of the folder itself.
 */
export function slugOf(place: string): { readonly slug?: string } {
  const [folder, name] = place.replace(/\.md$/, '').split('/').slice(-2);
  return name === 'readme' || name === folder ? { slug: sitePath(place) } : {};
}

/** A link from the page at `from` to the generated page at `target`, by file, so that Docusaurus checks it. */
export function linkTo(from: string, target: string, label: Inline, anchor?: string): Link {
  return link(`${relativePath(from, target)}${anchor === undefined ? '' : `#${anchor}`}`, label);
}

/** A query of a pack, as a link to its section from the page at `from`. */
export function queryLink(from: string, { group, spec }: Query): Link {
  return linkTo(from, places.pack(group), code(spec.name), spec.name);
}

/** A link to a file for download, which stands in `static/packs`. */
export function download(file: string, label: Inline = file): Link {
  return link(`pathname:///packs/${file}`, label);
}

/** The path of a page on the site, without the site’s own base: `/examples/joins/who_listens/`. */
export function sitePath(place: string): string {
  return `/${place.replace(/(?:^|(?<=\/))index\.md$/, '').replace(/\.md$/, '/')}`;
}

function relativePath(from: string, target: string): string {
  const folders = from.split('/').slice(0, -1);
  const steps = target.split('/');
  while (folders.length > 0 && steps.length > 1 && folders[0] === steps[0]) {
    folders.shift();
    steps.shift();
  }
  return `${folders.length > 0 ? '../'.repeat(folders.length) : './'}${steps.join('/')}`;
}
