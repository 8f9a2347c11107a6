import { z } from 'zod';
import { listFile } from './list.ts';
import { overlayFile } from './overlay.ts';
import { packFile, topicFile } from './pack.ts';
import { queryFile, querySpec } from './query.ts';
import { themeFile } from './question.ts';
import { stockFile } from './stock.ts';

/** Schemas that editors use for what people write, by file name: JSON Schema draft 2020-12, printed from the zod schemas. */
export function jsonSchemas(): Map<string, string> {
  const production = queryFile.extend({
    spec: querySpec.required({ why: true, reading: true, columns: true, references: true, tests: true }),
  });
  const teaching = queryFile.extend({ spec: querySpec.required({ lesson: true }) });
  return new Map([
    ['query.schema.json', printSchema('A query of a pack', production)],
    ['example.schema.json', printSchema('A teaching example', teaching)],
    ['pack.schema.json', printSchema('A pack', packFile)],
    ['topic.schema.json', printSchema('A topic of the examples', topicFile)],
    ['questions.schema.json', printSchema('Questions of one theme, with their answers', themeFile)],
    ['list.schema.json', printSchema('A list of a pack', listFile)],
    ['stock-packs.schema.json', printSchema('What becomes of the queries of osquery’s stock packs', stockFile)],
    ['overlay.schema.json', printSchema('How a site tunes a pack', overlayFile)],
  ]);
}

/** A schema as text, under a title. */
export function printSchema(title: string, schema: z.ZodType): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
}
