import { firstAsk } from './beginning.ts';
import type { EngineClient } from './client.ts';
import type { Early } from './early.ts';
import { firstPlan } from './plan.ts';

/** Asks the engine for what the address of the page says. */
export function firstRun(client: EngineClient): Awaited<NonNullable<Early['asked']>> {
  const ask = { ...firstAsk(location.hash), plan: firstPlan };
  const result = client.ask('run', ask);
  result.catch(() => undefined);
  return { ask, result };
}
