/** What the site is called and where it stands. */
export interface Site {
  readonly title: string;
  readonly tagline: string;
  /** Scheme and host, without a path: the start of absolute addresses in the sitemap and social cards. */
  readonly url: string;
  /** Path below which all pages stand; starts and ends with a slash. */
  readonly baseUrl: string;
  /** Address of the repository without a closing slash, or empty where it has none yet. */
  readonly repositoryUrl: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The site as the environment describes it: SITE_URL, BASE_URL and REPOSITORY_URL, each of which may be left out.
 * Without SITE_URL it stands on this computer; without REPOSITORY_URL pages name files of the repository in place of links to them.
 * Throws an Error that names the variable, its value and what it should look like.
 */
export function siteFrom(environment: Environment): Site {
  return {
    title: 'osquery-packs',
    tagline: 'osquery query packs that are checked, tested and explained',
    url: siteUrl(environment.SITE_URL || 'http://localhost:3000'),
    baseUrl: baseUrl(environment.BASE_URL || '/'),
    repositoryUrl: repositoryUrl(environment.REPOSITORY_URL || ''),
  };
}

/** Address at which `path`, a file of the repository, is edited, or undefined where the repository has no address. */
export function editAddress(repositoryUrl: string, path: string): string | undefined {
  return repositoryUrl ? `${repositoryUrl}/edit/main/${path.split('/').map(encodeURIComponent).join('/')}` : undefined;
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

function repositoryUrl(value: string): string {
  if (!value) return '';
  const parsed = addressOf(value);
  if (parsed?.protocol !== 'https:' || parsed.search || parsed.hash) throw new Error(`REPOSITORY_URL is ${JSON.stringify(value)}; give the https address of the repository's front page.`);
  return value.replace(/\/+$/, '');
}

function addressOf(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
