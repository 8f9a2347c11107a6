import type { ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { platformList } from '../../artifacts/pages/wording.ts';
import { changeText } from '../../releases/change.ts';
import { queriesText, sameText, type Outcome } from './choice.ts';
import type { Comparison, QueryOutcome } from './compare.ts';
import FleetRows from './FleetRows.tsx';
import styles from './releases.module.css';

/** What a choice comes to: the rows of the fleet, then each query that differs. */
export default function OutcomeView({ pack, outcome }: { readonly pack: string; readonly outcome: Outcome }): ReactNode {
  if (outcome.kind === 'faulty') return <p className={styles.result}>The result appears once all fields can be read.</p>;
  if (outcome.kind === 'same') return <p className={styles.result}>{sameText(outcome.version)}</p>;
  const { comparison, target, outside, back } = outcome;
  return (
    <div className={styles.result}>
      <p>
        <strong>{queriesText(comparison)}</strong>{' '}
        {target ? (
          <>
            {back ? 'To go back, load' : 'The file to load is'} <PackFile name={`${pack}-${target.version}.conf`} />.
          </>
        ) : (
          'To do it, take the pack out of the configuration.'
        )}
        {target && outside !== null && ` ${target.version} was checked against osquery ${target.osquery.from} to ${target.osquery.to}, not against ${outside}.`}
      </p>
      {comparison.queries.length > 0 && <FleetRows comparison={comparison} />}
      <Changes comparison={comparison} />
    </div>
  );
}

function PackFile({ name }: { readonly name: string }): ReactNode {
  return <a href={useBaseUrl(`/packs/archive/${name}`)}>{name}</a>;
}

function Changes({ comparison: { pack, queries, sums } }: { readonly comparison: Comparison }): ReactNode {
  if (pack.length + queries.length === 0) return null;
  return (
    <ul className={styles.changes} aria-label="Changes and effects">
      {pack.length > 0 && (
        <Change name="The pack" changed={pack.map(changeText)}>
          {[['Nothing in the log by itself.', packAction(pack.map(({ kind }) => kind))]]}
        </Change>
      )}
      {queries.map((query) => (
        <Change key={query.name} name={<QueryName query={query} several={sums.length > 1} />} changed={query.changes}>
          {sightingsOf(query)}
        </Change>
      ))}
    </ul>
  );
}

/** The name of a query, with its platforms where the pack has `several`. */
function QueryName({ query: { name, platforms }, several }: { readonly query: QueryOutcome; readonly several: boolean }): ReactNode {
  return (
    <>
      <code>{name}</code>
      {several && <small> {platformList(platforms)}</small>}
    </>
  );
}

interface ChangeProps {
  readonly name: ReactNode;
  readonly changed: readonly string[];
  /** What is seen and what to do, for each group of hosts that sees something else. */
  readonly children: readonly (readonly [seen: string, action: string])[];
}

function Change({ name, changed, children }: ChangeProps): ReactNode {
  return (
    <li>
      <p>{name}</p>
      <div className={styles.columns}>
        <Cell head="What changed">{changed.join(' ') || 'As before.'}</Cell>
        {children.map(([seen, action], index) => (
          <div key={index} className={styles.sighting}>
            <Cell head="What the fleet will see">{seen}</Cell>
            <Cell head="What to do">{action}</Cell>
          </div>
        ))}
      </div>
    </li>
  );
}

function Cell({ head, children }: { readonly head: string; readonly children: string }): ReactNode {
  return (
    <div className={styles.cell}>
      <small>{head}</small>
      <p>{children}</p>
    </div>
  );
}

function sightingsOf({ sightings }: QueryOutcome): readonly (readonly [string, string])[] {
  if (sightings.length === 0) return [['Nothing: this osquery is older than the query asks for, before and after.', 'Nothing to do.']];
  return sightings.map(({ text, advice }) => [text, advice.text]);
}

function packAction(kinds: readonly string[]): string {
  const actions = [
    ...(kinds.includes('flag-needed') ? ['Set these flags on the daemon.'] : []),
    ...(kinds.includes('config-changed') ? ['Take over the further configuration where your program does not read it from the file.'] : []),
  ];
  return actions.join(' ') || 'Nothing to do.';
}
