import type { ReactNode } from 'react';
import { Rich } from '../shell/Rich.tsx';

export interface Table {
  readonly caption: string;
  /** Rich. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const TableView = ({ table: { caption, head, rows } }: { table: Table }): ReactNode => (
  <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
    <table>
      <caption className="unseen">{caption}</caption>
      <thead><tr>{head.map((text) => <th key={text} scope="col"><Rich text={text} /></th>)}</tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>
            {row.map((text, i) => (i === 0 ? <th key={head[i]} scope="row">{text}</th> : <td key={head[i]}><Rich text={text} /></td>))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
