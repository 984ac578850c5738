import type { ReactNode } from 'react';
import { modelNames } from '../../models/registry.ts';
import { useModel, useShell } from '../shell/context.ts';
import { openLink } from '../shell/openLink.ts';
import { MenuSelect } from '../shell/MenuSelect.tsx';
import type { WidthClass } from '../shell/useMedia.ts';
import { Share } from './Share.tsx';
import { ThemeButton } from './ThemeButton.tsx';
import './header.css';

const Models = (): ReactNode => {
  const shell = useShell();
  const model = useModel();
  const all = Object.entries(modelNames);
  if (all.length === 1) return <span className="model-name">{model.name}</span>;
  return (
    <>
      <nav className="tabs" aria-label="Models">
        {all.map(([id, name]) => <a key={id} href={`#/${id}`} aria-current={id === model.id ? 'page' : undefined}>{name}</a>)}
      </nav>
      <MenuSelect className="model-menu" label="Model" value={model.id} options={all.map(([id, name]) => ({ value: id, label: name }))} onChoose={(id) => openLink(shell, id)} />
    </>
  );
};

interface Props {
  readonly place: WidthClass;
  readonly onAbout: () => void;
}

export const Header = ({ place, onAbout }: Props): ReactNode => (
  <header className="header-band"><div className={`header page-width ${place}`}>
    <span className="name">Plateau</span>
    <Models />
    <span className="spring" />
    <Share />
    {place !== 'narrow' && <ThemeButton />}
    {place !== 'narrow' && <button type="button" className="plain icon" aria-label="About this model: symbols, limits, references, checks" title="About" aria-haspopup="dialog" onClick={onAbout}>?</button>}
  </div></header>
);
