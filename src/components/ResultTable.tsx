import type { ReactNode } from 'react';
import ScrollTable from './ScrollTable.tsx';

interface Props {
  readonly columns: readonly string[];
  /** Cells as text, in the order of `columns`. */
  readonly rows: readonly (readonly string[])[];
}

/** The rows a query gave. Columns that hold numbers only are aligned to the right. */
export default function ResultTable({ columns, rows }: Props): ReactNode {
  const numeric = columns.map((_, index) => rows.length > 0 && rows.every(row => /^-?\d+(?:\.\d+)?$/.test(row[index] ?? '')));
  const align = (index: number) => (numeric[index] ? { className: 'number' } : {});
  return (
    <ScrollTable className="result">
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={column} scope="col" {...align(index)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, number) => (
          <tr key={number}>
            {columns.map((column, index) => (
              <td key={column} {...align(index)}>
                {row[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
