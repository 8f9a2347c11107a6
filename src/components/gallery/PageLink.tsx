import type { MouseEvent, ReactNode } from 'react';
import { useHistory } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';

/**
 * A link to a page of the site. Docusaurus' own loads the pages that its links lead to as soon as they are in sight: of a
 * list that changes with each key that would be all of them.
 */
export default function PageLink({ to, children }: { readonly to: string; readonly children: ReactNode }): ReactNode {
  const history = useHistory();
  const address = useBaseUrl(to);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(address);
  };
  return (
    <a href={address} onClick={follow}>
      {children}
    </a>
  );
}
