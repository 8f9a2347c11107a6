import type { Json } from './json.ts';

/**
 * A pack of a glob as osquery sees it: it goes through Boost's property tree, which makes texts of all scalars, an empty
 * text of an empty object or array, and an array of an object whose keys are all empty
 * (plugins/config/filesystem_config.cpp, genPack; boost/property_tree/json_parser/detail/write.hpp). What lies deeper
 * than osquery reads in a pack is left as it is.
 */
export function throughPropertyTree(value: Json, depth = 0): Json {
  const { kind, at } = value;
  if (depth > 5) return value;
  if (kind === 'object') {
    if (value.members.length === 0) return { kind: 'string', at, end: at + 2, text: '' };
    const members = value.members.map((member) => ({ ...member, value: throughPropertyTree(member.value, depth + 1) }));
    return members.every(({ key }) => key === '') ? { kind: 'array', at, items: members.map((member) => member.value) } : { kind, at, members };
  }
  if (kind === 'array') return value.items.length === 0 ? { kind: 'string', at, end: at + 2, text: '' } : { kind, at, items: value.items.map((item) => throughPropertyTree(item, depth + 1)) };
  return { ...value, kind: 'string' };
}
