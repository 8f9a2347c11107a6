import { describe, expect, it } from 'vitest';
import { editAddress, siteFrom } from './site.ts';

describe('siteFrom', () => {
  it('stands on this computer and names no repository unless told', () => {
    expect(siteFrom({})).toMatchObject({ url: 'http://localhost:3000', baseUrl: '/', repositoryUrl: '' });
  });

  it('takes its addresses from the environment', () => {
    const site = siteFrom({ SITE_URL: 'https://site.example/', BASE_URL: '/packs/', REPOSITORY_URL: 'https://code.example/group/packs/' });
    expect(site).toMatchObject({ url: 'https://site.example', baseUrl: '/packs/', repositoryUrl: 'https://code.example/group/packs' });
  });

  it.each([
    ['SITE_URL', 'site.example'],
    ['SITE_URL', 'https://site.example/path'],
    ['BASE_URL', 'packs'],
    ['BASE_URL', '/packs'],
    ['REPOSITORY_URL', 'git@code.example:group/packs.git'],
    ['REPOSITORY_URL', 'javascript:alert(1)'],
  ])('refuses %s=%s and names both', (name, value) => {
    expect(() => siteFrom({ [name]: value })).toThrow(new RegExp(`^${name} is .*${value.replace(/[()]/g, '\\$&')}`));
  });
});

describe('editAddress', () => {
  it('is below the repository', () => {
    expect(editAddress('https://code.example/group/packs', 'packs/a b/pack.yml')).toBe('https://code.example/group/packs/edit/main/packs/a%20b/pack.yml');
  });

  it('is absent without a repository', () => {
    expect(editAddress('', 'packs/x/pack.yml')).toBeUndefined();
  });
});
