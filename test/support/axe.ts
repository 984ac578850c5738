import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[] }[];
  readonly passes: readonly unknown[];
}

/** Every violation that axe finds on the page as it stands, a line each; all of axe's rules. */
export const axeViolations = async (page: Page): Promise<string[]> => {
  // The page's policy forbids a script element.
  await page.evaluate(source);
  const { violations, passes } = await page.evaluate(() => (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run());
  if (passes.length < 10) throw new Error(`axe applied ${passes.length} rules only: it did not see the page`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')} ${failureSummary ?? ''}`));
};
