import { describe, expect, it } from 'vitest';
import { searchSections } from './search-sections.ts';

const page = (content: string) => `<html><body><nav><ul class=breadcrumbs><li><a aria-label="Home page" class=breadcrumbs__link href=/><svg></svg></a>
  <li><a class=breadcrumbs__link href=/packs/><span>Packs</span></a><li><span class=breadcrumbs__link>Linux</span></ul></nav>
  <div class="theme-doc-markdown markdown">${content}</div><footer class="theme-doc-footer x"></footer></body></html>`;

describe('searchSections', () => {
  it('gives what stands before the first heading, and each heading of the second and third level with what is below it', () => {
    const sections = searchSections(page('<header><h1>Linux</h1></header><p>Intro<h2 class=a id=use>Use<a href=#use class=hash-link>x</a></h2><p>How<h3 id="at_jobs">at_jobs</h3><p>Jobs<h4 id=why>Why</h4><p>Because'));
    expect(sections.map(({ hash }) => hash)).toEqual(['', '#use', '#at_jobs']);
    expect(sections[0]!.html).toContain('<h1>Linux</h1>');
    expect(sections[0]!.html).toContain('Intro');
    expect(sections[0]!.html).not.toContain('How');
    expect(sections[2]!.html).toContain('<p>Jobs<h4 id=why>Why</h4><p>Because');
  });

  it('says where a part stands', () => {
    const [whole, part] = searchSections(page('<h1>Linux</h1><h2 id=use>Use</h2>'));
    expect(whole!.html).toContain('>Packs</p>');
    expect(part!.html).toContain('>Packs › Linux</p>');
  });

  it('weighs parts that show what is wrong less than others', () => {
    const [, right, wrong] = searchSections(page('<h1>Linux</h1><h2 id=a>Fleet</h2><h3 id=b>Wrong 1</h3>'));
    expect(right!.html).toContain('data-pagefind-weight="1"');
    expect(wrong!.html).toContain('data-pagefind-weight="0.2"');
  });

  it('has nothing of a page that is none of documents', () => {
    expect(searchSections('<html><body><main><h2 id=a>Start</h2></main></body></html>')).toEqual([]);
  });
});
