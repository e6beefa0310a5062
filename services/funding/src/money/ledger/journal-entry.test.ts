import {
  availableOf,
  bookOn,
  hold,
  journalEntry,
  type LedgerAccount,
  type NewPosting,
} from './journal-entry';

const entry = (...postings: NewPosting[]) =>
  journalEntry({
    kind: 'OPENING_BALANCES',
    communityId: 'com_1',
    jobId: null,
    paperNumber: null,
    bookedOn: '2022-06-01',
    postings,
  });
const bank = (amountFen: number): NewPosting => ({ account: 'BANK_DEPOSIT', holder: '', amountFen });
const home = (amountFen: number): NewPosting => ({ account: 'UNIT_FUND', holder: 'unt_1', amountFen });

/** A home's fund of 400 yuan. */
const fund: LedgerAccount = {
  id: 'lac_1',
  version: 1,
  communityId: 'com_1',
  kind: 'UNIT_FUND',
  holder: 'unt_1',
  balanceFen: -40_000,
  heldFen: 0,
};

test('[MF-7] the postings of an entry add up to zero, or there is no entry', () => {
  expect(entry(bank(40_000), home(-40_000)).postings).toHaveLength(2);
  expect(() => entry(bank(40_000), home(-39_999))).toThrow('1 fen apart');
  expect(entry(bank(0)).postings).toEqual([]);
});

test("[MF-7] a home's fund may be used up, and not by a fen more", () => {
  expect(bookOn(fund, 40_000)).toMatchObject({ balanceFen: 0 });
  expect(() => bookOn(fund, 40_001)).toThrow('overdrawn by 1 fen');
  expect(bookOn({ ...fund, kind: 'WORKS_COST' }, 40_001)).toMatchObject({ balanceFen: 1 });
});

test('[MF-7] what is promised to one payment is not there for another', () => {
  const promised = hold(fund, 30_000);
  expect(availableOf(promised)).toBe(10_000);
  expect(availableOf(hold(promised, 10_000))).toBe(0);
  expect(() => hold(promised, 10_001)).toThrow('cannot hold 40001 fen');
  expect(hold(promised, -30_000)).toEqual(fund);
  expect(() => hold(fund, -1)).toThrow(RangeError);
});

test('[CONV-1] a balance beyond 2^53 - 1 is refused, not rounded', () => {
  const account = { ...fund, kind: 'BANK_DEPOSIT', balanceFen: Number.MAX_SAFE_INTEGER } as const;
  expect(() => bookOn(account, 1)).toThrow('would not be exact');
});
