import type { Platform } from '../../model/platform.ts';
import { communityIdFunctions } from './community-id.ts';
import { encodingFunctions } from './encoding.ts';
import { fileFunctions } from './files.ts';
import { hashingFunctions } from './hashing.ts';
import { mathFunctions } from './math.ts';
import { networkFunctions } from './network.ts';
import { operationFunctions } from './operations.ts';
import { stringFunctions } from './strings.ts';
import type { SqlFunction } from './types.ts';
import { versionFunctions } from './versions.ts';

/** Every function of osquery that the engine's SQLite lacks or has otherwise, one entry for each number of arguments. */
export function osqueryFunctions(platform: Platform): readonly SqlFunction[] {
  return [
    ...mathFunctions,
    ...stringFunctions,
    ...hashingFunctions,
    ...communityIdFunctions,
    ...encodingFunctions,
    ...networkFunctions,
    ...versionFunctions,
    ...fileFunctions(platform),
    ...operationFunctions,
  ];
}
