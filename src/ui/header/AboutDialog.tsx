import { use, type ReactNode } from 'react';
import { formatSignificant } from '../../charts/formatNumber.ts';
import { useModel } from '../shell/context.ts';
import { Dialog } from '../shell/Dialog.tsx';
import { moreOf } from '../shell/more.ts';
import { Rich } from '../shell/Rich.tsx';
import { proseRich, symbolRich } from '../shell/symbols.ts';

/** What the model is, what its symbols mean, where it ends, and what its numbers are checked against. */
export const AboutDialog = ({ onClose }: { onClose: () => void }): ReactNode => {
  const { checks, ...about } = use(moreOf(useModel()));
  return (
    <Dialog title={about.title} kind="panel" onClose={onClose}>
      <div className="about">
        <p className="lead"><Rich text={proseRich(about.summary)} /></p>
        <h3>Symbols</h3>
        <dl>
          {about.symbols.map(({ symbol, meaning }) => <div key={symbol}><dt><Rich text={symbolRich(symbol)} /></dt><dd><Rich text={proseRich(meaning)} /></dd></div>)}
        </dl>
        <h3>What is exact, and where it ends</h3>
        <ul>{about.limits.map((limit) => <li key={limit}><Rich text={proseRich(limit)} /></li>)}</ul>
        <h3>References</h3>
        <ul>{about.references.map(({ text, link }) => <li key={link}><a href={link} target="_blank" rel="noreferrer">{text}</a></li>)}</ul>
        <h3>Checks</h3>
        <p>Each of these is computed by the tests and must come out within its tolerance.</p>
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Checks">
          <table>
            <thead><tr><th scope="col">Quantity</th><th scope="col">Expected</th><th scope="col">Tolerance</th><th scope="col">Source</th></tr></thead>
            <tbody>
              {checks.map(({ label, expected, tolerance, source }) => (
                <tr key={label}><th scope="row">{label}</th><td><Rich text={formatSignificant(expected, 6)} /></td><td><Rich text={formatSignificant(tolerance, 1)} /></td><td>{source}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Dialog>
  );
};
