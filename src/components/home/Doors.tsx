import type { ReactNode } from 'react';
import Link from '@docusaurus/Link';
import Heading from '@theme/Heading';
import GallerySearch from './GallerySearch.tsx';
import styles from './Doors.module.css';

/** The three ways into the site: for someone new to osquery, someone looking for a query, someone with one to give. */
export default function Doors(): ReactNode {
  return (
    <div className={styles.doors}>
      <Door name="Start" to={{ Quickstart: '/quickstart/' }}>
        Install osquery, ask a first question and run a pack on your own host: ten minutes on Linux, macOS or Windows.
      </Door>
      <Door name="Browse" to={{ 'By question': '/questions/', Examples: '/examples/', Packs: '/packs/', Gallery: '/gallery/' }}>
        Questions that people ask lead to queries. An example explains one, a pack is a file of them for osqueryd, Fleet or Kibana.
        <GallerySearch />
      </Door>
      <Door name="Contribute" to={{ Contributing: '/docs/contributing/', 'Check my pack': '/check/' }}>
        A query that is wrong, or one of your own: one file each, and one command says whether it holds. A pack that you have already is checked in the browser.
      </Door>
    </div>
  );
}

interface DoorProps {
  readonly name: string;
  /** Pages behind the door: address by label. */
  readonly to: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

function Door({ name, to, children }: DoorProps): ReactNode {
  return (
    <section>
      <Heading as="h2">{name}</Heading>
      <div>
        <p className={styles.links}>
          {Object.entries(to).map(([label, address]) => (
            <Link key={label} to={address}>
              {label}
            </Link>
          ))}
        </p>
        <div>{children}</div>
      </div>
    </section>
  );
}
