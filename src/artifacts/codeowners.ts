import type { Pack } from '../model/catalogue.ts';
import { compareText } from '../model/finding.ts';

/** Accounts of each maintainers' role, from MAINTAINERS.yml. */
export type Accounts = Readonly<Record<string, readonly string[]>>;

/**
 * The CODEOWNERS file: who is asked to review a change of each pack. A role without accounts gives a comment instead
 * of a line, so that nobody is asked who does not exist. Throws for a role that MAINTAINERS.yml does not name.
 */
export function codeowners(packs: readonly Pack[], accounts: Accounts): string {
  const lines = [...packs].sort((a, b) => compareText(a.spec.name, b.spec.name)).map(({ file, spec }) => {
    const unknown = spec.maintainers.find((role) => !Object.hasOwn(accounts, role));
    if (unknown) throw new Error(`${file} names the maintainers' role "${unknown}", which MAINTAINERS.yml does not: known are ${Object.keys(accounts).join(', ')}.`);
    const owners = [...new Set(spec.maintainers.flatMap((role) => accounts[role]!))];
    return owners.length > 0 ? `/packs/${spec.name}/ ${owners.join(' ')}` : `# /packs/${spec.name}/ (${spec.maintainers.join(', ')}): nobody yet`;
  });
  return `# Built from the packs' maintainers and MAINTAINERS.yml by npm run build:packs. Edit those, not this.\n${lines.join('\n')}\n`;
}
