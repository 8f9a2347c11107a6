import { fleetHead, fleetSpec, fleetYaml } from './fleet.ts';
import { orderedQueries, type BuiltPack } from './release.ts';

/**
 * What a `- path:` under `reports:` of a Fleet GitOps file takes: a bare list, with Fleet’s keys only, since others
 * are errors from Fleet 4.83 on. Fleet puts environment variables into the text before it reads the YAML, so the
 * whole text is escaped.
 */
export function fleetGitops(built: BuiltPack): string {
  return escapeVariables(fleetHead(built) + fleetYaml(orderedQueries(built).map((query) => fleetSpec(built, query))));
}

/**
 * Makes every dollar sign a literal one. Fleet halves the backslashes before a dollar sign, and an odd one stands
 * for the escape (expandEnv and escapeString in fleetdm/fleet pkg/spec/spec.go).
 */
function escapeVariables(text: string): string {
  return text.replace(/(\\*)\$/g, (_, backslashes: string) => `${backslashes}${backslashes}\\$`);
}
