import { RegexError, wordBytes } from './regex-parser.ts';
import type { Program } from './regex-program.ts';

/** Steps that one attempt may take for each byte left of the input, as in libc++. */
const stepsPerByte = 4096;

/** Steps that all attempts on one input may take together, so that no pattern stops the engine. */
const allSteps = 10_000_000;

/** One input that a program is run on, from any position and any number of times. Throws RegexError after too many steps. */
export class Machine {
  readonly #program: Program;
  readonly #input: Uint8Array;
  #steps = 0;
  #attemptLimit = 0;
  #notEmptyFrom = -1;

  constructor(program: Program, input: Uint8Array) {
    this.#program = program;
    this.#input = input;
  }

  /** Registers of the match that begins exactly at `position`, or null; with `notEmpty`, an empty match is none. */
  matchAt(position: number, notEmpty = false): Int32Array | null {
    const registers = new Int32Array(this.#program.registers).fill(-1);
    registers[0] = position;
    this.#notEmptyFrom = notEmpty ? position : -1;
    this.#attemptLimit = this.#steps + stepsPerByte * Math.max(1, this.#input.length - position);
    const end = this.#run(0, position, registers);
    if (end < 0) return null;
    registers[1] = end;
    return registers;
  }

  /** Registers of the first match at or after `position`, or null. */
  search(position: number): Int32Array | null {
    const first = this.#program.instructions[0]!;
    for (let start = position; start <= this.#input.length; start++) {
      // At most positions the first instruction fails, and nothing need be set up to see that.
      if (first.op === 'byte' && (start === this.#input.length || !first.set[this.#input[start]!])) continue;
      if (first.op === 'start' && start > 0) return null;
      const match = this.matchAt(start);
      if (match) return match;
    }
    return null;
  }

  /** Runs from one instruction to the next `accept`; gives the end of the match, or -1 with the registers as before. */
  #run(first: number, begin: number, registers: Int32Array): number {
    const { instructions } = this.#program;
    const input = this.#input;
    /** Where to go on after a failure, three numbers each: instruction, position, length of the trail. */
    const choices: number[] = [];
    /** Registers changed since the begin, with their former values: undone after a failure. */
    const trail: number[] = [];
    let at = first;
    let position = begin;
    for (;;) {
      if (++this.#steps > this.#attemptLimit || this.#steps > allSteps) throw new RegexError();
      const instruction = instructions[at++]!;
      let failed = false;
      switch (instruction.op) {
        case 'byte':
          failed = position >= input.length || !instruction.set[input[position]!];
          position++;
          break;
        case 'fork':
          for (let i = instruction.to.length - 1; i > 0; i--) choices.push(instruction.to[i]!, position, trail.length);
          at = instruction.to[0]!;
          break;
        case 'jump':
          at = instruction.to;
          break;
        case 'mark':
          set(registers, trail, instruction.register, position);
          break;
        case 'enter':
          set(registers, trail, instruction.register, -1);
          break;
        case 'loop': {
          const { register, min, max, greedy, clear, exit } = instruction;
          const turns = registers[register]! + 1;
          const mayLeave = turns >= min;
          const mayRepeat = turns < max && !(mayLeave && turns > 0 && registers[register + 1] === position);
          set(registers, trail, register, turns);
          const body = at;
          if (mayRepeat && mayLeave && !greedy) {
            choices.push(~body, position, trail.length);
            at = exit;
          } else if (mayRepeat) {
            if (mayLeave) choices.push(exit, position, trail.length);
            beginTurn(registers, trail, register, position, clear);
          } else {
            at = exit;
          }
          break;
        }
        case 'start':
          failed = position !== 0;
          break;
        case 'end':
          failed = position !== input.length;
          break;
        case 'boundary':
          failed = (this.#isWord(position - 1) !== this.#isWord(position)) === instruction.negated;
          break;
        case 'look': {
          const end = this.#look(at, position, registers, trail, instruction.negated);
          failed = end < 0 !== instruction.negated;
          at = instruction.to;
          break;
        }
        case 'repeat-group': {
          const from = registers[instruction.register]!;
          const length = registers[instruction.register + 1]! - from;
          failed = from < 0 || length < 0 || position + length > input.length;
          for (let i = 0; !failed && i < length; i++) failed = input[from + i] !== input[position + i];
          position += length;
          break;
        }
        case 'accept':
          if (position !== this.#notEmptyFrom) return position;
          failed = true;
      }
      if (!failed) continue;
      if (choices.length === 0) {
        undo(registers, trail, 0);
        return -1;
      }
      undo(registers, trail, choices.pop()!);
      position = choices.pop()!;
      at = choices.pop()!;
      if (at < 0) {
        // A lazy loop that could not go on behind itself takes another turn.
        at = ~at;
        const loop = instructions[at - 1]!;
        if (loop.op === 'loop') beginTurn(registers, trail, loop.register, position, loop.clear);
      }
    }
  }

  /** Runs a lookahead; what it captured stays, unless it is negated, and is undone with the rest of `trail`. */
  #look(first: number, position: number, registers: Int32Array, trail: number[], negated: boolean): number {
    const before = registers.slice();
    const notEmptyFrom = this.#notEmptyFrom;
    this.#notEmptyFrom = -1;
    const end = this.#run(first, position, registers);
    this.#notEmptyFrom = notEmptyFrom;
    for (let register = 0; register < before.length; register++) {
      if (registers[register] === before[register]) continue;
      if (negated) registers[register] = before[register]!;
      else trail.push(register, before[register]!);
    }
    return end;
  }

  #isWord(position: number): boolean {
    const byte = this.#input[position];
    return byte !== undefined && wordBytes[byte]!;
  }
}

/** Sets a register and notes its former value on the trail. */
function set(registers: Int32Array, trail: number[], register: number, value: number): void {
  trail.push(register, registers[register]!);
  registers[register] = value;
}

/** Gives back their former values to the registers set since the trail had this length. */
function undo(registers: Int32Array, trail: number[], length: number): void {
  while (trail.length > length) {
    const value = trail.pop()!;
    registers[trail.pop()!] = value;
  }
}

/** Notes where a turn of a loop begins, and forgets what its groups held. */
function beginTurn(registers: Int32Array, trail: number[], register: number, position: number, clear: readonly [from: number, to: number]): void {
  set(registers, trail, register + 1, position);
  for (let group = clear[0]; group <= clear[1]; group++) {
    set(registers, trail, 2 * group, -1);
    set(registers, trail, 2 * group + 1, -1);
  }
}
