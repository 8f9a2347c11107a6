import { byteString, untilNul, utf8 } from './bytes.ts';
import { SqlError, type Argument, type Result, type SqlFunction } from './types.ts';

/** Which of the rules of osquery/sql/sqlite_version.cpp a flavour applies. */
interface Flavour {
  /** A version with an epoch (`1:`) is higher than one without, and a longer epoch than a shorter one. */
  readonly epoch: boolean;
  /** Delimiters differ: `~` is lowest, then `-`, `^`, `.` and `:`. */
  readonly delimiters: boolean;
  /** Where one version ends, the other's next character decides: `~` lower, `-` equal, `^` higher. */
  readonly remainder: boolean;
  /** Where one version ends after a digit, the longer one is higher whatever differed before in that segment. */
  readonly lengthFirst: boolean;
}

const flavours = {
  version: { epoch: false, delimiters: false, remainder: false, lengthFirst: false },
  version_arch: { epoch: true, delimiters: false, remainder: true, lengthFirst: true },
  version_dpkg: { epoch: true, delimiters: true, remainder: false, lengthFirst: false },
  version_rhel: { epoch: true, delimiters: true, remainder: true, lengthFirst: false },
} as const satisfies Record<string, Flavour>;

/** A collation that osquery adds. */
export type VersionCollation = keyof typeof flavours;

const delimiters = '~-^.:';

/** Bytes are compared as C's signed char. */
function signed(text: string, index: number): number {
  const byte = text.charCodeAt(index);
  return byte > 127 ? byte - 256 : byte;
}

function isDigit(text: string, index: number): boolean {
  const character = text[index];
  return character !== undefined && character >= '0' && character <= '9';
}

function compareEpochs(left: string, right: string): number {
  const leftEnd = left.indexOf(':');
  const rightEnd = right.indexOf(':');
  if (leftEnd >= 0 && rightEnd >= 0) return leftEnd - rightEnd;
  return Number(leftEnd >= 0) - Number(rightEnd >= 0);
}

/**
 * The order where `longer` starts like `shorter` or differs from it in the last segment only, by `difference` as
 * seen from `shorter`; the result is seen from `shorter` too.
 */
function compareRemainder(shorter: string, longer: string, difference: number, flavour: Flavour): number {
  const next = longer[shorter.length]!;
  if (flavour.remainder) {
    if (next === '~') return 1;
    if (next === '-') return 0;
    if (next === '^') return -1;
    if (difference !== 0 && (!flavour.lengthFirst || !isDigit(shorter, shorter.length - 1))) return difference;
  } else if (difference !== 0 && delimiters.includes(next)) {
    return difference;
  }
  return shorter.length - longer.length;
}

/**
 * Compares two versions given as byte strings, as the collation of that name does: negative, 0 or positive. Segments
 * between delimiters are compared character by character; within a segment the longer one is higher.
 */
export function compareByteVersions(collation: VersionCollation, left: string, right: string): number {
  const flavour: Flavour = flavours[collation];
  if (left.length === 0 || right.length === 0) return Number(left.length > 0) - Number(right.length > 0);
  if (left === right) return 0;
  const epochs = flavour.epoch ? compareEpochs(left, right) : 0;
  if (epochs !== 0) return epochs;
  let difference = 0;
  const common = Math.min(left.length, right.length);
  for (let i = 0; i < common; i++) {
    const leftRank = delimiters.indexOf(left[i]!);
    const rightRank = delimiters.indexOf(right[i]!);
    if (leftRank < 0 && rightRank < 0) {
      if (difference === 0) difference = signed(left, i) - signed(right, i);
      continue;
    }
    if (leftRank < 0) return 1;
    if (rightRank < 0) return -1;
    if (difference !== 0) return difference;
    if (flavour.delimiters && leftRank !== rightRank) return leftRank - rightRank;
  }
  if (left.length === right.length) return difference;
  return left.length < right.length
    ? compareRemainder(left, right, difference, flavour)
    : -compareRemainder(right, left, -difference, flavour);
}

function comparator(collation: VersionCollation): (a: string, b: string) => number {
  return (a, b) => compareByteVersions(collation, byteString(utf8(a)), byteString(utf8(b)));
}

/** The collations that osquery adds, as comparators of two texts. */
export const collations: Readonly<Record<VersionCollation, (a: string, b: string) => number>> = {
  version: comparator('version'),
  version_arch: comparator('version_arch'),
  version_dpkg: comparator('version_dpkg'),
  version_rhel: comparator('version_rhel'),
};

const byFlavourName: Readonly<Record<string, VersionCollation>> = { ARCH: 'version_arch', DPKG: 'version_dpkg', RHEL: 'version_rhel' };

function versionCompare(args: readonly Argument[]): Result {
  const [left, right, flavour] = args;
  if (left?.type !== 'text' || right?.type !== 'text') throw new SqlError('Must provide two version strings to compare.');
  if (flavour && flavour.type !== 'text') throw new SqlError('The optional third parameter is not a string.');
  const collation = flavour ? byFlavourName[flavour.text.toUpperCase()] : 'version';
  if (!collation) throw new SqlError('The optional third parameter does not match one of: (ARCH, DPKG, RHEL).');
  const order = compareByteVersions(collation, byteString(untilNul(left.bytes)), byteString(untilNul(right.bytes)));
  return BigInt(Math.sign(order));
}

/** `version_compare`. */
export const versionFunctions: readonly SqlFunction[] = [{ name: 'version_compare', arity: -1, call: versionCompare }];
