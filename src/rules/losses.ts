import { significantTokens } from '../engine/tokens.ts';
import type { Pack } from '../model/catalogue.ts';
import type { PackSpec } from '../model/pack.ts';
import type { QuerySpec } from '../model/query.ts';

/** A built format, or a program that takes the .conf and keeps less of it than osqueryd does. */
export type Consumer = 'osquery' | 'fleet' | 'gitops' | 'kibana' | 'kibana-upload' | 'zentral' | 'osctrl' | 'osqtool';

/** How a reader knows the consumers: in findings, on the pages of packs and in the gallery. */
export const consumerNames: Readonly<Record<Consumer, string>> = {
  osquery: 'osqueryd', fleet: 'fleetctl apply', gitops: 'Fleet GitOps', kibana: 'Kibana’s packs API', 'kibana-upload': 'Kibana’s upload', zentral: 'Zentral', osctrl: 'osctrl', osqtool: 'osqtool',
};

/** Something of a pack that one consumer does not get as it is meant. */
export interface Loss {
  readonly format: Consumer;
  /** Name of the query; absent where the whole pack is concerned. */
  readonly query?: string;
  /** The key of the source file, such as `shard`. */
  readonly key: string;
  /** What is lost, what follows from it, and what to do where something can be done. */
  readonly message: string;
}

type Messages = Partial<Record<Consumer, string>>;

/**
 * What the consumers cannot carry of this pack, pack first, then query by query. Only losses that come from what
 * the pack holds are told; what a format loses of every pack is a matter of its documentation.
 *
 * Sources: elastic/kibana osquery plugin (pack_uploader.tsx, queries_field.tsx, server/routes/pack/utils.ts),
 * fleetdm/fleet server/fleet/queries.go, zentralopensource/zentral contrib/osquery/serializers.py,
 * jmpsec/osctrl pkg/environments/osqueryconf.go, chainguard-dev/osqtool pkg/query.
 */
export function losses(pack: Pack): Loss[] {
  return [...told(packLosses(pack.spec)), ...pack.queries.flatMap(({ spec }) => told(queryLosses(spec), spec.name))];
}

/** Losses by key, as a list. */
function told(losses: Record<string, Messages | undefined>, query?: string): Loss[] {
  const found: Loss[] = [];
  for (const key in losses) {
    const messages = losses[key];
    if (!messages) continue;
    for (const [format, message] of Object.entries(messages)) found.push({ format: format as Consumer, ...(query !== undefined && { query }), key, message });
  }
  return found;
}

function packLosses(spec: PackSpec): Record<string, Messages | undefined> {
  return {
    name: nameLosses(spec.name),
    discovery: spec.discovery?.length ? discoveryLosses : undefined,
    flags: flagLosses(Object.entries(spec.flags ?? {}).map(([name, value]) => `${name}=${value}`)),
    config: configLosses(Object.keys(spec.config ?? {})),
  };
}

function queryLosses(spec: QuerySpec): Record<string, Messages | undefined> {
  const { shard, denylist, startup_priority } = spec.osquery ?? {};
  return {
    shard: shard === undefined || shard === 100 ? undefined : everyHost(shard),
    denylist: denylist === false ? denylistLosses : undefined,
    startup_priority: startup_priority === undefined ? undefined : startupLosses,
    logging: spec.logging === 'differential_ignore_removals' ? removalLosses : undefined,
    ecs_mapping: spec.ecs_mapping ? mappingLosses : undefined,
    query: textLosses(spec.query),
  };
}

/** Kibana’s upload takes lodash’s kebabCase of the file’s name, which parts letters from digits and drops empty parts. */
function nameLosses(name: string): Messages | undefined {
  if (!/[a-z][0-9]|[0-9][a-z]|--|-$/.test(name)) return undefined;
  return { 'kibana-upload': 'Kibana rewrites the name of an uploaded pack and parts its letters from its digits, so log names differ from those told here: send the .kibana.json to the packs API instead.' };
}

const unconditional = 'It has no discovery queries: the pack runs on every host that it is given to.';

const discoveryLosses: Messages = {
  fleet: `${unconditional} Restrict it with labels.`,
  gitops: `${unconditional} Restrict it with labels.`,
  kibana: `${unconditional} Restrict it with agent policies.`,
  'kibana-upload': `${unconditional} Restrict it with agent policies.`,
  osqtool: 'It reads discovery as an object and refuses a pack that has a list there, as osquery wants it.',
};

function flagLosses(flags: readonly string[]): Messages | undefined {
  if (flags.length === 0) return undefined;
  const set = (where: string) => `No pack carries daemon flags; set ${flags.join(', ')} ${where}, or tables stay empty.`;
  return {
    osquery: set('in the flag file of osqueryd'),
    fleet: set('in the agent options'),
    gitops: set('in the agent options'),
    kibana: set('in the osquery configuration of the integration policy'),
  };
}

function configLosses(sections: readonly string[]): Messages | undefined {
  if (sections.length === 0) return undefined;
  const copy = (where: string) => `The configuration of ${sections.join(', ')} is not carried: copy it ${where}, or tables stay empty.`;
  return {
    fleet: copy('into the agent options'),
    gitops: copy('into the agent options'),
    kibana: copy('into the osquery configuration of the integration policy'),
    'kibana-upload': copy('into the osquery configuration of the integration policy'),
    zentral: copy('into the configuration that the pack is attached to'),
  };
}

function everyHost(shard: number): Messages {
  const all = `It has no shard for a query: the query runs on all hosts, not on ${shard} in 100.`;
  return { fleet: all, gitops: all, kibana: all, 'kibana-upload': all };
}

const denied = 'denylist: false is lost: a run that hits the watchdog’s limits bars the query for a day.';

const denylistLosses: Messages = { fleet: denied, gitops: denied, kibana: denied, 'kibana-upload': denied, zentral: denied, osctrl: denied, osqtool: denied };

const late = 'startup_priority is lost: the query first runs when its interval comes round.';

const startupLosses: Messages = { fleet: late, gitops: late, kibana: late, 'kibana-upload': late, zentral: late, osqtool: late };

const withRemovals = 'It leaves out removed: false when it writes the pack anew, so removed rows are logged as well.';

const removalLosses: Messages = { osctrl: withRemovals, osqtool: withRemovals };

const mappingLosses: Messages = { 'kibana-upload': 'ecs_mapping is not in the .conf: send the .kibana.json to the packs API instead.' };

/** Kibana folds runs of white space to their last character and drops line ends, inside of texts too. */
function textLosses(sql: string): Messages | undefined {
  const changed = significantTokens(sql).some(({ kind, text }) => (kind === 'string' || kind === 'quoted') && /\n|\s{2}/.test(text));
  if (!changed) return undefined;
  const folded = 'White space inside a text of the SQL is folded or dropped, so the text becomes another one: write such characters with char().';
  return { kibana: folded, 'kibana-upload': folded };
}
