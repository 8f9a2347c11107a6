import type { RootContent } from 'mdast';
import type { EventedNeeds } from '../../osquery/flags.ts';
import { docs } from './links.ts';
import { code, codes, link, paragraph, say, table, type Inline } from './mdast.ts';
import { platformName } from './wording.ts';

/** What the daemon needs before evented tables have rows: its flags as a table, sections of the configuration, and notes. */
export function daemonFlags(needs: readonly EventedNeeds[]): RootContent[] {
  if (needs.length === 0) return [];
  const rows = needs.flatMap(({ table: name, platform, flags: needed }) => needed.map((flag): Inline[] => [code(name), platformName(platform), code(`--${flag.name}=${flag.value}`), code(flag.default)]));
  const sections = [...new Set(needs.flatMap(({ config }) => config))];
  const more = sections.length > 0 ? say` It also needs ${sections.length === 1 ? 'this section' : 'these sections'} of the configuration: ${codes(sections)}.` : [];
  const notes = [...new Set(needs.flatMap(({ note }) => note ?? []))];
  return [
    paragraph(say`Without these flags of the daemon there are no rows, and no error either; ${link(docs.evented, 'Evented tables')} tells more.${more}`),
    table(['Table', 'Platform', 'Flag', 'Default'], rows),
    ...notes.map((note) => paragraph(note)),
  ];
}
