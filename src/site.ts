import { repositoryAddress, siteAddress, siteTitle, type SiteAddress } from './artifacts/site-address.ts';

export { editAddress } from './artifacts/site-address.ts';

/** What the site is called and where it stands. */
export interface Site extends SiteAddress {
  readonly title: string;
  readonly tagline: string;
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
    title: siteTitle,
    tagline: 'osquery query packs that are checked, tested and explained',
    ...siteAddress(environment),
    repositoryUrl: repositoryAddress(environment),
  };
}
