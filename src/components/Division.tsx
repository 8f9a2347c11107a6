import { useEffect, useState, type ComponentProps, type ComponentType, type ReactNode } from 'react';
import type { TryProps } from '../playground/TryQuery.tsx';
import SystemTabs from './systems/SystemTabs.tsx';

type Props = ComponentProps<'div'> & { readonly 'data-systems'?: string; readonly 'data-try'?: string; readonly 'data-sql'?: string };

/** A `div` of a page, which may be a part with a behaviour of its own: sections by system, or a query to be tried. */
export default function Division(props: Props): ReactNode {
  const { 'data-systems': systems, 'data-try': host, 'data-sql': sql, children } = props;
  if (systems !== undefined) return <SystemTabs>{children}</SystemTabs>;
  if (host !== undefined && sql !== undefined) return <TryLater host={host} sql={sql}>{children}</TryLater>;
  return <div {...props} />;
}

/** What is there without JavaScript, until the code that makes it editable is loaded. */
function TryLater({ children, ...query }: TryProps): ReactNode {
  const [loaded, setLoaded] = useState<{ TryQuery: ComponentType<TryProps> } | null>(null);
  useEffect(() => {
    // Where it cannot be loaded, the query and its rows stay.
    import('../playground/TryQuery.tsx').then(({ default: TryQuery }) => setLoaded({ TryQuery }), () => undefined);
  }, []);
  return loaded ? <loaded.TryQuery {...query}>{children}</loaded.TryQuery> : <div>{children}</div>;
}
