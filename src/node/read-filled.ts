import { readCatalogue, type Reading } from '../content/catalogue.ts';
import type { SourceFile } from '../content/files.ts';
import { fillLists } from '../tuning/fill-lists.ts';

/** Content as it is checked, tested and built: read from its files, with the rows of the packs' lists in the SQL. */
export function readFilled(files: readonly SourceFile[]): Reading {
  return fillLists(readCatalogue(files));
}
