import { count } from './count.builder';
import { tally, turnoutOf } from './tally';

test('[GOV-VOTE-6] an abstention takes part and does not say yes', () => {
  expect(turnoutOf(count({ yes: 'ABCD', abstain: 'G' }))).toEqual({
    entitled: { heads: 7, areaDm2: 70000 },
    tookPart: { heads: 5, areaDm2: 53000 },
    yes: { heads: 4, areaDm2: 38000 },
  });
});

test('[GOV-VOTE-6] an invalid paper and contradicting co-owners are entitled and do not take part', () => {
  expect(turnoutOf(count({ yes: 'A', invalid: 'G', pending: 'B' }))).toEqual({
    entitled: { heads: 7, areaDm2: 70000 },
    tookPart: { heads: 1, areaDm2: 16000 },
    yes: { heads: 1, areaDm2: 16000 },
  });
});

test('[GOV-VOTE-9] anybody who has the list gets the same six integers', () => {
  const list = [
    { areaDm2: 16000, standing: 'YES' },
    { areaDm2: 9000, standing: 'NO' },
    { areaDm2: 6000, standing: 'MISSING' },
  ] as const;
  expect(turnoutOf(tally(list))).toEqual({
    entitled: { heads: 3, areaDm2: 31000 },
    tookPart: { heads: 2, areaDm2: 25000 },
    yes: { heads: 1, areaDm2: 16000 },
  });
});
