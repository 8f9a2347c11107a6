// Draws the PNG files that social networks and phones ask for, from the SVG files beside them.
// Run after a change to either SVG: node scripts/social-card.mjs
// CHROMIUM names the browser to use; without it Playwright's own is used.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const images = fileURLToPath(new URL('../static/img/', import.meta.url));
const pictures = [
  { from: 'social-card.svg', to: 'social-card.png', width: 1200, height: 630, inset: 0 },
  { from: 'mark-light.svg', to: 'touch-icon.png', width: 180, height: 180, inset: 26 },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
for (const { from, to, width, height, inset } of pictures) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(`file://${images}${from}`);
  await page.evaluate(
    ([w, h, space]) => {
      const svg = document.documentElement;
      svg.setAttribute('style', `background: #fff; box-sizing: border-box; width: ${w}px; height: ${h}px; padding: ${space}px`);
    },
    [width, height, inset],
  );
  await page.screenshot({ path: `${images}${to}` });
  await page.close();
}
await browser.close();
