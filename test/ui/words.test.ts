// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { readLink } from '../../src/jobs/link.ts';
import { theoryCaution, theoryLabel, theoryWords } from '../../src/ui/select/words.ts';

const at = (link: string) => readLink(link).config;

it('names the theory, what it supposes, and whether it starts where the runs do', () => {
  expect(theoryLabel(at('committee'))).toBe('theory ($N$ → ∞), same start');
  expect(theoryLabel(at('hiddenManifold'))).toBe('theory (Gaussian fields), same start');
  expect(theoryLabel(at('sequenceMultiIndex'))).toBe('theory ($d$ → ∞)');
  expect(theoryLabel(at('sequenceMultiIndex?start=replica'))).toBe('theory ($d$ → ∞), same start');
});

it('says of which theory nothing is claimed', () => {
  expect(theoryCaution(at('committee'))).toBe('');
  const few = at('sequenceMultiIndex?instance=attention&sampleRatio=0.5&regularisation=0.01&dimension=500');
  expect(theoryCaution(few)).toMatch(/nothing is claimed/);
  expect(theoryWords(few)).toContain(theoryCaution(few));
});
