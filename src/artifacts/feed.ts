import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { compareText } from '../model/finding.ts';
import type { History, Release } from '../releases/releases-file.ts';
import { escapeMarkup, htmlOf } from './feed-html.ts';
import { places, sitePath } from './pages/links.ts';
import { releaseAnchor, releaseBody } from './pages/release-section.ts';
import { absoluteAddress, siteFiles, siteTitle, type SiteAddress } from './site-address.ts';

/** Entries of a feed at most: the newest. Whoever wants all of them has the page of the pack. */
const most = 100;

/** A pack with its releases. */
export interface ReleasedPack {
  readonly title: string;
  readonly history: History;
}

interface Entry {
  readonly pack: ReleasedPack;
  readonly release: Release;
  /** The first release of a pack compares with nothing. */
  readonly isFirst: boolean;
}

/**
 * Atom feeds (RFC 4287) of releases, by path on the site: one for each pack and one for all, newest first. The same
 * packs give the same bytes. Without a release there is no feed, for a feed must say when it was last updated.
 */
export function releaseFeeds(packs: readonly ReleasedPack[], site: SiteAddress): Map<string, string> {
  const ordered = [...packs].sort((a, b) => compareText(a.history.pack, b.history.pack));
  const all = ordered.flatMap(entriesOf).sort((a, b) => compareText(b.release.date, a.release.date));
  const feeds = new Map<string, string>();
  if (all.length === 0) return feeds;
  feeds.set(siteFiles.feedOfAll, feed(site, all, {
    path: siteFiles.feedOfAll, page: sitePath(places.packs), id: 'feed', title: `${siteTitle}: releases of all packs`,
  }));
  for (const pack of ordered) {
    const { title, history: { pack: name } } = pack;
    const path = siteFiles.feed(name);
    feeds.set(path, feed(site, entriesOf(pack), { path, page: pagePath(pack), id: `feed ${name}`, title: `${siteTitle}: releases of ${title}` }));
  }
  return feeds;
}

/**
 * The lasting name of a feed or of a release. A feed reader knows an entry by it, so it must stay the same when the
 * site moves, and it cannot be a tag: URI, which needs a domain. It is a UUID of version 8 (RFC 9562, section 5.8) from
 * the first bits of the SHA-256 of a text that holds the pack's name and the version, neither of which ever changes:
 * what version 5 is for SHA-1, without its need for a name space. The text is written out, not taken from the site's title.
 */
export function stableId(name: string): string {
  const bytes = sha256(utf8ToBytes(`osquery-packs ${name}`)).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `urn:uuid:${bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

function entriesOf(pack: ReleasedPack): Entry[] {
  const { releases } = pack.history;
  return releases.map((release, index) => ({ pack, release, isFirst: index === releases.length - 1 }));
}

function feed(site: SiteAddress, entries: readonly Entry[], { path, page, id, title }: Readonly<Record<'path' | 'page' | 'id' | 'title', string>>): string {
  const shown = entries.slice(0, most);
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${stableId(id)}</id>`,
    `<title>${escapeMarkup(title)}</title>`,
    `<updated>${instantOf(shown[0]!.release)}</updated>`,
    `<author><name>${escapeMarkup(siteTitle)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeMarkup(absoluteAddress(site, path))}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(absoluteAddress(site, page))}"/>`,
    ...shown.flatMap((one) => entry(site, one)),
    '</feed>',
  ].join('\n')}\n`;
}

function entry(site: SiteAddress, { pack, release, isFirst }: Entry): string[] {
  const { title, history: { pack: name } } = pack;
  const page = absoluteAddress(site, pagePath(pack));
  const content = htmlOf(releaseBody(release, isFirst), (url) => targetOf(site, page, url));
  return [
    '<entry>',
    `<id>${stableId(`release ${name} ${release.version}`)}</id>`,
    `<title>${escapeMarkup(`${title} ${release.version}`)}</title>`,
    `<published>${instantOf(release)}</published>`,
    `<updated>${instantOf(release)}</updated>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(`${page}#${releaseAnchor(release)}`)}"/>`,
    `<category term="${escapeMarkup(name)}" label="${escapeMarkup(title)}"/>`,
    `<content type="html">${escapeMarkup(content)}</content>`,
    '</entry>',
  ];
}

/** A release has a day and no hour: it counts as its first instant. */
function instantOf({ date }: Release): string {
  return `${date}T00:00:00Z`;
}

function pagePath({ history }: ReleasedPack): string {
  return sitePath(places.pack(history.pack));
}

/** The whole address of a link on the page of a pack: to a file, to a place of the site, on the page, or elsewhere. */
function targetOf(site: SiteAddress, page: string, url: string): string {
  const path = url.replace(/^pathname:\/\//, '');
  if (path.startsWith('#')) return `${page}${path}`;
  return path.startsWith('/') ? absoluteAddress(site, path) : path;
}
