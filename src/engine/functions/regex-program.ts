import type { ByteSet, Node } from './regex-parser.ts';

/** One step of a compiled pattern; numbers named `to` are positions in the program. */
export type Instruction =
  | { readonly op: 'byte'; readonly set: ByteSet }
  | { readonly op: 'fork'; readonly to: readonly number[] }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'mark'; readonly register: number }
  | { readonly op: 'enter'; readonly register: number }
  | { readonly op: 'loop'; readonly register: number; readonly min: number; readonly max: number; readonly greedy: boolean; readonly clear: readonly [from: number, to: number]; readonly exit: number }
  | { readonly op: 'start' | 'end' | 'accept' }
  | { readonly op: 'boundary'; readonly negated: boolean }
  | { readonly op: 'look'; readonly negated: boolean; readonly to: number }
  | { readonly op: 'repeat-group'; readonly register: number };

/**
 * A compiled pattern. Registers 2n and 2n+1 hold begin and end of group n, -1 where it has none; each loop has two
 * more, for how often it ran and where its current turn began.
 */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
  readonly registers: number;
}

/** Compiles a parsed pattern with `groups` groups. */
export function compileRegex(node: Node, groups: number): Program {
  const instructions: Instruction[] = [];
  let registers = 2 * (groups + 1);
  const emit = (instruction: Instruction): number => instructions.push(instruction) - 1;

  const compile = (part: Node): void => {
    switch (part.kind) {
      case 'set':
        emit({ op: 'byte', set: part.set });
        break;
      case 'sequence':
        part.nodes.forEach(compile);
        break;
      case 'choice': {
        const fork = emit({ op: 'fork', to: [] });
        const starts: number[] = [];
        const jumps: number[] = [];
        for (const option of part.nodes) {
          starts.push(instructions.length);
          compile(option);
          jumps.push(emit({ op: 'jump', to: 0 }));
        }
        instructions[fork] = { op: 'fork', to: starts };
        for (const jump of jumps) instructions[jump] = { op: 'jump', to: instructions.length };
        break;
      }
      case 'group':
        emit({ op: 'mark', register: 2 * part.number });
        compile(part.node);
        emit({ op: 'mark', register: 2 * part.number + 1 });
        break;
      case 'repeat': {
        const register = registers;
        registers += 2;
        emit({ op: 'enter', register });
        const loop = emit({ op: 'jump', to: 0 });
        compile(part.node);
        emit({ op: 'jump', to: loop });
        const { min, max, greedy, groups: clear } = part;
        instructions[loop] = { op: 'loop', register, min, max, greedy, clear, exit: instructions.length };
        break;
      }
      case 'lookahead': {
        const look = emit({ op: 'jump', to: 0 });
        compile(part.node);
        emit({ op: 'accept' });
        instructions[look] = { op: 'look', negated: part.negated, to: instructions.length };
        break;
      }
      case 'backreference':
        emit({ op: 'repeat-group', register: 2 * part.number });
        break;
      case 'boundary':
        emit({ op: 'boundary', negated: part.negated });
        break;
      default:
        emit({ op: part.kind });
    }
  };

  compile(node);
  emit({ op: 'accept' });
  return { instructions, groups, registers };
}
