/** What the page of a pack loads once its reader asks for a comparison: one chunk. */
export { default as Selector } from './Selector.tsx';
export { readReleaseData } from '../../artifacts/release-data.ts';
