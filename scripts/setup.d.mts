interface Lockfile {
  packages?: Record<string, { version?: string; integrity?: string; optional?: boolean; devOptional?: boolean }>;
}

interface System {
  platform: NodeJS.Platform;
  /** Words before a command that make it run as root; empty for root itself, undefined where that is not allowed. */
  privilege: string[] | undefined;
  has: (program: string) => boolean;
  node: string;
  playwright: string;
}

export function supports(range: string, version: string): boolean;
export function upToDate(wanted: Lockfile, installed: Lockfile): boolean;
export function browserCommands(system: System): { name: string; commands: string[][] }[];
