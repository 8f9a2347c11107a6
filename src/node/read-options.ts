import { nearestName } from '../model/names.ts';
import { platforms, type Platform } from '../model/platform.ts';
import { knownVersion } from '../osquery/known-version.ts';
import { UsageError, type Invocation } from './command.ts';

/** The osquery version that an option names, undefined where it is not given. Throws UsageError where its schema is not known. */
export function versionOption(options: Invocation['options'], name: string): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const known = knownVersion(String(value));
  if (known.version === null) throw new UsageError(`--${name}: ${known.message}`);
  return known.version;
}

/** The platforms that the option `platform` names, undefined where it is not given. Throws UsageError for another word. */
export function platformOption(options: Invocation['options']): Platform[] | undefined {
  const value = options['platform'];
  if (value === undefined) return undefined;
  const words = String(value).split(',').map((word) => word.trim());
  const wrong = words.find((word) => !(platforms as readonly string[]).includes(word));
  if (wrong === undefined) return platforms.filter((platform) => words.includes(platform));
  const near = wrong.toLowerCase().startsWith('mac') ? 'darwin' : nearestName(wrong, platforms);
  throw new UsageError(`--platform: '${wrong}' is no platform; known: ${platforms.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`);
}

/** The one of `known` that an option names. Throws UsageError for another. */
export function choiceOption<T extends string>(options: Invocation['options'], name: string, known: readonly T[]): T {
  const value = String(options[name]);
  if ((known as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`Unknown ${name} '${value}'; known: ${known.join(', ')}.`);
}
