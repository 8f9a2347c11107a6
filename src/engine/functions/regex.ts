import { byteString } from './bytes.ts';
import { Machine } from './regex-machine.ts';
import { parseRegex, RegexError } from './regex-parser.ts';
import { compileRegex, type Program } from './regex-program.ts';

export { RegexError };

/** The longest pattern that osquery takes (its hidden flag `regex_max_size`, osquery/sql/sqlite_string.cpp). */
export const maximumPatternBytes = 256;

const compiled = new Map<string, Program>();
const keptPrograms = 100;

/**
 * Why not JavaScript's own RegExp: std::regex works on bytes, differs in grammar and, above all, gives up on a
 * pattern that backtracks without end, where RegExp would stop the engine.
 */
function programOf(pattern: Uint8Array): Program {
  const key = byteString(pattern);
  const known = compiled.get(key);
  if (known) return known;
  const { node, groups } = parseRegex(key);
  const program = compileRegex(node, groups);
  if (compiled.size >= keptPrograms) compiled.clear();
  compiled.set(key, program);
  return program;
}

/**
 * The first match of a pattern in `input`: the whole match, then each group, empty where it took no part. Null where
 * nothing matches. Throws RegexError where the pattern is invalid or takes too many steps.
 */
export function regexMatch(pattern: Uint8Array, input: Uint8Array): readonly Uint8Array[] | null {
  const program = programOf(pattern);
  const registers = new Machine(program, input).search(0);
  if (!registers) return null;
  return Array.from({ length: program.groups + 1 }, (_, group) => {
    const end = registers[2 * group + 1]!;
    return end < 0 ? new Uint8Array(0) : input.slice(registers[2 * group]!, end);
  });
}

/**
 * What lies between the matches of a pattern, as libc++'s std::sregex_token_iterator gives it: an empty rest is left
 * out, an input without a match is its only piece, and a byte skipped after an empty match is in no piece unless it
 * is part of the rest. Throws RegexError as `regexMatch` does.
 */
export function regexSplit(pattern: Uint8Array, input: Uint8Array): readonly Uint8Array[] {
  const machine = new Machine(programOf(pattern), input);
  const pieces: Uint8Array[] = [];
  let from = 0;
  let rest = 0;
  let match = machine.search(from);
  if (!match) return [input];
  while (match) {
    const [begin, end] = [match[0]!, match[1]!];
    pieces.push(input.slice(from, begin));
    from = rest = end;
    if (end > begin) match = machine.search(from);
    else if (end >= input.length) match = null;
    else match = machine.matchAt(from, true) ?? machine.search(++from);
  }
  if (rest < input.length) pieces.push(input.slice(rest));
  return pieces;
}
