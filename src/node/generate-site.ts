import path from 'node:path';
import { releaseFeeds, type ReleasedPack } from '../artifacts/feed.ts';
import type { SiteContent } from '../artifacts/pages/content.ts';
import { galleryFiles } from '../artifacts/pages/gallery-files.ts';
import { sitePages } from '../artifacts/pages/index.ts';
import { printReleaseData } from '../artifacts/release-data.ts';
import { repositoryAddress, siteAddress, siteFiles, type SiteAddress } from '../artifacts/site-address.ts';
import { hostPlatform } from '../content/catalogue.ts';
import type { Host, Query } from '../model/catalogue.ts';
import { platformsOf } from '../model/query.ts';
import { schema } from '../osquery/schema.ts';
import { queriesOf } from '../rules/check.ts';
import type { CheckedRepository } from './check-repository.ts';
import { CommandError } from './command.ts';
import { repositoryFiles } from './repository-files.ts';
import { siteContent } from './site-content.ts';
import { writeFolder } from './write-files.ts';

/** Where the pages and data that Docusaurus reads are written; ignored by git. */
const generated = '.generated';

/** Files of it that are served as they are. They are not in git, for some name the address of the site. */
const served = `${generated}/static`;

/**
 * Writes the built files of the repository, and from them the site's pages and the files that it serves beside them.
 * Files that are as they should be are left alone. Throws a CommandError where SITE_URL, BASE_URL or REPOSITORY_URL is no address.
 */
export function generateSite(root: string, checked: CheckedRepository): void {
  const { site, repositoryUrl } = addressesFrom(process.env);
  const folders = repositoryFiles(root, checked);
  for (const { folder, files, owns } of folders) writeFolder(path.join(root, folder), files, owns);
  const artefacts = folders.find(({ folder }) => folder === 'static/packs')!.files;
  const content = siteContent(root, checked, artefacts, repositoryUrl);
  writeFolder(path.join(root, generated), new Map([...sitePages(content), ...playgroundData(content)]), (relative) => relative.startsWith('pages/'));
  writeFolder(path.join(root, served), servedFiles(content, site), () => true);
}

/** What is made of the releases of the packs, of the sample hosts and for the gallery, by its path on the site. */
function servedFiles(content: SiteContent, site: SiteAddress): Map<string, string> {
  const { catalogue, histories } = content;
  const released = catalogue.packs.flatMap(({ spec }): ReleasedPack[] => {
    const history = histories.get(spec.name);
    return history ? [{ title: spec.title, history }] : [];
  });
  const data = released.map(({ history }) => [siteFiles.releases(history.pack), printReleaseData(history)] as const);
  const hosts = [...catalogue.hosts.values()].map((host) => [hostFile(host), printHost(host)] as const);
  return new Map([...releaseFeeds(released, site), ...data, ...hosts, ...galleryFiles(content)]);
}

function hostFile({ name }: Host): string {
  return `hosts/${name}.json`;
}

/** The rows of a sample host by table: its columns, and rows of texts as its CSV has them, NULL as an empty one. */
function printHost({ rows }: Host): string {
  const tables = [...rows].map(([table, content]) => {
    const columns = [...(content[0]?.keys() ?? [])];
    return [table, { columns, rows: content.map((row) => columns.map((column) => String(row.get(column) ?? ''))) }] as const;
  });
  return `${JSON.stringify(Object.fromEntries(tables))}\n`;
}

/** What the playground begins with, and on which host each SQL text of the pages is best tried. */
function playgroundData({ catalogue, tables }: SiteContent): Map<string, string> {
  const hosts = [...catalogue.hosts.values()];
  const hostOf = ({ spec }: Query) => spec.lesson?.host ?? hosts.find(({ name }) => platformsOf(spec).includes(hostPlatform(name)))?.name;
  const questions = catalogue.topics.flatMap(({ spec: { title }, examples }) =>
    examples.flatMap(({ spec: { lesson, query } }) => (lesson ? [{ topic: title, question: lesson.question, sql: query.trim(), host: lesson.host }] : [])));
  const sqlHosts = queriesOf(catalogue).flatMap(({ query }) => {
    const host = hostOf(query);
    const { lesson, query: sql } = query.spec;
    return host ? [sql, ...(lesson?.wrong ?? []).map((wrong) => wrong.query)].map((text) => [text.trim(), host] as const) : [];
  });
  const starting = [...tables.values()].flatMap((table) => table.starting.flatMap(({ sql, host }) => (host ? [[sql.trim(), host] as const] : [])));
  return new Map([
    ['playground.json', JSON.stringify({ hosts: hosts.map((host) => ({ name: host.name, platform: hostPlatform(host.name), file: hostFile(host) })), versions: schema.versions })],
    ['starting-questions.json', JSON.stringify(questions)],
    ['sql-hosts.json', JSON.stringify(Object.fromEntries([...starting, ...sqlHosts]))],
  ]);
}

function addressesFrom(environment: NodeJS.ProcessEnv): { site: SiteAddress; repositoryUrl: string } {
  try {
    return { site: siteAddress(environment), repositoryUrl: repositoryAddress(environment) };
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}
