import { describe, expect, it } from 'vitest';
import { marked } from './marked.ts';

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
