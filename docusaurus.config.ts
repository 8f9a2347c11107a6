import type { Config } from '@docusaurus/types';
import type { Options as DocsOptions } from '@docusaurus/plugin-content-docs';
import type { Options as PresetOptions, ThemeConfig } from '@docusaurus/preset-classic';
import csp from './src/site-plugins/csp.ts';
import generated from './src/site-plugins/generated.ts';
import inertMarkdown from './src/site-plugins/inert-markdown.ts';
import packageType from './src/site-plugins/package-type.ts';
import sqlitePackage from './src/site-plugins/sqlite-package.ts';
import { folderItems } from './src/site-plugins/sidebar-items.ts';
import sqlHosts from './src/site-plugins/sql-hosts.ts';
import systemTabs from './src/site-plugins/systems.ts';
import tableRoles from './src/site-plugins/table-roles.ts';
import tryBlocks from './src/site-plugins/try-blocks.ts';
import { siteFrom } from './src/site.ts';

const site = siteFrom(process.env);

/** What both sets of pages have in common: Markdown that cannot carry markup of its own. */
const pages = {
  beforeDefaultRemarkPlugins: [inertMarkdown],
  remarkPlugins: [tableRoles, [sqlHosts, { file: '.generated/sql-hosts.json' }], tryBlocks, systemTabs],
} satisfies DocsOptions;

const config: Config = {
  title: site.title,
  tagline: site.tagline,
  url: site.url,
  baseUrl: site.baseUrl,
  favicon: 'img/mark.svg',
  baseUrlIssueBanner: false,
  // Pages are folders with an index.html, which every static host serves as they are.
  trailingSlash: true,
  // What the build makes for the site alone, beside the files that are kept in git.
  staticDirectories: ['static', '.generated/static'],
  future: { v4: true, faster: true },
  i18n: { defaultLocale: 'en', locales: ['en'] },
  customFields: { repositoryUrl: site.repositoryUrl },

  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  markdown: {
    format: 'detect',
    emoji: false,
    hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' },
  },

  headTags: [
    { tagName: 'link', attributes: { rel: 'apple-touch-icon', href: `${site.baseUrl}img/touch-icon.png` } },
    { tagName: 'meta', attributes: { name: 'referrer', content: 'strict-origin-when-cross-origin' } },
  ],

  presets: [
    [
      'classic',
      {
        docs: {
          ...pages,
          path: 'docs',
          routeBasePath: 'docs',
          sidebarPath: './sidebars.ts',
          editUrl: ({ docPath }) => `docs/${docPath}`,
        },
        blog: false,
        sitemap: { ignorePatterns: [`${site.baseUrl}search/**`] },
        theme: { customCss: ['./src/css/site.css', './src/css/code.css', './src/css/tables.css', './src/css/search.css', './src/css/print.css'] },
      } satisfies PresetOptions,
    ],
  ],

  clientModules: ['./src/playground/mend-address.ts'],

  plugins: [
    // Before the instance that reads the generated pages, so that its message comes first.
    generated,
    packageType,
    sqlitePackage,
    [
      '@docusaurus/plugin-content-docs',
      {
        ...pages,
        id: 'generated',
        path: '.generated/pages',
        routeBasePath: '/',
        sidebarPath: './sidebars.generated.ts',
        sidebarItemsGenerator: folderItems,
      } satisfies DocsOptions,
    ],
    csp,
  ],

  themeConfig: {
    image: 'img/social-card.png',
    colorMode: { respectPrefersColorScheme: true },
    docs: { sidebar: { autoCollapseCategories: true } },
    tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
    // Colours come from code.css, so that a page carries no inline style for them and both themes work without JavaScript.
    prism: { theme: { plain: {}, styles: [] } },
    navbar: {
      title: site.title,
      logo: { alt: '', src: 'img/mark-light.svg', srcDark: 'img/mark-dark.svg', width: 28, height: 28 },
      items: [
        { to: '/quickstart/', label: 'Quickstart', position: 'left' },
        { to: '/examples/', label: 'Examples', position: 'left', activeBaseRegex: `^${site.baseUrl}(examples|questions|gallery|tables)/` },
        { to: '/packs/', label: 'Packs', position: 'left' },
        { to: '/playground/', label: 'Playground', position: 'left' },
        { to: '/docs/', label: 'Docs', position: 'left', activeBaseRegex: `^${site.baseUrl}(docs|rules|good-first-contributions)/` },
        { type: 'search', position: 'right' },
      ],
    },
    footer: {
      links: [
        { to: '/docs/', label: 'Docs' },
        { to: '/rules/', label: 'Rules' },
        { to: '/docs/contributing/', label: 'Contributing' },
        ...(site.repositoryUrl ? [{ href: site.repositoryUrl, label: 'Repository' }] : []),
      ],
      copyright: 'osquery query packs and the site that teaches them. Licence: Apache-2.0. This site sets no cookies and asks no other host for anything.',
    },
  } satisfies ThemeConfig,
};

export default config;
