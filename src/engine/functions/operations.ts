import { SqlError, type SqlFunction } from './types.ts';

/** osquery's SQLite (libraries/third_party_libraries_manifest.json since osquery 5.12.1). */
const version = '3.42.0';
const sourceId = '2023-05-16 12:36:15 831d0fb2836b71c9bc51067c49fee4b8f18047814f2ff22d817d25195cf350b0';

function denied(arity: number): SqlFunction {
  return {
    name: 'load_extension',
    arity,
    call: () => {
      throw new SqlError('not authorized');
    },
  };
}

/**
 * Functions that act on the host (osquery/sql/sqlite_operations.cpp), and those that tell which SQLite it is. `sleep`
 * gives its result without waiting; `carve` answers as osquery does with carving off, its default.
 */
export const operationFunctions: readonly SqlFunction[] = [
  {
    name: 'sleep',
    arity: 1,
    deterministic: false,
    call: ([seconds]) => {
      const whole = BigInt.asIntN(32, seconds!.integer);
      return whole < 0n ? 0n : whole;
    },
  },
  { name: 'carve', arity: 1, deterministic: false, aggregate: true, call: () => 'Carve Failed:' },
  denied(1),
  denied(2),
  { name: 'sqlite_version', arity: 0, call: () => version },
  { name: 'sqlite_source_id', arity: 0, call: () => sourceId },
];
