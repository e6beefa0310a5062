import { isName } from './name';

test.each(['王小明', 'Ann', '3M 公司', '第二建筑', 'é'])('%j names somebody', (typed) => {
  expect(isName(typed)).toBe(true);
});

test.each(['12345', '１２３', '', ' ', '-', '2022-07-01', '①', '№ 5'])('%j names nobody', (typed) => {
  expect(isName(typed)).toBe(false);
});
