import { z } from 'zod';
import { longestName, packNamePattern } from './names.ts';
import type { Locator } from './place.ts';
import { platforms } from './platform.ts';

const prose = z.string().trim().min(1).max(2000);
const reference = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9_]*$/);

const question = z.strictObject({
  question: z.string().regex(/^\p{Lu}\S*( \S+)+\?$/u).max(120).describe('One sentence as a person would ask it, of several words, with a question mark at its end.'),
  hint: prose.describe('One or two sentences: what to look at, and what the rows cannot tell.'),
  queries: z.array(reference).min(1).optional().describe('Queries of packs that answer it, as pack/query.'),
  examples: z.array(reference).min(1).optional().describe('Examples that answer it, as topic/example.'),
  unanswered: z.partialRecord(z.enum(platforms), prose).optional().describe('Platforms on which nothing answers it, each with the reason: it does not arise there, or is answered in another way.'),
});

export type Question = z.infer<typeof question>;

/** What `spec` of an examples/questions/<theme>.yml holds: see docs/formats.md. */
export const themeSpec = z.strictObject({
  name: z.string().regex(packNamePattern).max(longestName).describe('The name of the file without .yml.'),
  title: prose.describe('The heading above its questions.'),
  description: prose.describe('One sentence.'),
  position: z.int().min(1).describe('Where the theme stands among the themes.'),
  questions: z.array(question).min(1).max(200).describe('The questions in the order in which they are read.'),
});

export type ThemeSpec = z.infer<typeof themeSpec>;

export const themeFile = z.strictObject({ apiVersion: z.literal('v1'), kind: z.literal('questions'), spec: themeSpec });

/** Questions about one subject, as read from their file. */
export interface Theme {
  readonly file: string;
  readonly spec: ThemeSpec;
  readonly at: Locator;
}

/**
 * The anchor of a question on the page of all questions. Two questions that differ in letter case, blanks and marks only have the
 * same one, and are the same question. It has a `_`, which the name of a theme cannot have.
 */
export function questionAnchor(text: string): string {
  return text.toLowerCase().replace(/['’]/g, '').replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '');
}
