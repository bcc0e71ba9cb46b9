import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../../../electron/launch/build-if-stale.mjs';
import { test } from '../support/journey.ts';

const asUrl = (type: string, path: string) =>
  `data:${type};base64,${readFileSync(join(ROOT, path)).toString('base64')}`;

test('the committed icons show the drawing as it is now: after a change, run `npm run icons`', async ({ open }) => {
  const page = await open('about:blank');
  const addresses = [
    asUrl('image/svg+xml', 'renderer/public/favicon.svg'),
    asUrl('image/png', 'electron/packaging/icons/256x256.png'),
  ];
  /** How far the two are apart, on average over all points and colours, of 255. Chromium smooths edges a little differently from version to version. */
  const difference = await page.evaluate(async (sources) => {
    const pictures = await Promise.all(
      sources.map(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = new OffscreenCanvas(256, 256);
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0, 256, 256);
        return context?.getImageData(0, 0, 256, 256).data ?? new Uint8ClampedArray();
      }),
    );
    const [one = [], other = []] = pictures;
    let sum = 0;
    for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    return one.length === 256 * 256 * 4 ? sum / one.length : Number.NaN;
  }, addresses);
  expect(difference).toBeLessThan(0.3);
});
