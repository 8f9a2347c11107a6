import { describe, expect, it } from 'vitest';
import { excerpt, marked } from './excerpt.ts';

describe('marked', () => {
  it('cuts a text at the words looked for, in any letter case', () => {
    expect(marked('Listening ports', ['PORT', 'listen'])).toEqual([
      { text: 'Listen', match: true },
      { text: 'ing ', match: false },
      { text: 'port', match: true },
      { text: 's', match: false },
    ]);
  });

  it('takes signs of a regular expression as they are', () => {
    expect(marked('a.b*c (d', ['.b*', '('])).toEqual([
      { text: 'a', match: false },
      { text: '.b*', match: true },
      { text: 'c ', match: false },
      { text: '(', match: true },
      { text: 'd', match: false },
    ]);
  });

  it('leaves a text whole where nothing is looked for', () => {
    expect(marked('text', ['', ''])).toEqual([{ text: 'text', match: false }]);
  });
});

describe('excerpt', () => {
  const words = Array.from({ length: 100 }, (_, index) => `word${index}`);
  const text = words.join(' ');

  it('leaves a short text whole', () => {
    expect(excerpt('short', ['x'])).toBe('short');
  });

  it('shows whole words around the first match, of about the length asked for', () => {
    const found = excerpt(text, ['word50'], 120);
    expect(found).toContain('word50');
    expect(found.length).toBeLessThanOrEqual(126);
    expect(found.split(' ').every(part => part === '…' || words.includes(part))).toBe(true);
  });

  it('starts at the beginning where the match is there or nowhere', () => {
    expect(excerpt(text, ['word0'], 60)).toMatch(/^word0 .* …$/);
    expect(excerpt(text, ['absent'], 60)).toMatch(/^word0 .* …$/);
  });

  it('cuts a text without blanks', () => {
    expect(excerpt('x'.repeat(500), ['x'], 100)).toBe(`${'x'.repeat(100)} …`);
  });
});
