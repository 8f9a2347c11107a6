import { useId, useRef, type ReactNode } from 'react';
import { intervalWords } from '../../artifacts/pages/wording.ts';
import { loggingNames } from '../../gallery/facets.ts';
import type { Picked } from '../../gallery/selection.ts';
import type { Logging } from '../../model/query.ts';
import { intervalOf, type FormOf, type PackForm } from './pack-form.ts';
import texts from '../text.module.css';
import gallery from './gallery.module.css';
import styles from './PickedTable.module.css';

interface Props {
  readonly picked: readonly Picked[];
  readonly names: ReadonlyMap<string, string>;
  readonly form: PackForm;
  readonly onForm: (form: PackForm) => void;
  readonly onRemove: (ref: string) => void;
}

/** The queries of the pack: the name each has in it, where it is from, and when it runs. */
export default function PickedTable({ picked, names, form, onForm, onRemove }: Props): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const examples = picked.some(({ group }) => group.kind === 'topic');
  const renamed = picked.some(({ query }) => names.get(query.ref) !== query.spec.name);
  return (
    <section aria-labelledby="pack-queries">
      <h3 id="pack-queries" ref={heading} tabIndex={-1}>
        Its queries
      </h3>
      {examples && (
        <p className={texts.caution}>
          Examples are made to teach. They are not reviewed for production: nobody has set an interval for a fleet, told their false positives or promised to
          keep their columns. Look at the interval and the logging of each before you schedule it.
        </p>
      )}
      {renamed && (
        <p className={texts.caution}>
          Queries of different packs have one name. In this pack each has the name of its source in front; its rows are logged under that name.
        </p>
      )}
      <ul className={styles.picked}>
        {picked.map(({ group, query }) => {
          const name = names.get(query.ref)!;
          const { interval, logging } = query.spec;
          return (
            <li key={query.ref}>
              <div>
                <code>{name}</code>
                <p className={gallery.from}>
                  {group.kind === 'topic' && <span className={gallery.kind}>Example, not production content</span>}
                  {query.ref}
                  {name !== query.spec.name && `, renamed from ${query.spec.name}`}
                </p>
              </div>
              {group.kind === 'topic' ? (
                <Schedule name={name} value={form.schedules[query.ref] ?? { interval: String(interval), logging }} onChange={(own) => onForm({ ...form, schedules: { ...form.schedules, [query.ref]: own } })} />
              ) : (
                <p>
                  {loggingNames[logging]}, {intervalWords(interval)}
                </p>
              )}
              <button
                type="button"
                onClick={() => {
                  onRemove(query.ref);
                  // The button goes with its query.
                  heading.current?.focus();
                }}
              >
                Remove<span className={texts.heard}> {name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Schedule({ name, value, onChange }: { readonly name: string; readonly value: FormOf; readonly onChange: (value: FormOf) => void }): ReactNode {
  const id = useId();
  const isFaulty = intervalOf(value) === null;
  return (
    <fieldset className={styles.schedule}>
      <legend className={texts.heard}>When {name} runs</legend>
      <label>
        Interval in seconds
        <input
          value={value.interval} inputMode="numeric" size={7} autoComplete="off" aria-invalid={isFaulty} aria-describedby={isFaulty ? `${id}-fault` : undefined}
          onChange={({ target }) => onChange({ ...value, interval: target.value })}
        />
      </label>
      <label>
        Logging
        <select value={value.logging} onChange={({ target }) => onChange({ ...value, logging: target.value as Logging })}>
          {Object.entries(loggingNames).map(([logging, label]) => (
            <option key={logging} value={logging}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {isFaulty && (
        <p id={`${id}-fault`} className={texts.fault}>
          Whole seconds from 1 to 604799.
        </p>
      )}
    </fieldset>
  );
}
