import type { Plan } from '../../../src/models/contract.ts';
import fixture from '../../fixtures/saadSollaOde.json';
import { runLink } from '../runLink.ts';

export const oracleCases = fixture.cases;
export type OracleCase = (typeof oracleCases)[number];

const list = (xs: readonly number[]): string => xs.join(',');
const matrix = (rows: readonly (readonly number[])[]): string => rows.map(list).join(';');

/** A frame at every whole t: the reference times are among them. */
export const linkOf = ({ Q0, R0, T, A, v0, eta1, eta2, sigma, rows }: OracleCase): string => {
  const duration = rows.at(-1)!.t;
  return (
    `committee?only=theory&hiddenUnits=${v0.length}&teacherUnits=${A.length}&learningRate=${eta1}&secondLayerRate=${eta2}&labelNoise=${sigma}` +
    `&start=custom&overlaps=${matrix(R0)}&norms=${matrix(Q0)}&teacher=${matrix(T)}&teacherOutput=${list(A)}&studentOutput=${list(v0)}` +
    `&duration=${duration}&points=${duration + 1}`
  );
};

/** Largest difference to the reference, over its times, of each observable. */
export const errorsOf = (reference: OracleCase, quality: Plan['quality']): Record<string, number> => {
  const [ode] = runLink(linkOf(reference), quality).of('ode');
  const { layout, frame } = ode!;
  const worst: Record<string, number> = {};
  for (const row of reference.rows) {
    const values = frame(0, row.t);
    const expected: Record<string, readonly number[]> = { generalisationError: [row.eg], Q: row.Q.flat(), R: row.R.flat(), v: row.v };
    for (const [id, xs] of Object.entries(expected)) {
      const at = layout.offsets[id]!;
      worst[id] = xs.reduce((most, x, i) => Math.max(most, Math.abs(values[at + i]! - x)), worst[id] ?? 0);
    }
  }
  return worst;
};
