import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inlineScripts, policyFor, withPolicy } from './content-security-policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('inlineScripts', () => {
  it('gives the scripts that stand in the page, not those of files and not data', () => {
    const html = `<script src="/a.js" defer></script><script>one()</script><script data-x="1" type=module>two()</script>
      <script type="application/ld+json">{"a":1}</script><script type=application/json>{}</script>`;
    expect(inlineScripts(html)).toEqual(['one()', 'two()']);
  });

  it.each([
    ['an attribute', `<meta name=description content="<script>evil()</script>">`],
    ['an attribute in single quotes', `<a title='say "<script>evil()</script>"'>x</a>`],
    ['the title', `<title>How <script>evil()</script> works</title>`],
    ['a text field', `<textarea><script>evil()</script></textarea>`],
    ['a comment', `<!-- <script>evil()</script> -->`],
  ])('does not take a script written in %s for one', (_, html) => {
    expect(inlineScripts(`${html}<script>good()</script>`)).toEqual(['good()']);
  });
});

describe('policyFor', () => {
  it('allows the scripts given by hash, and no other inline script', () => {
    const directive = policyFor(['one()', 'one()', 'two()']).split('; ').find(part => part.startsWith('script-src '));
    expect(directive).toBe(`script-src 'self' ${hash('one()')} ${hash('two()')}`);
  });

  it('names no host but the site itself', () => {
    expect(policyFor([])).not.toMatch(/https?:|\*/);
  });
});

describe('withPolicy', () => {
  it('comes first in the head, so that it holds for the scripts below', () => {
    const html = withPolicy('<!doctype html><html><head data-x><meta charset=UTF-8><script>one()</script></head><body></body></html>');
    expect(html).toMatch(/<head data-x><meta http-equiv="Content-Security-Policy" content="[^"]+"><meta charset=UTF-8>/);
    expect(html).toContain(hash('one()'));
  });

  it('refuses a page without a head and a page that has a policy', () => {
    expect(() => withPolicy('<p>text</p>')).toThrow('no <head>');
    expect(() => withPolicy(withPolicy('<head></head>'))).toThrow('already');
  });
});
