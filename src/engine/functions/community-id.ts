import { sha1 } from '@noble/hashes/legacy.js';
import { compareAddresses, parseAddress } from './addresses.ts';
import { encodeBase64 } from './encoding.ts';
import { SqlError, type Argument, type SqlFunction } from './types.ts';

/** The integer of an argument, or an error where it is of another type or not within 0 and `size` bytes. */
function unsigned(argument: Argument, bytes: 1 | 2, what: string, words: { readonly type: string; readonly size: string }): number {
  if (argument.type !== 'integer') throw new SqlError(`Community ID ${what} must be ${words.type}`);
  if (argument.integer < 0n || argument.integer >= 1n << BigInt(8 * bytes)) throw new SqlError(`Community ID ${what} must fit in ${words.size}`);
  return Number(argument.integer);
}

function seedOf(argument: Argument | undefined): number {
  if (!argument) return 0;
  if (argument.type !== 'integer') throw new SqlError('Community ID seed must be an integer');
  if (argument.integer < -0x8000n || argument.integer > 0x7fffn) throw new SqlError('Community ID seed must fit in 2 bytes');
  return Number(argument.integer);
}

function bigEndian(value: number): readonly number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

/**
 * Community ID version 1 of a flow: source and destination address, source and destination port, protocol number, and
 * a seed. The end with the lower address and port comes first, also for ICMP, where the public specification
 * (https://github.com/corelight/community-id-spec) maps type and code instead (osquery/sql/sqlite_hashing.cpp).
 */
function communityId(args: readonly Argument[]): string {
  const [source, destination, sourcePort, destinationPort, protocol, seed] = args;
  const seedBytes = bigEndian(seedOf(seed));
  if (source!.type !== 'text' || destination!.type !== 'text') throw new SqlError('Community ID IPs must be strings');
  const from = parseAddress(source!.text);
  if (!from) throw new SqlError('Community ID saddr cannot be parsed as IP');
  const to = parseAddress(destination!.text);
  if (!to) throw new SqlError('Community ID daddr cannot be parsed as IP');
  if (sourcePort!.type !== 'integer' || destinationPort!.type !== 'integer') throw new SqlError('Community ID ports must be integers');
  const ports = { type: 'integers', size: '2 bytes' };
  const fromPort = unsigned(sourcePort!, 2, 'ports', ports);
  const toPort = unsigned(destinationPort!, 2, 'ports', ports);
  const protocolNumber = unsigned(protocol!, 1, 'protocol', { type: 'an integer', size: '1 byte' });
  const order = compareAddresses(from, to);
  const forward = order < 0 || (order === 0 && fromPort < toPort);
  const [first, second] = forward ? [from, to] : [to, from];
  const [firstPort, secondPort] = forward ? [fromPort, toPort] : [toPort, fromPort];
  const flow = [...seedBytes, ...first, ...second, protocolNumber, 0, ...bigEndian(firstPort), ...bigEndian(secondPort)];
  return `1:${encodeBase64(sha1(Uint8Array.from(flow)))}`;
}

/** The variant that gives NULL for bad arguments; osquery logs a warning with the text of the strict one's error. */
function lenientCommunityId(args: readonly Argument[]): string | null {
  try {
    return communityId(args);
  } catch (error) {
    if (error instanceof SqlError) return null;
    throw error;
  }
}

/** `community_id_v1` and `community_id_v1_strict`, without and with a seed. */
export const communityIdFunctions: readonly SqlFunction[] = [5, 6].flatMap((arity) => [
  { name: 'community_id_v1', arity, call: lenientCommunityId },
  { name: 'community_id_v1_strict', arity, call: communityId },
]);
