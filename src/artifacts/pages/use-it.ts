import type { BlockContent, RootContent } from 'mdast';
import { dump } from 'js-yaml';
import type { Pack } from '../../model/catalogue.ts';
import { platforms, type Platform } from '../../model/platform.ts';
import { platformsOf } from '../../model/query.ts';
import { inHome } from '../../osquery/installed.ts';
import { consumerNames, losses } from '../../rules/losses.ts';
import { fleetCommand, hostCommands, kibanaCommand, type CommandLines } from '../commands.ts';
import { daemonFiles, packPath } from '../daemon-files.ts';
import { checksumOf, type SiteContent } from './content.ts';
import { docs, download } from './links.ts';
import { code, fence, heading, link, list, paragraph, say, steps, strong, type Inline } from './mdast.ts';
import { platformName } from './wording.ts';

/** How to run a pack with each program that takes it: the file with its checksum, and what to write where. */
export function useIt(content: SiteContent, pack: Pack): RootContent[] {
  const { name } = pack.spec;
  const claimed = platforms.filter((platform) => pack.queries.some(({ spec }) => platformsOf(spec).includes(platform)));
  return [
    heading(2, 'Use it', 'use-it'),
    paragraph(say`Each file is complete. ${download('SHA256SUMS')} lists the checksums of all of them, and ${link(docs.artefacts, 'Artefacts')} tells what each format can carry.`),
    ...needs(pack, claimed),
    heading(3, 'osqueryd', 'use-osqueryd'),
    ...withOsqueryd(content, pack, claimed),
    heading(3, 'Fleet', 'use-fleet'),
    steps([
      file(content, `${name}.fleet.yml`, (link) => say`Download ${link}.`),
      [paragraph('Apply it. Each query appears in Fleet under the pack’s name and its own, with a slash between.'), commandBlock(fleetCommand(name))],
    ]),
    heading(3, 'Fleet GitOps', 'use-gitops'),
    steps([
      file(content, `${name}.gitops.yml`, (link) => say`Put ${link} beside your GitOps file.`),
      [paragraph(say`Add the path to the reports of that file. Keep the entries that are there: GitOps removes from the server what the file leaves out.`), fence('yaml', `reports:\n  - path: ${name}.gitops.yml`)],
    ]),
    heading(3, 'Kibana', 'use-kibana'),
    ...withKibana(content, name),
    ...lost(pack),
  ];
}

/** Flags and configuration that no pack file can set by itself. */
function needs({ spec }: Pack, claimed: readonly Platform[]): RootContent[] {
  const flags = Object.entries(spec.flags ?? {});
  const config = spec.config ?? {};
  const discovery = spec.discovery ?? [];
  const configured = Object.keys(config).length > 0;
  if (flags.length === 0 && !configured && discovery.length === 0) return [];
  return [
    heading(3, 'What it needs', 'use-needs'),
    ...(flags.length > 0
      ? [
          paragraph(say`Tables that it reads are empty unless the daemon runs with these flags. No pack sets them. Add them to the flag file (${joined(claimed.map((platform) => on(platform, inHome(platform, 'osquery.flags'))))}) and restart the daemon:`),
          fence('text', flags.map(([name, value]) => `--${name}=${value}`).join('\n')),
          paragraph('In Kibana they go into the osquery configuration of the integration policy, under options. In Fleet, with its own agent, into the agent options:'),
          fence('yaml', yaml({ command_line_flags: Object.fromEntries(flags.map(([name, value]) => [name, typed(value)])) })),
        ]
      : []),
    ...(configured
      ? [
          paragraph('Its tables need this configuration. The file for osqueryd has it already:'),
          fence('json', JSON.stringify(config, null, 2)),
          paragraph('In Kibana it goes into the osquery configuration of the integration policy. In Fleet, into the agent options:'),
          fence('yaml', yaml({ config })),
        ]
      : []),
    ...(discovery.length > 0 ? [paragraph('With osqueryd it runs only on hosts where each of these gives a row:'), ...discovery.map((sql) => fence('sql', sql))] : []),
  ];
}

