import { use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useModel, useShell } from './shell/context.ts';
import { moreOf } from './shell/more.ts';
import { openLink } from './shell/openLink.ts';
import { Rich } from './shell/Rich.tsx';
import { proseRich } from './shell/symbols.ts';

/** A tour in place of the question: a step's title, what to look at, a question and its hidden answer. */
export const TourPanel = ({ onClose }: { onClose: () => void }): ReactNode => {
  const shell = useShell();
  const { tour } = use(moreOf(useModel()));
  const [at, setAt] = useState(0);
  const [revealed, setRevealed] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = useRef(-1);
  useEffect(() => {
    if (opened.current === at) return;
    opened.current = at;
    openLink(shell, tour[at]!.link);
    heading.current?.focus({ preventScroll: true });
  }, [at, tour, shell]);
  const go = useCallback((next: number) => {
    setAt(Math.min(tour.length - 1, Math.max(0, next)));
    setRevealed(false);
  }, [tour.length]);
  const forward = useCallback(() => {
    if (!revealed) setRevealed(true);
    else if (at < tour.length - 1) go(at + 1);
  }, [revealed, at, tour.length, go]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const inControl = event.target instanceof Element && event.target.closest('input, select, textarea, dialog, [role="slider"]') !== null;
      if (event.defaultPrevented || inControl || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'PageDown') forward();
      else if (event.key === 'PageUp') go(at - 1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [forward, go, at]);
  const step = tour[at]!;
  return (
    <section className="tour" aria-label="Tour">
      <div className="tour-steps">
        <span className="count">{`Step ${at + 1} of ${tour.length}`}</span>
        <button type="button" className="link" disabled={at === 0} onClick={() => go(at - 1)}>Back</button>
        <button type="button" className="link" disabled={revealed && at === tour.length - 1} onClick={forward}>{revealed ? 'Next' : 'Answer'}</button>
        <button type="button" className="link" onClick={onClose}>End tour</button>
      </div>
      <h1 className="question" ref={heading} tabIndex={-1}><Rich text={proseRich(step.title)} /></h1>
      <div className="tour-words">
        <p>
          <Rich text={proseRich(step.look)} />
          {(step.also ?? []).map(({ label, link }) => <button key={link} type="button" className="link also" onClick={() => openLink(shell, link)}><Rich text={proseRich(label)} /></button>)}
        </p>
        <p aria-live="polite"><b><Rich text={proseRich(step.question)} /></b> <span className={revealed ? '' : 'hidden-answer'} aria-hidden={!revealed}><Rich text={proseRich(step.answer)} /></span></p>
      </div>
    </section>
  );
};
