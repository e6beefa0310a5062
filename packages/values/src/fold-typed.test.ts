import { foldTyped } from './fold-typed';

const separators = [...'-‐‑‒–—―−－─ー_＿/／\\~～〜⁃⸺⸻·・.．。、,，:：#|()〔〕《》 \u3000\u00a0\t'];

test.each(separators)('[FUND-10] %j between digits is a sign like any other, and elsewhere none', (sign) => {
  expect(foldTyped(`验收${sign}2022${sign}1${sign}${sign}12${sign}a${sign}`)).toBe('验收2022-1-12A');
});

test('[FUND-10] width, case, composition and what nobody sees make no other text', () => {
  for (const typed of ['ＹＳ０１é', 'ys01e\u0301', 'YS\u200b01\ufe00É', 'Y\u00adS0\ufe0f1\u{e0100}é'])
    expect(foldTyped(typed)).toBe('YS01É');
});

test('[FUND-10] digits that a sign parts are not run together, nor parted elsewhere', () => {
  const numbers = ['2022-1-12', '2022-11-2', '2022-112', '2022112', '20-22112'];
  expect(new Set(numbers.map(foldTyped)).size).toBe(numbers.length);
});
