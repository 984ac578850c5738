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
      <thead><tr>{head.map((text, i) => <th key={i} scope="col"><Rich text={text} /></th>)}</tr></thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((text, i) => (i === 0 ? <th key={i} scope="row"><Rich text={text} /></th> : <td key={i}><Rich text={text} /></td>))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
