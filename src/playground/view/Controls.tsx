import { memo, useId, type ReactNode } from 'react';
import { platformName } from '../../artifacts/pages/wording.ts';
import type { PlayData, StartingQuestions } from '../../site-plugins/generated.ts';
import type { PlayState } from '../state.ts';
import styles from '../playground.module.css';

interface Props {
  readonly data: PlayData;
  readonly questions: StartingQuestions;
  readonly state: PlayState;
  readonly onLoad: (part: Partial<PlayState>) => void;
  readonly onEdit: (part: Partial<PlayState>) => void;
}

/** A question to begin with, the host and the osquery. Its many choices are drawn again only where the state is another. */
export default memo(Controls);

function Controls({ data, questions, state, onLoad, onEdit }: Props): ReactNode {
  const id = useId();
  const topics = [...new Set(questions.map(({ topic }) => topic))];
  const chosen = questions.findIndex(({ sql, host }) => sql === state.sql && host === state.host);
  return (
    <div className={styles.controls}>
      <div className={styles.wide}>
        <label htmlFor={`${id}-question`}>Start from a question</label>
        <select
          id={`${id}-question`}
          value={chosen}
          onChange={(event) => {
            const question = questions[Number(event.target.value)];
            if (question) onLoad({ sql: question.sql, host: question.host, tab: 'result' });
          }}
        >
          <option value={-1}>Your own SQL</option>
          {topics.map((topic) => (
            <optgroup key={topic} label={topic}>
              {questions.map((question, index) => question.topic === topic && (
                <option key={index} value={index}>
                  {question.question}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-host`}>Sample host</label>
        <select id={`${id}-host`} value={state.host} onChange={(event) => onEdit({ host: event.target.value })}>
          {data.hosts.map(({ name, platform }) => (
            <option key={name} value={name}>
              {name} ({platformName(platform)})
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-version`}>osquery</label>
        <select id={`${id}-version`} value={state.version} onChange={(event) => onEdit({ version: event.target.value })}>
          {[...data.versions].reverse().map((version) => (
            <option key={version}>{version}</option>
          ))}
        </select>
      </div>
    </div>
  );
}
