import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import list from '@site/.generated/gallery-list.json';

/** All queries by pack and topic, as links: for a reader without JavaScript. */
export default function PlainList(): ReactNode {
  return list.map(({ title, queries }) => (
    <section key={title}>
      <h2>{title}</h2>
      <ul>
        {queries.map(({ name, page }) => (
          <li key={page}>
            <Link to={page}>{name}</Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
