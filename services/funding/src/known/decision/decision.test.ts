import type { DecisionAdopted } from '@anju/events/governance';
import { homesAreaDm2 } from './decision';

test('[RES-1, REG-6] homes pay by their own area, whether stalls were counted in the vote or not', () => {
  const of = (areaDm2: number) => ({ heads: 1, areaDm2 });
  const turnout = { entitled: of(72_400), tookPart: of(50_000), yes: of(50_000) };
  const told = (differing = {}) => ({ turnout, ...differing }) as DecisionAdopted['data'];
  expect(homesAreaDm2(told({ stallsAreaDm2: 2400 }))).toBe(70_000);
  expect(homesAreaDm2(told())).toBe(72_400);
});
