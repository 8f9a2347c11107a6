/** The operating systems that osquery is built for, by its own names (osquery cmake/flags.cmake). */
export const platforms = ['darwin', 'linux', 'windows'] as const;
export type Platform = (typeof platforms)[number];

/** Whether a value is the word of a platform. */
export function isPlatform(value: unknown): value is Platform {
  return platforms.includes(value as Platform);
}
