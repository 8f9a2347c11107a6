/** What the page loads once a comparison or a pack is asked for: one chunk. */
export { default as ComparePanel } from './ComparePanel.tsx';
export { default as PackPanel } from './PackPanel.tsx';
