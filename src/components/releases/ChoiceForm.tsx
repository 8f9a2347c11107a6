import { useId, type ReactNode } from 'react';
import type { ReleaseData } from '../../artifacts/release-data.ts';
import { platformName } from '../../artifacts/pages/wording.ts';
import type { Platform } from '../../model/platform.ts';
import { absent, type Choice, type Faults } from './choice.ts';
import styles from './releases.module.css';

interface Props {
  readonly data: ReleaseData;
  readonly platforms: readonly Platform[];
  readonly choice: Choice;
  readonly faults: Faults;
  readonly onChange: (choice: Choice) => void;
}

/** From which release to which, with which osquery, on how many hosts. */
export default function ChoiceForm({ data, platforms, choice, faults, onChange }: Props): ReactNode {
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <ReleaseField label="My hosts run" data={data} value={choice.from} onChange={(from) => onChange({ ...choice, from })} />
      <ReleaseField label="They go to" data={data} value={choice.to} onChange={(to) => onChange({ ...choice, to })} />
      <TextField label="My osquery" value={choice.osquery} fault={faults.osquery} onChange={(osquery) => onChange({ ...choice, osquery })} />
      {platforms.map((platform) => (
        <TextField
          key={platform}
          label={`${platformName(platform)} hosts`}
          numeric
          value={choice.hosts[platform] ?? ''}
          fault={faults[platform]}
          onChange={(hosts) => onChange({ ...choice, hosts: { ...choice.hosts, [platform]: hosts } })}
        />
      ))}
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ReleaseField({ label, value, data, onChange }: FieldProps & { readonly data: ReleaseData }): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {data.releases.map(({ version, date }) => (
          <option key={version} value={version}>
            {version}, {date}
          </option>
        ))}
        <option value={absent}>not installed</option>
      </select>
    </div>
  );
}

function TextField({ label, value, fault, numeric, onChange }: FieldProps & { readonly fault: string | undefined; readonly numeric?: boolean }): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode={numeric ? 'numeric' : 'decimal'}
        autoComplete="off"
        size={9}
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault !== undefined && (
        <p id={`${id}-fault`} className={styles.fault}>
          {fault}
        </p>
      )}
    </div>
  );
}
