import { useEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react';

/**
 * A table in a frame. Where the table is wider than the page it scrolls within the frame, which then is a stop for the Tab key, so
 * that the keyboard reaches every cell; where it fits, its head stays below the top bar while the page scrolls. Which of the two
 * is known once it is measured: until then, and without JavaScript, the frame scrolls if need be.
 */
export default function ScrollTable(props: ComponentProps<'table'>): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState<'unknown' | 'fits' | 'scrolls'>('unknown');

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setFit(element.scrollWidth > element.clientWidth + 1 ? 'scrolls' : 'fits'));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const stop = fit === 'scrolls' ? { tabIndex: 0, role: 'group', 'aria-label': 'Table that scrolls' } : {};
  return (
    <div ref={frame} className={`table-frame table-frame--${fit}`} {...stop}>
      <table {...props} />
    </div>
  );
}
