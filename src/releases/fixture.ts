import type { Contract, QueryContract } from './contract.ts';
import { textHash } from './hash.ts';

/** The contract of a test query: two files with name and size. `sql` stands for its SQL; `facts` replaces what matters. */
export function sampleQueryContract(name = 'q', facts: Partial<QueryContract> = {}, sql = 'select'): QueryContract {
  return {
    log_name: `pack_p_${name}`,
    columns: [{ name: 'filename', type: 'TEXT' }, { name: 'size', type: 'BIGINT' }],
    platforms: ['linux'],
    min_osquery_version: '5.2.3',
    logging: 'differential',
    interval: 3600,
    evented: false,
    flags: {},
    shard: 100,
    denylist: true,
    rows: 2,
    sql_hash: textHash(sql),
    spelling_hash: textHash(sql),
    text_hash: textHash('text'),
    ...facts,
  };
}

/** The contract of a test pack. */
export function sampleContract(queries: Readonly<Record<string, QueryContract>> = { q: sampleQueryContract() }, facts: Partial<Contract> = {}): Contract {
  return { pack: 'p', status: 'supported', discovery: [], flags: {}, text_hash: textHash('pack'), queries: { ...queries }, ...facts };
}
