import data from './attack.json' with { type: 'json' };

/** A technique or sub-technique of MITRE ATT&CK (Enterprise). */
export interface Technique {
  /** Such as `T1053` or `T1053.003`. */
  readonly id: string;
  /** Its own name; `techniqueTitle` puts the parent's in front. */
  readonly name: string;
  readonly tactics: readonly string[];
}

/** The tactics of ATT&CK Enterprise, in the order of its matrix. */
export const tactics = [
  'Reconnaissance', 'Resource Development', 'Initial Access', 'Execution', 'Persistence', 'Privilege Escalation', 'Defense Evasion',
  'Credential Access', 'Discovery', 'Lateral Movement', 'Collection', 'Command and Control', 'Exfiltration', 'Impact',
] as const;

/** By id: the name, then the tactics. */
const techniques = data as unknown as Readonly<Record<string, readonly [name: string, ...tactics: string[]]>>;

/**
 * The technique with this id, undefined where it is not among those known. The list holds the techniques that public
 * detection content used in 2026, by name and tactics as attack.mitre.org gives them; it is not the whole of ATT&CK.
 */
export function findTechnique(id: string): Technique | undefined {
  if (!Object.hasOwn(techniques, id)) return undefined;
  const [name, ...tactics] = techniques[id]!;
  return { id, name, tactics };
}

/** Every technique that is known here, by id. */
export function knownTechniques(): Technique[] {
  return Object.keys(techniques).map((id) => findTechnique(id)!);
}

/** A technique's name as it reads on its own: `Scheduled Task/Job: Cron` for T1053.003. */
export function techniqueTitle({ id, name }: Technique): string {
  const parent = id.includes('.') ? findTechnique(id.slice(0, id.indexOf('.'))) : undefined;
  return parent ? `${parent.name}: ${name}` : name;
}

/** The address of a technique's page: https://attack.mitre.org/techniques/T1053/003/ for T1053.003. */
export function techniqueAddress(id: string): string {
  return `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
}
