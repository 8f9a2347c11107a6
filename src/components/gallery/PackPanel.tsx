import { useId, useMemo, type ReactNode } from 'react';
import CodeBlock from '@theme/CodeBlock';
import { packNameFault, packOfSelection, queryNames, type Picked, type Selection } from '../../gallery/selection.ts';
import { intervalOf, type FormOf, type PackForm } from './pack-form.ts';
import PackFiles from './PackFiles.tsx';
import PickedTable from './PickedTable.tsx';
import texts from '../text.module.css';
import styles from './PackPanel.module.css';

interface Props {
  readonly picked: readonly Picked[];
  /** Names of the packs of this site. */
  readonly packs: readonly string[];
  readonly form: PackForm;
  readonly onForm: (form: PackForm) => void;
  readonly onRemove: (ref: string) => void;
}

/** The selected queries as one pack: its name, how examples are scheduled, what it needs, and its files. */
export default function PackPanel({ picked, packs, form, onForm, onRemove }: Props): ReactNode {
  const id = useId();
  const fault = packNameFault(form.name, packs);
  const faulty = picked.filter(({ group, query }) => group.kind === 'topic' && intervalOf(formOf(form, query)) === null);
  const selection = useMemo(() => (fault === null && faulty.length === 0 ? packOfSelection(form.name, picked, schedulesOf(form, picked)) : null), [form, picked, fault, faulty.length]);
  return (
    <>
      <div className={styles.field}>
        <label htmlFor={`${id}-name`}>Name of the pack</label>
        <input
          id={`${id}-name`} value={form.name} autoComplete="off" autoCapitalize="off" spellCheck={false} aria-invalid={fault !== null} aria-describedby={`${id}-note`}
          onChange={({ target }) => onForm({ ...form, name: target.value })}
        />
        <p id={`${id}-note`} className={fault === null ? texts.quiet : texts.fault}>
          {fault ?? `Results are logged as pack_${form.name}_<query>. Keep the name: whoever reads the logs goes by it.`}
        </p>
      </div>
      <PickedTable picked={picked} names={queryNames(picked)} form={form} onForm={onForm} onRemove={onRemove} />
      {selection === null ? (
        <p className={texts.fault} role="status">
          {fault === null ? 'There are no files while an interval is not as it should be.' : 'There are no files while the name is not as it should be.'}
        </p>
      ) : (
        <>
          <Needs selection={selection} />
          <PackFiles selection={selection} />
        </>
      )}
    </>
  );
}

/** What no file of a pack sets, and what the pack has not of its sources. */
function Needs({ selection: { flags, notes, built } }: { readonly selection: Selection }): ReactNode {
  const names = Object.entries(flags);
  const sections = Object.keys(built.pack.spec.config ?? {});
  if (names.length === 0 && notes.length === 0 && sections.length === 0) return null;
  return (
    <section aria-labelledby="pack-needs">
      <h3 id="pack-needs">What it needs</h3>
      {names.length > 0 && (
        <>
          <p>Tables that it reads are empty unless the daemon runs with these flags. No pack sets them: add them to the flag file, or to the agent options in Fleet.</p>
          <CodeBlock language="text">{names.map(([name, value]) => `--${name}=${value}`).join('\n')}</CodeBlock>
        </>
      )}
      {sections.length > 0 && <p>Of the configuration of its sources it has {sections.join(', ')}, which its tables need.</p>}
      {notes.map((note) => (
        <p key={note} className={texts.caution}>
          {note}
        </p>
      ))}
    </section>
  );
}

function formOf(form: PackForm, query: Picked['query']): FormOf {
  return form.schedules[query.ref] ?? { interval: String(query.spec.interval), logging: query.spec.logging };
}

function schedulesOf(form: PackForm, picked: readonly Picked[]) {
  return Object.fromEntries(picked.filter(({ group }) => group.kind === 'topic').map(({ query }) => {
    const own = formOf(form, query);
    return [query.ref, { interval: intervalOf(own)!, logging: own.logging }];
  }));
}
