import { asCalled } from '../called.ts';
import { anywhere } from '../commands/anywhere.ts';
import { summaries, type CommandName } from '../commands/summaries.ts';

/** The README of the published package. `repository` is its address, empty where it has none. */
export function packageReadme(repository: string): string {
  const names = (Object.keys(summaries) as CommandName[]).filter((name) => name in anywhere);
  return asCalled(`# osquery-packs

Checks, explains and compares osquery query packs. An SQLite that behaves as osquery's does is part of it: neither osquery nor a network is
needed, and nothing is sent anywhere.

\`\`\`shell
npx osquery-packs explain "SELECT u.username, k.path FROM users AS u CROSS JOIN user_ssh_keys AS k USING (uid)"
npx osquery-packs check my.conf           # judges every query of a pack of osquery, Fleet or Kibana, or of .sql files
npx osquery-packs check                   # holds packs/ and examples/ below this folder to the rules
npx osquery-packs check --from 5.12.1     # tells what the newest osquery does to their queries
\`\`\`

| Command | Does |
| --- | --- |
${names.map((name) => `| \`${name}\` | ${summaries[name]} |`).join('\n')}

Each takes \`--help\`. Exit codes: 0 all is well, 1 something was found or failed, 2 wrong use. Node.js 20.19 or later, on the 22 line 22.12 or later.

Apache-2.0; THIRD-PARTY-NOTICES.txt has the licences of what is bundled.${repository ? ` Source: ${repository}` : ''}
`, true);
}
