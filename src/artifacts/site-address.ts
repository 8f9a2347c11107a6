/** What the site calls itself. */
export const siteTitle = 'osquery-packs';

/** Where the site stands. */
export interface SiteAddress {
  /** Scheme and host, without a path. */
  readonly url: string;
  /** Path below which all pages stand; starts and ends with a slash. */
  readonly baseUrl: string;
}

/** Files that are made for each build of the site, by their path on it. */
export const siteFiles = {
  feedOfAll: 'feeds/all.atom',
  /** Below a folder of their own, so that no pack's name can be that of the feed of all. */
  feed: (pack: string) => `feeds/packs/${pack}.atom`,
  releases: (pack: string) => `releases/${pack}.json`,
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The address that SITE_URL and BASE_URL give; without them the site stands on this computer.
 * Throws an Error that names the variable, its value and what it should look like.
 */
export function siteAddress(environment: Environment): SiteAddress {
  return { url: siteUrl(environment['SITE_URL'] || 'http://localhost:3000'), baseUrl: baseUrl(environment['BASE_URL'] || '/') };
}

/**
 * The address of the repository that REPOSITORY_URL gives, without a closing slash; empty where it has none yet.
 * Throws an Error as siteAddress does.
 */
export function repositoryAddress(environment: Environment): string {
  const value = environment['REPOSITORY_URL'] || '';
  if (!value) return '';
  const parsed = addressOf(value);
  if (parsed?.protocol !== 'https:' || parsed.search || parsed.hash) throw new Error(`REPOSITORY_URL is ${JSON.stringify(value)}; give the https address of the repository's front page.`);
  return value.replace(/\/+$/, '');
}

/** Address at which `path`, a file of the repository, is edited, or undefined where the repository has no address. */
export function editAddress(repositoryUrl: string, path: string): string | undefined {
  return repositoryUrl ? `${repositoryUrl}/edit/main/${path.split('/').map(encodeURIComponent).join('/')}` : undefined;
}

/** The whole address of a path on the site, which may begin with a slash. */
export function absoluteAddress({ url, baseUrl: base }: SiteAddress, path: string): string {
  return `${url}${base}${path.replace(/^\//, '')}`;
}

/** A value of the environment as an address, if it is one. */
export function addressOf(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

function siteUrl(value: string): string {
  const parsed = addressOf(value);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.pathname !== '/' || parsed.search || parsed.hash) {
    throw new Error(`SITE_URL is ${JSON.stringify(value)}; give scheme and host only, such as http://localhost:3000, and the path in BASE_URL.`);
  }
  return parsed.origin;
}

function baseUrl(value: string): string {
  if (!/^\/([\w.~-]+\/)*$/.test(value)) throw new Error(`BASE_URL is ${JSON.stringify(value)}; give a path that starts and ends with a slash, such as /packs/.`);
  return value;
}
