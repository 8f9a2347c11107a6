import type { ExportFormat } from '../artifacts/foreign.ts';

const endings: Readonly<Record<ExportFormat, string>> = { conf: '.conf', fleet: '.fleet.yml', gitops: '.gitops.yml', kibana: '.kibana.json' };

/** The name of the file of a pack in a form. The name of the pack is what somebody wrote: only plain characters of it are kept. */
export function exportName(pack: string, format: ExportFormat): string {
  return `${pack.replace(/[^\w.-]+/g, '_').replace(/^[._]+/, '').slice(0, 80) || 'pack'}${endings[format]}`;
}
