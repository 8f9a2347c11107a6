import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load, YAMLException } from 'js-yaml';
import type { Accounts } from '../artifacts/codeowners.ts';
import type { Pack } from '../model/catalogue.ts';
import type { Finding } from '../model/finding.ts';
import { CommandError } from './command.ts';

/**
 * The accounts of each role, from MAINTAINERS.yml; null where there is no such file: packs elsewhere need none.
 * Throws a CommandError where the file is not of its form.
 */
export function readAccounts(root: string): Accounts | null {
  const file = path.join(root, 'MAINTAINERS.yml');
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  let accounts: unknown;
  try {
    accounts = load(text, { filename: 'MAINTAINERS.yml' });
  } catch (error) {
    throw new CommandError(`MAINTAINERS.yml is not valid YAML: ${error instanceof YAMLException ? error.reason : String(error)}.`);
  }
  const sound = typeof accounts === 'object' && accounts !== null && Object.values(accounts).every((list) => Array.isArray(list) && list.every((account) => /^@[A-Za-z0-9-]+(\/[A-Za-z0-9-_.]+)?$/.test(String(account))));
  if (!sound) throw new CommandError('MAINTAINERS.yml must map each role to a list of accounts such as "@name" or "@organisation/team".');
  return accounts as Accounts;
}

/** Roles that packs name and MAINTAINERS.yml does not; none where there is no such file. */
export function unknownRoles(packs: readonly Pack[], accounts: Accounts | null): Finding[] {
  if (!accounts) return [];
  return packs.flatMap(({ spec, at }) =>
    spec.maintainers.flatMap((role, index): Finding[] => {
      if (Object.hasOwn(accounts, role)) return [];
      const place = at.value(['spec', 'maintainers', index]);
      return [{ rule: 'shape', level: 'error', place, message: `MAINTAINERS.yml names no role ${role}.`, advice: `Use one of ${Object.keys(accounts).join(', ')}, or add the role to MAINTAINERS.yml.`, source: at.line(place.line), pack: spec.name }];
    }),
  );
}
