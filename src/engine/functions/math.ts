import { SqlError, type Argument, type Result, type SqlFunction } from './types.ts';

// Texts of the C library on Linux for EDOM and ERANGE; osquery gives errno's text (osquery/sql/sqlite_math.cpp).
const domainError = 'Numerical argument out of domain';
const rangeError = 'Numerical result out of range';

/** expl() works in the 80-bit format of x86: outside of these bounds it overflows, or underflows to zero. */
const largestExponent = 11356.523406294143949;
const smallestExponent = -11399.498531488861;

const smallestInteger = -(2n ** 63n);

function domain(valid: boolean): void {
  if (!valid) throw new SqlError(domainError);
}

function range(valid: boolean): void {
  if (!valid) throw new SqlError(rangeError);
}

function periodic(compute: (x: number) => number): (x: number) => number {
  return (x) => {
    domain(Number.isFinite(x));
    return compute(x);
  };
}

function withinUnit(compute: (x: number) => number): (x: number) => number {
  return (x) => {
    domain(Math.abs(x) <= 1);
    return compute(x);
  };
}

function logarithm(compute: (x: number) => number): (x: number) => number {
  return (x) => {
    range(x !== 0);
    domain(x > 0);
    return compute(x);
  };
}

function exponential(x: number): number {
  range(!Number.isFinite(x) || (x <= largestExponent && x >= smallestExponent));
  return Math.exp(x);
}

function squareRoot(x: number): number {
  domain(x >= 0);
  return Math.sqrt(x);
}

/** C's pow: unlike JavaScript's, 1 to any power and -1 to an infinite one are 1. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && !Number.isFinite(exponent))) return 1;
  domain(base >= 0 || !Number.isFinite(base) || !Number.isFinite(exponent) || Number.isInteger(exponent));
  const result = Math.pow(base, exponent);
  if (Number.isFinite(base) && Number.isFinite(exponent)) {
    range(Number.isFinite(result) && (result !== 0 || base === 0));
  }
  return result;
}

/** A double made an int64 as x86 does it: what does not fit becomes the smallest integer. */
function toInt64(x: number): bigint {
  return x >= -(2 ** 63) && x < 2 ** 63 ? BigInt(x) : smallestInteger;
}

function real(name: string, compute: (x: number) => number): SqlFunction {
  return { name, arity: 1, call: ([x]) => (x!.type === 'null' ? null : compute(x!.number)) };
}

/** `ceil` and `floor` give INTEGER, and an INTEGER back as it is. */
function rounding(name: string, compute: (x: number) => number): SqlFunction {
  const call = ([x]: readonly Argument[]): Result => {
    if (x!.type === 'null') return null;
    return x!.type === 'integer' ? x!.integer : toInt64(compute(x!.number));
  };
  return { name, arity: 1, call };
}

/** The functions of osquery/sql/sqlite_math.cpp. */
export const mathFunctions: readonly SqlFunction[] = [
  real('sqrt', squareRoot),
  real('acos', withinUnit(Math.acos)),
  real('asin', withinUnit(Math.asin)),
  real('atan', Math.atan),
  real('cos', periodic(Math.cos)),
  real('sin', periodic(Math.sin)),
  real('tan', periodic(Math.tan)),
  real('cot', periodic((x) => 1 / Math.tan(x))),
  real('exp', exponential),
  real('log', logarithm(Math.log)),
  real('log10', logarithm(Math.log10)),
  real('degrees', (x) => (180 * x) / Math.PI),
  real('radians', (x) => (x * Math.PI) / 180),
  { name: 'power', arity: 2, call: ([x, y]) => (x!.type === 'null' || y!.type === 'null' ? null : power(x!.number, y!.number)) },
  rounding('ceil', Math.ceil),
  rounding('floor', Math.floor),
  { name: 'pi', arity: 0, call: () => Math.PI },
];
