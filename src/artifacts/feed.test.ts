import { describe, expect, test } from 'vitest';
import { sampleContract, sampleQueryContract } from '../releases/fixture.ts';
import { planRelease } from '../releases/plan-release.ts';
import type { History } from '../releases/releases-file.ts';
import { releaseFeeds, stableId, type ReleasedPack } from './feed.ts';
import { absoluteAddress, siteAddress, siteFiles } from './site-address.ts';

const site = { url: 'https://site.example', baseUrl: '/base/' };
const range = { from: '5.2.3', to: '5.23.1' };

/** A pack with a release on each of these days, each with another interval. */
function released(pack: string, days: readonly string[], note = 'Why.', title = pack): ReleasedPack {
  const history = days.reduce<History | null>((last, date, index) => {
    const plan = planRelease({ history: last, contract: sampleContract({ q: sampleQueryContract('q', { interval: 60 + index }) }, { pack }), note, date, range });
    if (plan.refusal) throw new Error(plan.refusal.message);
    return plan.history;
  }, null)!;
  return { title, history };
}

const alpha = released('alpha', ['2026-11-01', '2026-11-05']);
const beta = released('beta', ['2026-11-03']);
const feeds = releaseFeeds([beta, alpha], site);
const all = feeds.get(siteFiles.feedOfAll)!;

/** The elements of a document as a tree of names and texts. Throws where it is not well-formed, as far as this writer could fail. */
interface Element { name: string; attributes: Record<string, string>; children: Element[]; text: string }
function parse(xml: string): Element {
  const [, body] = /^<\?xml version="1\.0" encoding="utf-8"\?>\n([\s\S]*)$/.exec(xml) ?? [];
  if (body === undefined) throw new Error('no declaration');
  if (/(?![\n\t])[\0-\x1F]|[\uFFFE\uFFFF]|\p{Cs}/u.test(body)) throw new Error('a character that XML cannot hold');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const rest = body.replace(/<(\/?)([a-z]+)((?:\s[a-z:]+="[^"<]*")*)(\/?)>|([^<]+)/g, (_, close: string, name: string, attributes: string, empty: string, text: string) => {
    const at = open.at(-1)!;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`a bare ampersand in ${text}`);
      at.text += decoded(text);
    } else if (close) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes <${at.name}>`);
    } else {
      const pairs = [...attributes.matchAll(/\s([a-z:]+)="([^"]*)"/g)].map(([, key, value]): [string, string] => [key!, decoded(value!)]);
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      at.children.push(element);
      if (!empty) open.push(element);
    }
    return '';
  });
  if (rest !== '' || open.length > 1 || root.children.length !== 1) throw new Error(`not well-formed near ${rest.slice(0, 80)}`);
  return root.children[0]!;
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

const named = ({ children }: Element, name: string) => children.filter((child) => child.name === name);
const one = (element: Element, name: string) => {
  const found = named(element, name);
  expect(found, `${name} in ${element.name}`).toHaveLength(1);
  return found[0]!;
};
const titles = (xml: string) => named(parse(xml), 'entry').map((entry) => one(entry, 'title').text);
const contentOf = (pack: ReleasedPack) => one(named(parse(releaseFeeds([pack], site).get(siteFiles.feed(pack.history.pack))!), 'entry')[0]!, 'content').text;

test('there is a feed for each pack and one for all, newest release first', () => {
  expect([...feeds.keys()]).toEqual(['feeds/all.atom', 'feeds/packs/alpha.atom', 'feeds/packs/beta.atom']);
  expect(titles(all)).toEqual(['alpha 1.0.1', 'beta 1.0.0', 'alpha 1.0.0']);
  expect(titles(feeds.get('feeds/packs/alpha.atom')!)).toEqual(['alpha 1.0.1', 'alpha 1.0.0']);
});

test('the order of the packs does not matter, and without a release there is no feed', () => {
  expect([...releaseFeeds([alpha, beta], site)]).toEqual([...feeds]);
  expect(releaseFeeds([], site).size).toBe(0);
});

test('a pack called all does not take the place of the feed of all', () => {
  expect([...releaseFeeds([released('all', ['2026-11-01'])], site).keys()]).toEqual(['feeds/all.atom', 'feeds/packs/all.atom']);
});

describe('each feed has what Atom asks for', () => {
  test.each([...feeds])('%s', (path, xml) => {
    const feed = parse(xml);
    expect([feed.name, feed.attributes['xmlns']]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
    for (const element of [feed, ...named(feed, 'entry')]) {
      expect(one(element, 'id').text).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(one(element, 'title').text).not.toBe('');
      expect(one(element, 'updated').text).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
      expect(named(element, 'link').filter(({ attributes }) => attributes['rel'] === 'alternate')).toHaveLength(1);
    }
    expect(one(one(feed, 'author'), 'name').text).toBe('osquery-packs');
    expect(named(feed, 'link').find(({ attributes }) => attributes['rel'] === 'self')!.attributes['href']).toBe(`https://site.example/base/${path}`);
    const instants = named(feed, 'entry').map((entry) => one(entry, 'updated').text);
    expect(instants).toEqual([...instants].sort().reverse());
    expect(one(feed, 'updated').text).toBe(instants[0]);
    for (const entry of named(feed, 'entry')) expect(one(entry, 'content').attributes['type']).toBe('html');
  });
});

