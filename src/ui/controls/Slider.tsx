import { useEffect, useId, useRef, type CSSProperties, type ReactNode } from 'react';
import { plainText } from '../../charts/richText.ts';
import { Rich } from '../shell/Rich.tsx';
import { proseRich } from '../shell/symbols.ts';
import { NumberInput } from './NumberInput.tsx';
import { fieldText } from './numberText.ts';
import { keyedValue, placeOf, valueAtPlace, type SliderRange } from './sliderScale.ts';
import './slider.css';

interface Props {
  readonly label: string;
  /** Rich. */
  readonly symbol: string;
  readonly value: number;
  readonly range: SliderRange;
  readonly usual: number;
  readonly help?: string | undefined;
  /** Values above this are hatched. */
  readonly warnAbove?: number | null;
  /** A line below; `undefined` reserves no room, '' does. */
  readonly note?: string | undefined;
  readonly onInput: (value: number) => void;
  readonly onCommit: (value: number) => void;
}

const css = (variables: Record<string, string>): CSSProperties => variables as CSSProperties;

export const Slider = ({ label, symbol, value, range, usual, help, warnAbove = null, note, onInput, onCommit }: Props): ReactNode => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const held = useRef<number | null>(null);
  const latest = useRef({ onCommit });
  useEffect(() => {
    latest.current = { onCommit };
  });
  useEffect(() => {
    const element = input.current!;
    const release = (): void => {
      if (held.current === null) return;
      const last = held.current;
      held.current = null;
      latest.current.onCommit(last);
    };
    const events = ['change', 'pointerup', 'pointercancel', 'keyup', 'blur'] as const;
    for (const name of events) element.addEventListener(name, release);
    return () => {
      for (const name of events) element.removeEventListener(name, release);
    };
  }, []);
  const move = (next: number): void => {
    if (next === (held.current ?? value)) return;
    held.current = next;
    onInput(next);
  };
  const at = placeOf(value, range);
  const style = css({ '--at': String(at), '--usual': String(placeOf(usual, range)), '--warn-from': String(warnAbove === null ? 1 : placeOf(warnAbove, range)) });
  const name = plainText(`${label} ${symbol}`).trim();
  return (
    <div className="field" title={help}>
      <div className="field-line">
        <label htmlFor={id}>{label} <Rich text={symbol} /></label>
        <NumberInput label={`${name}, exact value`} value={value} onCommit={onCommit} />
      </div>
      <div className="slider" style={style}>
        <span className="track" />
        {warnAbove !== null && warnAbove < range.max && <span className="hatched" />}
        <span className="filled" />
        <span className="notch" />
        <input ref={input} id={id} type="range" min={0} max={1} step="any" value={at} aria-valuetext={fieldText(value)} aria-describedby={help === undefined ? undefined : `${id}help`}
          onChange={(event) => move(valueAtPlace(Number(event.target.value), range))}
          onKeyDown={(event) => {
            const next = event.altKey || event.ctrlKey || event.metaKey ? null : keyedValue(event.key, held.current ?? value, range);
            if (next === null) return;
            event.preventDefault();
            move(next);
          }} />
      </div>
      {note !== undefined && <p className="field-note">{note === '' ? ' ' : <Rich text={note} />}</p>}
      {help !== undefined && <p className="field-help" id={`${id}help`}><Rich text={proseRich(help)} /></p>}
    </div>
  );
};
