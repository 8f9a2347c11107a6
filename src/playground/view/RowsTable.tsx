import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type ReactNode, type RefObject } from 'react';
import { grouped } from '../../artifacts/pages/wording.ts';
import styles from '../playground.module.css';

interface Props {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Up to so many rows all are in the page, where the browser's own search finds them. */
const allInPage = 200;

/** Widest column, in characters; longer texts wrap. */
const widest = 60;

/** The rows of a result. Of many, only those in sight are in the page; a screen reader is told their numbers all the same. */
export default function RowsTable(props: Props): ReactNode {
  return props.rows.length <= allInPage ? <WholeTable {...props} /> : <TableInSight {...props} />;
}

function WholeTable({ columns, rows }: Props): ReactNode {
  const shapes = useShapes(columns, rows);
  return (
    <Frame columns={columns} shapes={shapes} count={rows.length}>
      {rows.map((cells, index) => (
        <tr key={index} aria-rowindex={index + 2}>
          <Cells cells={cells} shapes={shapes} />
        </tr>
      ))}
    </Frame>
  );
}

function TableInSight({ columns, rows }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const shapes = useShapes(columns, rows);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => frame.current, estimateSize: () => 33, overscan: 15 });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <Frame frame={frame} columns={columns} shapes={shapes} count={rows.length}>
      {above > 0 && <Gap height={above} />}
      {items.map(({ index }) => (
        <tr key={index} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
          <Cells cells={rows[index]!} shapes={shapes} />
        </tr>
      ))}
      {below > 0 && <Gap height={below} />}
    </Frame>
  );
}

interface FrameProps {
  readonly frame?: RefObject<HTMLDivElement | null>;
  readonly columns: readonly string[];
  readonly shapes: readonly Shape[];
  readonly count: number;
  readonly children: ReactNode;
}

function Frame({ frame, columns, shapes, count, children }: FrameProps): ReactNode {
  const width = shapes.reduce((sum, shape) => sum + shape.width, 0);
  return (
    <div ref={frame} className={styles.rows} tabIndex={0} role="group" aria-label={`Rows of the result, ${grouped(count)} in all; the arrow keys scroll`}>
      <table aria-rowcount={count + 1} style={{ minWidth: `${width}ch` }}>
        <colgroup>
          {shapes.map((shape, index) => (
            <col key={index} style={{ width: `${(100 * shape.width) / width}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((name, index) => (
              <th key={index} scope="col" className={shapes[index]!.numeric ? styles.number : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Cells({ cells, shapes }: { readonly cells: readonly (string | null)[]; readonly shapes: readonly Shape[] }): ReactNode {
  return cells.map((cell, index) => (
    <td key={index} className={shapes[index]!.numeric ? styles.number : undefined}>
      {cell === null ? <i className={styles.null}>NULL</i> : cell}
    </td>
  ));
}

function Gap({ height }: { readonly height: number }): ReactNode {
  return (
    <tr aria-hidden="true" className={styles.gap}>
      <td style={{ height }} />
    </tr>
  );
}

interface Shape {
  /** In characters, with room around the text. */
  readonly width: number;
  readonly numeric: boolean;
}

function useShapes(columns: Props['columns'], rows: Props['rows']): readonly Shape[] {
  return useMemo(() => columns.map((name, index) => shapeOf(name, rows, index)), [columns, rows]);
}

function shapeOf(name: string, rows: Props['rows'], index: number): Shape {
  let longest = name.length;
  let numeric = rows.length > 0;
  for (const row of rows) {
    const cell = row[index] ?? null;
    if (cell === null) continue;
    if (cell.length > longest) longest = cell.length;
    numeric &&= /^-?\d+(\.\d+)?$/.test(cell);
  }
  return { width: Math.min(longest, widest) + 4, numeric };
}
