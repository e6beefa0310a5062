import { aCount, owners, votingOn } from './count.builder';
import { belowLegacyFundThreshold } from './legacy-fund-threshold';
import { turnoutOf } from './tally';
import { judge } from './verdict';

const asked = { legacyFundThreshold: true };

/** Of 24 equal homes, 16 take part. */
const saying = (yes: number) =>
  turnoutOf(aCount({ YES: owners(yes, 6500), NO: owners(16 - yes, 6500), MISSING: owners(8, 6500) }));

test('[MF-2] of 24 equal homes the old order wants 16 yes, the Civil Code 16 that take part and 9 yes', () => {
  expect(belowLegacyFundThreshold(saying(16), asked)).toBe(false);
  expect(belowLegacyFundThreshold(saying(15), asked)).toBe(true);
  for (const [yes, outcome] of [
    [8, 'TOO_FEW_IN_FAVOUR'],
    [9, 'ADOPTED'],
    [15, 'ADOPTED'],
  ] as const)
    expect(judge('ORDINARY', saying(yes), votingOn('2022-07-15'))).toMatchObject({ outcome });
});

test('[MF-2] two thirds of the heads cannot stand in for two thirds of the area, nor the other way round', () => {
  const manyAndSmall = turnoutOf(aCount({ YES: owners(16, 6499), MISSING: owners(8, 6502) }));
  const fewAndLarge = turnoutOf(aCount({ YES: owners(15, 7000), MISSING: owners(9, 5000) }));
  expect(belowLegacyFundThreshold(manyAndSmall, asked)).toBe(true);
  expect(belowLegacyFundThreshold(fewAndLarge, asked)).toBe(true);
});

test('[MF-2] where the fund office follows the Civil Code there is nothing to warn of', () => {
  expect(belowLegacyFundThreshold(saying(9), { legacyFundThreshold: false })).toBe(false);
});
