import type { ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type { Props } from '@theme/CodeBlock';
import CodeBlock from '@theme-original/CodeBlock';
import { longestLinked, printHash } from '../../playground/state.ts';

/** Docusaurus' code block; SQL has a link below it that opens it in the playground, on the host that its page names. */
export default function LinkedCodeBlock(props: Props): ReactNode {
  const { children, className, language = /\blanguage-(\w+)/.exec(className ?? '')?.[1], metastring } = props;
  const playground = useBaseUrl('/playground/');
  const sql = language === 'sql' ? plainText(children)?.trim() : undefined;
  if (!sql || sql.length > longestLinked) return <CodeBlock {...props} />;
  const host = /\bhost=([a-z][a-z0-9-]*)/.exec(metastring ?? '')?.[1];
  return (
    <div className="sql-block">
      <CodeBlock {...props} />
      {/* A plain link: the router would look for a heading of that name. */}
      <a className="open-in-playground" href={`${playground}${printHash({ sql, ...(host && { host }) })}`}>
        Open in playground
      </a>
    </div>
  );
}

function plainText(children: ReactNode): string | undefined {
  if (typeof children === 'string') return children;
  return Array.isArray(children) && children.every((child) => typeof child === 'string') ? children.join('') : undefined;
}
