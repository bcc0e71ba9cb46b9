import axe from 'axe-core/axe.min.js?raw';
import type { Page } from 'playwright-core';

/**
 * What keeps somebody from using this page as it is now: rule and place, empty when axe finds nothing. Waits for a page to stand and for
 * what moves to come to rest: half a dialog has half its contrast.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.evaluate(standsStill);
  // Evaluated rather than added as a script: the page refuses scripts that are not its own.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} — ${rule.help}`),
    );
  });
}

/** In the page: resolves when it has the colours that were asked for and nothing has moved for two frames, as colours are handed down. */
async function standsStill(): Promise<void> {
  const isMoving = () => {
    const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    if (document.documentElement.dataset.mantineColorScheme !== scheme) return true;
    return document
      .getAnimations()
      .some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
  };
  for (let still = 0; still < 2; still = isMoving() ? 0 : still + 1) await new Promise(requestAnimationFrame);
}