test('ids are the same wherever the site stands and in every feed, and each its own', () => {
  const ids = (xml: string) => parse(xml).children.flatMap((child) => (child.name === 'id' ? [child.text] : child.name === 'entry' ? [one(child, 'id').text] : []));
  const moved = releaseFeeds([alpha, beta], { url: 'http://localhost:3000', baseUrl: '/' });
  for (const [path, xml] of feeds) expect(ids(moved.get(path)!)).toEqual(ids(xml));
  const everyId = [...feeds.values()].flatMap(ids);
  expect(new Set(everyId).size).toBe(3 + 3);
  expect(everyId.filter((id) => id === stableId('release alpha 1.0.0'))).toHaveLength(2);
  // Readers keep what they have seen by these: another value would show every release anew.
  expect(stableId('release alpha 1.0.0')).toBe('urn:uuid:caef4da9-efb6-8954-baed-0add918062d9');
});

test('an entry tells the note, the changes and what to do, with whole addresses', () => {
  const content = contentOf(released('alpha', ['2026-11-01', '2026-11-02'], 'See **this**: [epochs](/docs/x/), [above](#top).\n\n1. one\n2. `two`'));
  expect(content).toContain('<p>See <strong>this</strong>: <a href="https://site.example/base/docs/x/">epochs</a>, <a href="https://site.example/base/packs/alpha/#top">above</a>.</p>');
  expect(content).toContain('<ol><li><p>one</p></li><li><p><code>two</code></p></li></ol>');
  expect(content).toContain('href="https://site.example/base/packs/archive/alpha-1.0.1.conf"');
  expect(content).toMatch(/<th>What changed<\/th>.*<td><code>q<\/code>: Interval changed from 60 s to 61 s\.<\/td>/);
});

test('neither a note nor a title can bring markup in', () => {
  const title = 'A & B <i>"c"</i> ]]>\u0000\uFFFE';
  const pack = released('alpha', ['2026-11-01'], '<script>alert(1)</script>\n\n[x](javascript:alert(1)) &amp; \u0001\uD800', title);
  const xml = releaseFeeds([pack], site).get(siteFiles.feed('alpha'))!;
  expect(one(named(parse(xml), 'entry')[0]!, 'title').text).toBe('A & B <i>"c"</i> ]]>\uFFFD\uFFFD 1.0.0');
  const content = contentOf(pack);
  expect(content).not.toMatch(/<script|javascript:alert\(1\)"/);
  expect(content).toContain('&lt;script&gt;');
});

test('a feed holds the newest hundred releases', () => {
  const [release] = alpha.history.releases;
  const many = { ...alpha, history: { ...alpha.history, releases: Array.from({ length: 130 }, (_, index) => ({ ...release!, version: `1.0.${130 - index}` })) } };
  expect(titles(releaseFeeds([many], site).get(siteFiles.feed('alpha'))!)).toHaveLength(100);
});

test('addresses follow the environment', () => {
  expect(absoluteAddress(siteAddress({ SITE_URL: 'https://site.example/', BASE_URL: '/packs/' }), '/a/')).toBe('https://site.example/packs/a/');
  expect(absoluteAddress(siteAddress({}), 'a')).toBe('http://localhost:3000/a');
});
