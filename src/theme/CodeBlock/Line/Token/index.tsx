import type { ReactNode } from 'react';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type { Props } from '@theme/CodeBlock/Line/Token';
import Token from '@theme-original/CodeBlock/Line/Token';
import names from '@site/.generated/prism-osquery.json';

/** What a hover says of each table that has a page. */
const tables = new Map(Object.entries(names.pages).flatMap(([about, own]) => own.map((name) => [name, about] as const)));

/** A piece of highlighted code; where SQL names a table of osquery, a link to its page in the reference. */
export default function LinkedToken(props: Props): ReactNode {
  const name = props.token.types.includes('table') ? props.token.content.toLowerCase() : '';
  const about = tables.get(name);
  return about === undefined ? <Token {...props} /> : <TableLink {...props} name={name} about={about} />;
}

/** A plain link: the router’s would fetch the page of every table in sight. */
function TableLink({ line: _, token: __, name, about, ...props }: Props & { readonly name: string; readonly about: string }): ReactNode {
  const address = useBaseUrl(`/tables/${name}/`);
  return <a {...props} href={address} title={about} />;
}
