import type { ReactNode } from 'react';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { Props } from '@theme/EditThisPage';
import { editAddress } from '../../site.ts';

/**
 * Where a page is edited. `editUrl` is the path of its source in the repository; without a known address of the repository the path
 * itself is shown.
 */
export default function EditThisPage({ editUrl: path }: Props): ReactNode {
  const { customFields } = useDocusaurusContext().siteConfig;
  const address = editAddress(String(customFields?.repositoryUrl ?? ''), path);
  return (
    <span className="theme-edit-this-page">
      {address ? <a href={address}>Edit this page</a> : 'Source of this page:'} <code>{path}</code>
    </span>
  );
}
