import type { ReactNode } from 'react';
import { versions } from './useCheck.ts';

/** A choice of an osquery with a known schema, newest first. */
export default function VersionSelect({ id, value, onChange }: { readonly id: string; readonly value: string; readonly onChange: (version: string) => void }): ReactNode {
  return (
    <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
      {[...versions].reverse().map((version) => (
        <option key={version}>{version}</option>
      ))}
    </select>
  );
}
