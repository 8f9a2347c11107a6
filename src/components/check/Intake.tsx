import { useId, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { faultyPack } from '../../check/example.ts';
import { guessName, mostBytes, tooMuch, type Offered } from '../../check/intake.ts';
import styles from './check.module.css';

interface Props {
  readonly onOffer: (offered: readonly Offered[]) => void;
  readonly onRefuse: (why: string) => void;
}

const endings = '.conf,.json,.ndjson,.yml,.yaml,.sql';

/** Ways to give files to the check: drop, choose, paste, or the example. */
export default function Intake({ onOffer, onRefuse }: Props): ReactNode {
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const encode = (path: string, content: string) => onOffer([{ path, bytes: new TextEncoder().encode(content) }]);

  const read = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length === 0) return;
    const many = tooMuch(files.map(({ size }) => size));
    if (many !== null) return onRefuse(many);
    Promise.all(files.map(async (file) => ({ path: file.webkitRelativePath || file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))).then(
      onOffer,
      (error: unknown) => onRefuse(`The files cannot be read: ${error instanceof Error ? error.message : String(error)}. A folder cannot be dropped; choose its files.`),
    );
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files);
  };
  return (
    <section aria-label="Packs to check" className={styles.intake}>
      <div
        className={styles.drop} data-over={over || undefined} onDrop={drop} onDragLeave={() => setOver(false)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
      >
        <p>
          <label htmlFor={`${id}-files`} className={styles.label}>
            Drop files here, or choose them
          </label>
          <input
            ref={picker} id={`${id}-files`} type="file" multiple accept={endings}
            onChange={({ target }) => {
              read(target.files);
              // The same file can be chosen again once it was mended.
              target.value = '';
            }}
          />
        </p>
        <p className={styles.quiet}>
          osquery .conf and .json, Fleet YAML, Kibana .json and .ndjson, .sql. Up to {mostBytes / 1e6} MB together. They stay in your browser.
        </p>
        <p>
          <button type="button" onClick={() => encode(faultyPack.path, faultyPack.text)}>
            Try it with a pack that has faults
          </button>
        </p>
      </div>
      <details>
        <summary>Paste a pack or a query</summary>
        <p>
          <label htmlFor={`${id}-text`} className={styles.label}>
            Text
          </label>
          <textarea id={`${id}-text`} rows={8} spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} />
        </p>
        <p className={styles.row}>
          <label htmlFor={`${id}-name`}>File name</label>
          <input id={`${id}-name`} spellCheck={false} value={name} placeholder={guessName(text)} onChange={({ target }) => setName(target.value)} />
          <button type="button" disabled={text.trim() === ''} onClick={() => encode(name.trim() || guessName(text), text)}>
            Check the text
          </button>
        </p>
      </details>
    </section>
  );
}
