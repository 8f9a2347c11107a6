export function browserPaths(platform: NodeJS.Platform, env: Record<string, string | undefined>): string[];
export function findBrowser(): string | undefined;
