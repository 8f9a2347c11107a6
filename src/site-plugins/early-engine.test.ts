import { expect, it } from 'vitest';
import { inlineScripts } from './content-security-policy.ts';
import { withEarlyEngine } from './early-engine.ts';

const html = '<html><head><title>x</title></head><body></body></html>';
const files = ['index.html', 'assets/js/main.0a1b2c3d.js', 'assets/js/engine.0a1b2c3d.js'];

it('starts the worker in the head of the playground, by its address on the site', () => {
  const [script] = inlineScripts(withEarlyEngine(html, 'playground/index.html', files, '/base/'));
  expect(script).toContain('new Worker("/base/assets/js/engine.0a1b2c3d.js#"+location.hash.slice(1)');
});

it('hides what the HTML shows where the address says something else', () => {
  const [script] = inlineScripts(withEarlyEngine(html, 'playground/index.html', files, '/'));
  expect(script).toContain('if(location.hash.length>1)document.documentElement.setAttribute("data-linked"');
});

it('leaves other pages as they are', () => {
  expect(withEarlyEngine(html, 'quickstart/index.html', files, '/')).toBe(html);
});

it('tells that there is no worker', () => {
  expect(() => withEarlyEngine(html, 'playground/index.html', ['index.html'], '/')).toThrow('no assets/js/engine');
});
