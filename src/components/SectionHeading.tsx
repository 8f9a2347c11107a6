import type { ComponentProps, ReactNode } from 'react';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import Heading from '@theme/Heading';
import QuestionFilter from './questions/QuestionFilter.tsx';
import OfReleases from './releases/OfReleases.tsx';
import TableFilter from './tables/TableFilter.tsx';

type Props = Omit<ComponentProps<typeof Heading>, 'as'>;

/** What a page's front matter may ask for. */
interface Asked {
  /** The pack whose releases are compared. */
  readonly releases?: string;
  readonly filter?: string;
}

/** Below which heading stands what reacts to the reader, where the front matter of the page asks for it. */
const below: Readonly<Record<string, (asked: Asked) => ReactNode>> = {
  'versions-and-epochs': ({ releases }) => releases !== undefined && <OfReleases pack={releases} />,
  'find-a-question': ({ filter }) => filter === 'questions' && <QuestionFilter />,
  'find-a-table': ({ filter }) => filter === 'tables' && <TableFilter />,
};

/** A heading of the second level; below some of generated pages stands what reacts to the reader. */
export default function SectionHeading(props: Props): ReactNode {
  return (
    <>
      <Heading as="h2" {...props} />
      {props.id !== undefined && Object.hasOwn(below, props.id) && <BelowHeading id={props.id} />}
    </>
  );
}

function BelowHeading({ id }: { readonly id: string }): ReactNode {
  return below[id]!(useDoc().frontMatter as Asked);
}
