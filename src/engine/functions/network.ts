import { compareAddresses, networkBounds, parseAddress, parseIpv4, parseIpv6, parseNetwork, type Address, type Network } from './addresses.ts';
import { SqlError, type Argument, type Result, type SqlFunction } from './types.ts';

/** The number of an IPv4 address; NULL for anything else, IPv6 included (osquery/sql/sqlite_string.cpp). */
function addressNumber([address]: readonly Argument[]): Result {
  if (address!.type === 'null') return null;
  const bytes = parseIpv4(address!.text);
  return bytes && bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
}

/**
 * Whether an address is one of the network's hosts, as Boost.Asio counts hosts (osquery/sql/sqlite_network.cpp): in
 * an IPv4 network its first and last address are none, unless the prefix is 32.
 */
function inCidrBlock([cidr, ip]: readonly Argument[]): Result {
  if (cidr!.type !== 'text') throw new SqlError('CIDR must be a string');
  if (ip!.type !== 'text') throw new SqlError('IP address must be a string');
  const address = parseAddress(ip!.text);
  if (!address) throw new SqlError('IP address cannot be parsed');
  const isIpv4 = address.length === 4;
  const network = parseNetwork(cidr!.text, isIpv4 ? parseIpv4 : parseIpv6);
  if (!network) throw new SqlError(`CIDR for IP address v${isIpv4 ? 4 : 6} cannot be parsed`);
  return (isIpv4 ? isIpv4Host(network, address) : isIpv6Host(network, address)) ? 1n : 0n;
}

function isIpv4Host(network: Network, address: Address): boolean {
  const { first, last } = networkBounds(network);
  if (network.prefix === 32) return compareAddresses(address, first) === 0;
  return compareAddresses(address, first) > 0 && compareAddresses(address, last) < 0;
}

/** The end of the range is one past the last address: for a network that reaches the last of all, that is `::`. */
function isIpv6Host(network: Network, address: Address): boolean {
  const { first, last } = networkBounds(network);
  const wraps = last.every((byte) => byte === 0xff);
  return !wraps && compareAddresses(address, first) >= 0 && compareAddresses(address, last) <= 0;
}

/** `inet_aton` and `in_cidr_block`. */
export const networkFunctions: readonly SqlFunction[] = [
  { name: 'inet_aton', arity: 1, call: addressNumber },
  { name: 'in_cidr_block', arity: 2, call: inCidrBlock },
];
