import { damagedHash } from './state.ts';

/**
 * Client module of the site: replaces a hash that cannot be decoded. Docusaurus decodes the hash of every address to find the
 * heading it names, and a damaged link would end the page with an error.
 */
function mend(): void {
  try {
    decodeURIComponent(location.hash);
  } catch {
    history.replaceState(history.state, '', damagedHash);
  }
}

if (typeof window !== 'undefined') {
  mend();
  // Added before the router's own listener, which then finds the address mended.
  window.addEventListener('popstate', mend);
}
