import { Suspense, useState, type ReactNode } from 'react';
import { isShown } from '../../models/params.ts';
import { ThemeButton } from '../header/ThemeButton.tsx';
import { useApp, useModel } from '../shell/context.ts';
import { Dialog } from '../shell/onDemand.ts';
import '../shell/dialog.css';
import type { WidthClass } from '../shell/useMedia.ts';
import { ControlPanel } from './ControlPanel.tsx';
import { ParamSlider } from './ParamSlider.tsx';

interface Props {
  readonly place: WidthClass;
  readonly onTour: (() => void) | null;
  readonly onAbout: () => void;
}

/** One slider (two from 700 px) and the way to all controls. */
export const ControlsDrawer = ({ place, onTour, onAbout }: Props): ReactNode => {
  const model = useModel();
  const [open, setOpen] = useState(false);
  const shown = useApp(({ config: { params } }) => [...new Set([model.sweep.over, model.scan.over])].filter((key) => isShown(model.params[key]!, params)).join());
  const keys = shown.split(',').slice(0, place === 'medium' ? 2 : 1);
  const tour = onTour === null ? null : (): void => {
    setOpen(false);
    onTour();
  };
  const about = (): void => {
    setOpen(false);
    onAbout();
  };
  return (
    <section className={place === 'medium' ? 'control-row' : 'control-bar'} aria-label="Controls">
      {keys.map((key) => <ParamSlider key={key} name={key} quiet />)}
      <button type="button" className="solid" aria-haspopup="dialog" onClick={() => setOpen(true)}>Controls</button>
      {open && <Suspense><Dialog title="Controls" kind="drawer" onClose={() => setOpen(false)}>
          <ControlPanel onTour={tour} />
          {place === 'narrow' && <div className="drawer-foot"><ThemeButton named /><button type="button" className="plain" onClick={about}>About this model</button></div>}
        </Dialog></Suspense>}
    </section>
  );
};
