import { useId, useState, type ReactNode } from 'react';
import CodeBlock from '@theme/CodeBlock';
import type { Format, PackFile } from '../../artifacts/pack-files.ts';
import type { Selection } from '../../gallery/selection.ts';
import { consumerNames, type Consumer, type Loss } from '../../rules/losses.ts';
import { download } from '../download.ts';
import controls from '../controls.module.css';
import styles from './PackFiles.module.css';

interface FormatText {
  readonly title: string;
  readonly language: string;
  readonly type: string;
  readonly use: (file: PackFile, pack: string) => string;
  /** Who takes the file. */
  readonly consumers: readonly Consumer[];
}

const formats: Readonly<Record<Format, FormatText>> = {
  osquery: {
    title: 'osqueryd', language: 'json', type: 'application/json', consumers: ['osquery', 'kibana-upload', 'zentral', 'osctrl', 'osqtool'],
    use: ({ name }, pack) => `Put it at /etc/osquery/packs/${name} and name that path in osquery.conf: "packs": {"${pack}": "/etc/osquery/packs/${name}"}. Then restart osqueryd.`,
  },
  fleet: { title: 'Fleet apply', language: 'yaml', type: 'application/yaml', consumers: ['fleet'], use: ({ name }) => `Apply it with: fleetctl apply -f ${name}` },
  gitops: { title: 'Fleet GitOps', language: 'yaml', type: 'application/yaml', consumers: ['gitops'], use: ({ name }) => `Put it beside your GitOps file and add the entry “- path: ${name}” under its reports:, beside those that are there.` },
  kibana: { title: 'Kibana', language: 'json', type: 'application/json', consumers: ['kibana'], use: () => 'Send it to POST /api/osquery/packs. It arrives turned off: choose its agent policies in Kibana and turn it on.' },
};

/** The files of a pack, one at a time: to copy, or to download. */
export default function PackFiles({ selection: { built, files, losses } }: { readonly selection: Selection }): ReactNode {
  const id = useId();
  const [chosen, setChosen] = useState<Format>('osquery');
  const [told, setTold] = useState('');
  const file = files.find(({ format }) => format === chosen)!;
  const { language, type, use, consumers } = formats[chosen];
  const lost = messagesOf(losses.filter(({ format, key }) => consumers.includes(format) && key !== 'flags'));
  const copy = () => {
    const failed = () => setTold('The browser does not let this page copy. Select the text below, or download the file.');
    if (!navigator.clipboard) return failed();
    navigator.clipboard.writeText(file.text).then(() => setTold(`${file.name} is copied.`), failed);
  };
  return (
    <section aria-labelledby={`${id}-files`}>
      <h3 id={`${id}-files`}>Its file</h3>
      <fieldset className={styles.formats}>
        <legend>For</legend>
        {files.map(({ format }) => (
          <label key={format}>
            <input
              type="radio" name={id} checked={format === chosen}
              onChange={() => {
                setChosen(format);
                setTold('');
              }}
            />
            {formats[format].title}
          </label>
        ))}
      </fieldset>
      <p>{use(file, built.pack.spec.name)}</p>
      {lost.length > 0 && (
        <>
          <h4>What not every program gets</h4>
          <ul>
            {lost.map(({ who, message, queries }) => (
              <li key={message}>
                <strong>{who}</strong>: {message}
                {queries.length > 0 && ` This concerns ${queries.join(', ')}.`}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.actions}>
        <button type="button" className={controls.primary} onClick={() => download(file.name, file.text, type)}>
          Download {file.name}
        </button>
        <button type="button" onClick={copy}>
          Copy
        </button>
        <span role="status">{told}</span>
      </p>
      <div className={styles.code}>
        <CodeBlock language={language} title={file.name}>
          {file.text}
        </CodeBlock>
      </div>
    </section>
  );
}

/** What is lost, each message once, with those who lose it and the queries concerned. */
function messagesOf(losses: readonly Loss[]): { who: string; message: string; queries: string[] }[] {
  return [...new Set(losses.map(({ message }) => message))].map((message) => {
    const own = losses.filter((loss) => loss.message === message);
    return { message, who: [...new Set(own.map(({ format }) => consumerNames[format]))].join(', '), queries: [...new Set(own.flatMap(({ query }) => query ?? []))] };
  });
}
