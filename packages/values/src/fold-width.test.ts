import { foldWidth } from './fold-width';

test.each([
  ['１２４６', '1246'],
  ['－６５．００', '-65.00'],
  ['２号楼　ａ／Ｂ～', '2号楼 a/B~'],
  // These are footnotes, or other letters, and no digits.
  ['1246①', '1246①'],
  ['65.0²', '65.0²'],
  ['4₀₀', '4₀₀'],
  ['㎡', '㎡'],
  ['\u2f06号楼', '二号楼'],
  ['', ''],
])('%p is %p', (typed, folded) => {
  expect(foldWidth(typed)).toBe(folded);
});
