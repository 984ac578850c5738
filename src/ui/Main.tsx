import { Suspense, useState, type ReactNode } from 'react';
import { ControlPanel } from './controls/ControlPanel.tsx';
import { ControlsDrawer } from './controls/ControlsDrawer.tsx';
import { LearningFigure } from './figures/LearningFigure.tsx';
import { OverlapRow } from './figures/OverlapRow.tsx';
import { TrajectoryFigure } from './figures/TrajectoryFigure.tsx';
import { Question } from './Question.tsx';
import { Fingerprint } from './result/Fingerprint.tsx';
import { ResultNote } from './result/ResultNote.tsx';
import { ResultSentence } from './result/ResultSentence.tsx';
import { useApp, useModel } from './shell/context.ts';
import type { WidthClass } from './shell/useMedia.ts';
import { Notices, PictureFigure, TourPanel } from './shell/onDemand.ts';

interface Props {
  readonly place: WidthClass;
  readonly onAbout: () => void;
}

/** Question, controls, the two linked charts, what they show. */
export const Main = ({ place, onAbout }: Props): ReactNode => {
  const [touring, setTouring] = useState(false);
  const sweepFirst = useApp((state) => place === 'narrow' && (state.config.view === 'sweep' || state.config.view === 'scan'));
  const pictured = useModel().pictures !== undefined;
  const noticed = useApp((state) => state.notices.length > 0);
  const startTour = () => setTouring(true);
  const first = <TrajectoryFigure key="trajectory" place={place} />;
  const second = <LearningFigure key="learning" place={place} />;
  return (
    <>
      {place === 'wide' && <aside className="aside" aria-label="Controls"><ControlPanel onTour={startTour} /></aside>}
      <main className="main">
        {noticed && <Suspense><Notices /></Suspense>}
        {touring ? <Suspense fallback={<Question />}><TourPanel onClose={() => setTouring(false)} /></Suspense> : <Question />}
        {place === 'medium' && <ControlsDrawer place={place} onTour={startTour} onAbout={onAbout} />}
        <div className="charts">{sweepFirst ? [second, first] : [first, second]}</div>
        <div className="results">
          <OverlapRow place={place} />
          <section className="result-box" aria-label="Result">
            <ResultSentence />
            <ResultNote onAbout={onAbout} />
            <Fingerprint />
          </section>
        </div>
        {pictured && <Suspense><PictureFigure place={place} /></Suspense>}
      </main>
      {place === 'narrow' && <ControlsDrawer place={place} onTour={startTour} onAbout={onAbout} />}
    </>
  );
};
