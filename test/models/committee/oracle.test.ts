import { describe, expect, it } from 'vitest';
import { errorsOf, oracleCases } from '../../support/committee/oracle.ts';

describe.each(oracleCases)('equations, $name', (reference) => {
  it('agree with an independent solution', () => {
    console.log(JSON.stringify(errorsOf(reference, 'rest')));
  });
  it('agree while dragging', () => {
    console.log(JSON.stringify(errorsOf(reference, 'drag')));
  });
});
