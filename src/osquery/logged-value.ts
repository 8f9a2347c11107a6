import type { Value } from '../model/catalogue.ts';

/** A value as osquery logs it: NULL as '', a DOUBLE with 15 digits as SQLite 3.42 writes it, whole ones with `.0`. */
export function loggedValue(value: Value): string {
  if (value === null) return '';
  return typeof value === 'number' ? realText(value) : String(value);
}

function realText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  const [digits, exponent] = value.toExponential(14).split('e') as [string, string];
  const power = Number(exponent);
  const mantissa = digits.replace(/\.?0+$/, '');
  if (power < -4 || power > 14) {
    const sign = power < 0 ? '-' : '+';
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const text = Number(value.toPrecision(15)).toFixed(Math.max(0, 14 - power)).replace(/(\.\d*?)0+$/, '$1');
  return text.endsWith('.') ? `${text}0` : text.includes('.') ? text : `${text}.0`;
}
