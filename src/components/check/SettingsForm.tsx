import { useId, type ReactNode } from 'react';
import { platformName } from '../../artifacts/pages/wording.ts';
import { platforms } from '../../model/platform.ts';
import VersionSelect from './VersionSelect.tsx';
import type { Settings } from './useCheck.ts';
import styles from './check.module.css';

/** For which osquery and which platforms the packs are checked. At least one platform stays chosen. */
export default function SettingsForm({ settings, onChange }: { readonly settings: Settings; readonly onChange: (settings: Settings) => void }): ReactNode {
  const id = useId();
  const { platforms: chosen } = settings;
  return (
    <div className={styles.row}>
      <label htmlFor={`${id}-version`}>osquery on your hosts</label>
      <VersionSelect id={`${id}-version`} value={settings.version} onChange={(version) => onChange({ ...settings, version })} />
      <fieldset className={styles.platforms}>
        <legend>Platforms</legend>
        {platforms.map((platform) => (
          <label key={platform}>
            <input
              type="checkbox" checked={chosen.includes(platform)} disabled={chosen.length === 1 && chosen[0] === platform}
              onChange={({ target }) => onChange({ ...settings, platforms: platforms.filter((one) => (one === platform ? target.checked : chosen.includes(one))) })}
            />
            {platformName(platform)}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
