import { z } from 'zod';
import { packFile, topicFile } from './pack.ts';
import { queryFile, querySpec } from './query.ts';

/** Schemas that editors use, by file name: JSON Schema draft 2020-12, printed from the zod schemas. */
export function jsonSchemas(): Map<string, string> {
  const production = queryFile.extend({
    spec: querySpec.required({ why: true, reading: true, columns: true, references: true, tests: true }),
  });
  const teaching = queryFile.extend({ spec: querySpec.required({ lesson: true }) });
  return new Map([
    ['query.schema.json', print('A query of a pack', production)],
    ['example.schema.json', print('A teaching example', teaching)],
    ['pack.schema.json', print('A pack', packFile)],
    ['topic.schema.json', print('A topic of the examples', topicFile)],
  ]);
}

function print(title: string, schema: z.ZodType): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
}
