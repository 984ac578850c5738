import type { ReactNode } from 'react';
import { formatSignificant } from '../../charts/formatNumber.ts';
import type { TablePicture } from '../../models/contract.ts';
import { pictureWords } from '../select/pictureView.ts';
import { Rich } from '../shell/Rich.tsx';

/** A picture that is a table: words to the left, numbers to the right, on what a row rests at its end. */
export const PictureTable = ({ picture }: { picture: TablePicture }): ReactNode => {
  const { columns, rows } = picture;
  const words = pictureWords(picture);
  const badged = rows.some(({ badge }) => badge !== undefined);
  const isNumeric = columns.map((_, i) => rows.every(({ cells }) => typeof cells[i] === 'number'));
  const styleOf = (i: number): string | undefined => (isNumeric[i] === true ? 'figures' : undefined);
  const write = (cell: string | number): string => (typeof cell === 'number' ? formatSignificant(cell, 4) : cell);
  return (
    <div className="picture-table" tabIndex={0} role="region" aria-label={words}>
      <table>
        <caption className="unseen">{words}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => <th key={i} scope="col" className={styleOf(i)}><Rich text={column} /></th>)}
            {badged && <th scope="col">rests on</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, badge }, row) => (
            <tr key={row}>
              {cells.map((cell, i) => (i === 0 ? <th key={i} scope="row" className={styleOf(i)}><Rich text={write(cell)} /></th> : <td key={i} className={styleOf(i)}><Rich text={write(cell)} /></td>))}
              {badged && <td className="badge">{badge ?? ''}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
