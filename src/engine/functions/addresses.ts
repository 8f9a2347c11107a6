/** An IP address in network byte order: 4 bytes, or 16. */
export type Address = readonly number[];

/** A network in CIDR notation. */
export interface Network {
  readonly address: Address;
  readonly prefix: number;
}

/** Four decimal numbers up to 255 without leading zeros, as inet_pton reads them; null for anything else. */
export function parseIpv4(text: string): Address | null {
  if (!/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(text)) return null;
  const bytes = text.split('.').map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

/** An IPv6 address as inet_pton reads it, with an IPv4 tail and a `%scope` allowed; null for anything else. */
export function parseIpv6(text: string): Address | null {
  const unscoped = text.split('%', 1)[0]!;
  const halves = unscoped.split('::');
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0]!, halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1]!, true) : [];
  if (!head || !tail) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null;
  return [...head, ...Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else {
      const ipv4 = mayEndInIpv4 && index === groups.length - 1 ? parseIpv4(group) : null;
      if (!ipv4) return null;
      bytes.push(...ipv4);
    }
  }
  return bytes;
}

/** An IPv6 or IPv4 address, or null. */
export function parseAddress(text: string): Address | null {
  return parseIpv6(text) ?? parseIpv4(text);
}

/** Negative, 0 or positive; an IPv4 address comes before any IPv6 one. */
export function compareAddresses(a: Address, b: Address): number {
  if (a.length !== b.length) return a.length - b.length;
  const different = a.findIndex((byte, index) => byte !== b[index]);
  return different < 0 ? 0 : a[different]! - b[different]!;
}

/** A network whose address `parse` reads, with a decimal prefix length that fits it; null for anything else. */
export function parseNetwork(text: string, parse: (text: string) => Address | null): Network | null {
  const parts = /^([^/]*)\/(\d+)$/.exec(text);
  const address = parts && parse(parts[1]!);
  const prefix = parts ? Number(parts[2]) : 0;
  return address && prefix <= address.length * 8 ? { address, prefix } : null;
}

/** First and last address of a network. */
export function networkBounds({ address, prefix }: Network): { readonly first: Address; readonly last: Address } {
  const mask = address.map((_, index) => 0xff & (0xff00 >> Math.min(8, Math.max(0, prefix - index * 8))));
  return {
    first: address.map((byte, index) => byte & mask[index]!),
    last: address.map((byte, index) => byte | (0xff & ~mask[index]!)),
  };
}
