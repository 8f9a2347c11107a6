import { useEffect, useId, useState, type ReactNode } from 'react';
import type { ExportFormat } from '../../artifacts/foreign.ts';
import { exportName } from '../../check/export-name.ts';
import type { CheckView } from '../../check/protocol.ts';
import type { SourceFile } from '../../content/files.ts';
import { download } from '../download.ts';
import type { CheckClient } from './useCheck.ts';
import controls from '../controls.module.css';
import styles from './check.module.css';

interface Props {
  readonly client: CheckClient;
  readonly view: CheckView;
  readonly files: readonly SourceFile[];
}

const formats: Readonly<Record<ExportFormat, { readonly title: string; readonly type: string }>> = {
  conf: { title: 'osqueryd', type: 'application/json' },
  fleet: { title: 'Fleet apply', type: 'application/yaml' },
  gitops: { title: 'Fleet GitOps', type: 'application/yaml' },
  kibana: { title: 'Kibana', type: 'application/json' },
};

/** The files as they stand in the page, and each pack in the forms of the programs that schedule it, with what those do not hold. */
export default function Downloads({ client, view, files }: Props): ReactNode {
  const id = useId();
  const [pack, setPack] = useState(0);
  const [format, setFormat] = useState<ExportFormat>('conf');
  const [made, setMade] = useState<{ readonly text: string; readonly losses: readonly string[] } | null>(null);
  const [fault, setFault] = useState('');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open || view.packs.length === 0) return undefined;
    let current = true;
    setMade(null);
    client.ask('export', { pack, format }).then((given) => current && setMade(given), (error: Error) => current && setFault(error.message));
    return () => {
      current = false;
    };
  }, [client, view, pack, format, open]);
  if (view.packs.length === 0) return null;
  const name = exportName(view.packs[pack]!.name, format);
  return (
    <details className={styles.part} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Download</summary>
      <h3>As it is here</h3>
      <p className={styles.row}>
        {files.slice(0, 30).map(({ path, text }) => (
          <button key={path} type="button" onClick={() => download(path.split('/').at(-1)!, text, 'text/plain')}>
            {path}
          </button>
        ))}
        {files.length > 30 && <span>Of {files.length} files the first 30.</span>}
      </p>
      <h3>For a program</h3>
      <div className={styles.row}>
        {view.packs.length > 1 && (
          <>
            <label htmlFor={`${id}-pack`}>Pack</label>
            <select id={`${id}-pack`} value={pack} onChange={({ target }) => setPack(Number(target.value))}>
              {view.packs.map(({ name: title, queries }, index) => (
                <option key={index} value={index}>
                  {title} ({queries})
                </option>
              ))}
            </select>
          </>
        )}
        <label htmlFor={`${id}-format`}>For</label>
        <select id={`${id}-format`} value={format} onChange={({ target }) => setFormat(target.value as ExportFormat)}>
          {Object.entries(formats).map(([key, { title }]) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
        <button type="button" className={controls.primary} disabled={made === null} onClick={() => made && download(name, made.text, formats[format].type)}>
          Download {name}
        </button>
      </div>
      {fault !== '' && <p role="alert">{fault}</p>}
      {made !== null && made.losses.length > 0 && (
        <>
          <p>What this form does not hold, or has otherwise:</p>
          <ul>
            {made.losses.slice(0, 100).map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
          {made.losses.length > 100 && <p>And {made.losses.length - 100} more.</p>}
        </>
      )}
    </details>
  );
}
