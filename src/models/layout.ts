import type { Layout, Observable } from './contract.ts';

/** `Q12` for row 1, column 2; `Q_12_3` as soon as a side goes beyond nine. Scalars keep their id. */
export const namesOf = (id: string, shape: readonly number[]): string[] => {
  const wide = shape.some((side) => side > 9);
  let names = [''];
  for (const side of shape) names = names.flatMap((head) => Array.from({ length: side }, (_, i) => `${head}${wide ? '_' : ''}${i + 1}`));
  return names.map((tail) => id + tail);
};

/** Columns of a frame, in the order in which the observables are declared; matrices row-major. */
export const layoutOf = <P>(observables: Readonly<Record<string, Observable<P>>>, p: P): Layout => {
  const ids = Object.keys(observables);
  const offsets: Record<string, number> = {};
  const shapes: Record<string, readonly number[]> = {};
  const names: string[] = [];
  for (const id of ids) {
    const shape = observables[id]!.shape?.(p) ?? [];
    offsets[id] = names.length;
    shapes[id] = shape;
    names.push(...namesOf(id, shape));
  }
  return { ids, offsets, shapes, names, size: names.length };
};
