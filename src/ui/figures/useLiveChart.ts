import { useLayoutEffect, useRef, type RefObject } from 'react';
import { shallow } from 'zustand/shallow';
import type { Chart, ChartLayout } from '../../charts/types.ts';
import type { AppState, Store } from '../../state/store.ts';

interface Options<Inputs, Data> {
  readonly store: Store;
  readonly mount: (svg: SVGSVGElement) => Chart<Data>;
  /** What the picture depends on; drawn again only when a member of it changes. */
  readonly select: (state: AppState) => Inputs;
  readonly build: (inputs: Inputs) => Data | null;
  readonly layout: ChartLayout;
}

/**
 * Draws a chart past React: state -> data -> SVG, at most once a task. `mount` is read once; `select` and `build` must keep
 * their identity as long as they do the same.
 */
export const useLiveChart = <Inputs extends object, Data>(svg: RefObject<SVGSVGElement | null>, { store, mount, select, build, layout }: Options<Inputs, Data>): void => {
  const first = useRef(mount);
  const draw = useRef(() => {});
  const chart = useRef<Chart<Data> | null>(null);
  const { width, height, fontSize } = layout;
  // Subscribed once, before React's own subscriptions: the picture is drawn before the texts around it.
  useLayoutEffect(() => {
    chart.current = first.current(svg.current!);
    let queued = false;
    const stop = store.subscribe(() => {
      if (queued) return;
      queued = true;
      queueMicrotask(() => {
        queued = false;
        draw.current();
      });
    });
    return () => {
      stop();
      draw.current = () => {};
      chart.current?.destroy();
      chart.current = null;
    };
  }, [svg, store]);
  useLayoutEffect(() => {
    if (width <= 0) return;
    let last: Inputs | null = null;
    draw.current = () => {
      const inputs = select(store.getState());
      if (last !== null && shallow(last, inputs)) return;
      last = inputs;
      const data = build(inputs);
      if (data !== null) chart.current?.update(data, { width, height, fontSize });
    };
    draw.current();
  }, [store, select, build, width, height, fontSize]);
};