function withOsqueryd(content: SiteContent, pack: Pack, claimed: readonly Platform[]): RootContent[] {
  const name = `${pack.spec.name}.conf`;
  const inFolder = (platform: Platform) => packPath(platform, pack.spec.name);
  const blocks = (platform: Platform): BlockContent[] => [
    paragraph(say`${platformName(platform)}, in ${code(daemonFiles(platform, [pack.spec.name])['osquery.conf'].path)}:`),
    fence('json', daemonFiles(platform, [pack.spec.name])['osquery.conf'].text),
  ];
  return [
    steps([
      file(content, name, (link) => say`Put ${link} at ${joined(claimed.map((platform) => on(platform, inFolder(platform))))}.`),
      [paragraph('Name it in the configuration. Where that has packs already, add the one line. The key is part of every log name.'), ...claimed.flatMap(blocks)],
      [paragraph('Restart the daemon: it reads a pack file again only when it starts, or when the configuration itself changes.'), ...claimed.map((platform) => restartBlock(platform, pack))],
    ]),
  ];
}

function withKibana(content: SiteContent, name: string): RootContent[] {
  return [
    steps([
      file(content, `${name}.kibana.json`, (link) => say`Download ${link}.`),
      [paragraph('Send it to the packs API, with the address of your Kibana and an API key in these two variables:'), commandBlock(kibanaCommand(name))],
      [paragraph('The pack arrives turned off. Choose its agent policies in Kibana and turn it on.')],
    ]),
    paragraph(say`Without the API, upload ${code(`${name}.conf`)} on the page for packs: quicker, and it loses the descriptions and any mapping to ECS fields.`),
  ];
}

/** The step that begins with a file: what to do with the link to it, and its checksum. */
function file({ artefacts }: SiteContent, name: string, sentence: (link: Inline) => Inline): BlockContent[] {
  return [paragraph(sentence(download(name))), paragraph(say`SHA-256: ${code(checksumOf(artefacts, name))}`)];
}

/** What some consumers do not get of this pack. What they have in common is told once; flags have a place of their own. */
function lost(pack: Pack): RootContent[] {
  const told = new Map<string, { readonly consumers: Set<string>; readonly queries: Set<string> }>();
  for (const { format, key, message, query } of losses(pack)) {
    if (key === 'flags') continue;
    const entry = told.get(message) ?? { consumers: new Set(), queries: new Set() };
    entry.consumers.add(consumerNames[format]);
    if (query !== undefined) entry.queries.add(query);
    told.set(message, entry);
  }
  if (told.size === 0) return [];
  const entries = [...told].map(([message, { consumers: who, queries }]) => {
    const which = queries.size > 0 ? say` This concerns ${joined([...queries].map((name) => link(`#${name}`, code(name))))}.` : [];
    return [paragraph(say`${strong([...who].join(', '))}: ${message}${which}`)];
  });
  return [heading(3, 'What not every program gets', 'use-losses'), list(entries)];
}

function commandBlock({ shell, text }: CommandLines): BlockContent {
  return fence(shell, text);
}

function restartBlock(platform: Platform, { spec }: Pack): BlockContent {
  const { shell, text } = hostCommands(platform, spec.name).restart;
  return fence(shell, `# ${platformName(platform)}\n${text}`);
}

function on(platform: Platform, path: string): Inline {
  return say`${code(path)} on ${platformName(platform)}`;
}

/** Things in a row: `a, b and c`. */
function joined(parts: readonly Inline[]): Inline {
  return parts.flatMap((part, index) => say`${index === 0 ? '' : index === parts.length - 1 ? ' and ' : ', '}${part}`);
}

function yaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}

/** Fleet refuses a text where a flag is a boolean or a number. */
function typed(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}
