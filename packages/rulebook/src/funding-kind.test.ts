import { fundingKinds, instrumentsOf, isInKind, isInstrumentOf } from './funding-kind';

const fundingInstruments = fundingKinds.flatMap(instrumentsOf);

test('[FUND-1] six kinds', () => {
  expect(fundingKinds).toHaveLength(6);
});

test('[FUND-2] every instrument has exactly one kind', () => {
  expect(fundingInstruments).toHaveLength(16);
  for (const instrument of fundingInstruments)
    expect(fundingKinds.filter((kind) => isInstrumentOf(kind, instrument))).toHaveLength(1);
});

test('[FUND-2] example: the two central channels are policy money by different instruments', () => {
  expect(instrumentsOf('POLICY')).toEqual([
    'CENTRAL_BUDGET_INVESTMENT',
    'LOCAL_GOV_BOND',
    'SUPERIOR_SPECIAL_SUBSIDY',
  ]);
  expect(isInstrumentOf('FISCAL', 'SUPERIOR_SPECIAL_SUBSIDY')).toBe(false);
});

test('[FUND-1] goods are no cash', () => {
  expect(fundingInstruments.filter(isInKind)).toEqual(['IN_KIND']);
});
