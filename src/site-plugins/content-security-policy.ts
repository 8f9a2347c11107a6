import { createHash } from 'node:crypto';

/** Elements whose content is not markup: a tag inside them is text. */
const opaque = 'script|style|title|textarea';

/**
 * One step through a page: a comment, an opaque element whole, or a tag with its quoted attributes.
 * Consuming attributes and opaque text whole is what keeps a `<script>` written in a description from being taken for one.
 */
const step = new RegExp(
  `<!--[\\s\\S]*?-->|<(${opaque})((?:[^>"']|"[^"]*"|'[^']*')*)>([\\s\\S]*?)</\\1\\s*>|<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>`,
  'gi',
);

/** Script types that hold data, which a browser never runs. */
const dataType = /\btype=["']?application\/(?:ld\+)?json\b/i;

/** Text of every script that stands in `html` itself and that a browser runs, in order. */
export function inlineScripts(html: string): readonly string[] {
  const scripts: string[] = [];
  for (const [, element, attributes = '', text = ''] of html.matchAll(step)) {
    if (element?.toLowerCase() === 'script' && !/(?:^|\s)src\s*=/i.test(attributes) && !dataType.test(attributes) && text) scripts.push(text);
  }
  return scripts;
}

/**
 * The policy for a page that runs only its own files and the inline `scripts` given.
 * Style attributes are allowed because Docusaurus and aligned table cells use them; style elements are not.
 */
export function policyFor(scripts: readonly string[]): string {
  const hashes = [...new Set(scripts)].map(script => `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`);
  return [
    `default-src 'self'`,
    [`script-src 'self'`, ...hashes].join(' '),
    `style-src 'self'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `frame-src 'none'`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
  ].join('; ');
}

/**
 * `html` with its content security policy as the first element of the head, so that it holds for all that follows.
 * Throws when the page has no head, or has a policy already.
 */
export function withPolicy(html: string): string {
  const head = /<head(?:\s[^>]*)?>/i.exec(html);
  if (!head) throw new Error('the page has no <head>; a content security policy cannot be set.');
  if (/<meta[^>]+content-security-policy/i.test(html)) throw new Error('the page has a content security policy already; remove the earlier one.');
  const end = head.index + head[0].length;
  return `${html.slice(0, end)}<meta http-equiv="Content-Security-Policy" content="${policyFor(inlineScripts(html))}">${html.slice(end)}`;
}
