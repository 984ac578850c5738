import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/shallow';
import { plainText } from '../../charts/richText.ts';
import { factsOf } from '../select/facts.ts';
import { shownSweep } from '../select/sweepPoints.ts';
import { sentenceOf, type Piece } from '../select/sentence.ts';
import { useApp } from '../shell/context.ts';
import { Rich } from '../shell/Rich.tsx';

/** The same text for assistive technology, at most every two seconds and not while something moves. */
const useSpoken = (text: string, quiet: boolean): string => {
  const [spoken, setSpoken] = useState('');
  const last = useRef(0);
  useEffect(() => {
    if (quiet || text === '') return undefined;
    const wait = Math.max(300, last.current + 2000 - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, quiet]);
  return spoken;
};

/** What the picture shows now, with its numbers. */
export const ResultSentence = (): ReactNode => {
  const inputs = useApp(useShallow(({ config, theory, trajectory, sweep, scan, stored, description, dragging }) => ({
    theory, scan, description, dragging, sweep: shownSweep({ sweep, stored }),
    // The runs of a trajectory count here, not the frames of the one that streams.
    trajectory: trajectory?.runs === 0 ? null : trajectory,
    config: dragging === null || theory === null || dragging === 'threshold' ? config : theory.config,
  })));
  const pieces = sentenceOf(factsOf(inputs));
  const spoken = useSpoken(plainText(pieces.map(({ text }) => text).join('')), inputs.dragging !== null);
  return (
    <>
      <p className="result">{pieces.map((piece: Piece, i) => <span key={i} className={piece.tone}><Rich text={piece.text} /></span>)}</p>
      <p className="unseen" aria-live="polite">{spoken}</p>
    </>
  );
};
