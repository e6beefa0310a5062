import { profileAt } from '@anju/rulebook/rule-profile';
import {
  type CommitteeEntry,
  correctCommittee,
  enterCommittee,
  type Entering,
  type MemberEntry,
} from './enter-committee';
import { mayAct } from './owners-committee';

const members = (seats: number): MemberEntry[] =>
  Array.from({ length: seats }, (_, i) => ({
    name: `成员${i}`,
    document: null,
    role: i === 0 ? 'CHAIR' : 'MEMBER',
    ownerId: null,
  }));

const enter = (entry: Partial<CommitteeEntry> = {}, entering: Partial<Entering> = {}) => {
  const result = enterCommittee(
    {
      communityId: 'com_1',
      members: members(5),
      termFrom: '2021-07-01',
      termUntil: '2026-07-01',
      filingNumber: '2021-17',
      synthetic: false,
      ...entry,
    },
    {
      id: 'oc_1',
      profile: profileAt('140502', '2021-07-01'),
      committees: [],
      owners: new Set(),
      today: '2022-06-06',
      ...entering,
    },
  );
  return result.accepted ? result.state.seats : result.refusal.code;
};

test.each([
  [5, 5],
  [7, 7],
  [9, 9],
  [11, 11],
  [6, 'SEATS_NOT_ODD'],
  [10, 'SEATS_NOT_ODD'],
  [13, 'SEATS_OUT_OF_RANGE'],
  [12, 'SEATS_OUT_OF_RANGE'],
  [4, 'SEATS_OUT_OF_RANGE'],
  [3, 'SEATS_OUT_OF_RANGE'],
])('[GOV-COM-1] example: %d seats: %s', (seats, outcome) => {
  expect(enter({ members: members(seats) })).toBe(outcome);
});

test('[GOV-COM-1] where local rules allow three seats, three are enough', () => {
  const profile = profileAt('140502', '2021-07-01');
  const local = { ...profile, committee: { ...profile.committee!, minSeats: 3, oddSeats: false } };
  expect(enter({ members: members(3) }, { profile: local })).toBe(3);
  expect(enter({ members: members(4) }, { profile: local })).toBe(4);
});

test('[GOV-COM-1] a term of five years to the day is the longest', () => {
  expect(enter({ termUntil: '2026-07-01' })).toBe(5);
  expect(enter({ termUntil: '2026-07-02' })).toBe('TERM_TOO_LONG');
  expect(enter({ termUntil: '2021-07-01' })).toBe('TERM_ENDS_BEFORE_IT_BEGINS');
});

test('[GOV-COM-1] before 2010 no rules on committees are known', () => {
  expect(enter({}, { profile: profileAt('140502', '2009-12-31') })).toBe('RULES_NOT_KNOWN');
  expect(enter({}, { profile: null })).toBe('RULES_NOT_KNOWN');
  expect(enter({}, { profile: profileAt('140502', '2010-01-01') })).toBe(5);
});

test('[GOV-COM-12] a committee whose term is over is not entered; on its last day it is', () => {
  expect(enter({}, { today: '2026-07-01' })).toBe(5);
  expect(enter({}, { today: '2026-07-02' })).toBe('TERM_OVER');
});

test('[GOV-COM-1] terms of one community do not overlap, not even by a day', () => {
  const committees = [
    {
      id: 'oc_0' as const,
      version: 1,
      communityId: 'com_1' as const,
      seats: 5,
      termFrom: '2016-07-01' as const,
      termUntil: '2021-06-30' as const,
      filingNumber: '',
      synthetic: false,
    },
  ];
  expect(enter({}, { committees })).toBe(5);
  expect(enter({ termFrom: '2021-06-30', termUntil: '2026-06-30' }, { committees })).toBe('TERM_TAKEN');
});

test('[GOV-COM-1] a person has one seat, one of them is the chair, and owners are of the roll', () => {
  const [chair, second, ...others] = members(5) as [MemberEntry, MemberEntry, ...MemberEntry[]];
  const twice = [{ ...chair, document: 'A-1' }, { ...second, document: 'A-1' }, ...others];
  expect(enter({ members: twice })).toBe('MEMBER_TWICE');
  const owner = { ownerId: 'own_1' as const };
  expect(
    enter(
      { members: [{ ...chair, ...owner }, { ...second, ...owner }, ...others] },
      { owners: new Set(['own_1']) },
    ),
  ).toBe('MEMBER_TWICE');
  expect(enter({ members: [{ ...chair, ...owner }, second, ...others] })).toBe('OWNER_NOT_ON_ROLL');
  expect(enter({ members: [{ ...chair, role: 'MEMBER' }, second, ...others] })).toBe('CHAIR_NOT_ONE');
  expect(enter({ members: [chair, { ...second, role: 'CHAIR' }, ...others] })).toBe('CHAIR_NOT_ONE');
  expect(enter({ members: [chair, { ...second, role: 'VICE_CHAIR' }, ...others] })).toBe(5);
  for (const name of ['', '12345'])
    expect(enter({ members: [{ ...chair, name }, second, ...others] })).toBe('MEMBER_INVALID');
});

test('[GOV-COM-5, GOV-COM-12] a committee may act on the first and the last day of its term and not beside it', () => {
  const term = { termFrom: '2021-07-01', termUntil: '2026-07-01' } as const;
  expect(
    (['2021-06-30', '2021-07-01', '2026-07-01', '2026-07-02'] as const).map((day) => mayAct(term, day)),
  ).toEqual([false, true, true, false]);
});

test('[GOV-COM-1] an entry is put right where anything of it is another, and refused where nothing is', () => {
  const onFile = { termFrom: '2021-07-01', termUntil: '2026-07-01', filingNumber: '2021-17' } as const;
  const before = {
    id: 'oc_1',
    version: 1,
    communityId: 'com_1',
    seats: 5,
    synthetic: false,
    ...onFile,
  } as const;
  const correct = (differing: Partial<CommitteeEntry>) => {
    const judging = {
      profile: profileAt('140502', '2021-07-01'),
      committees: [],
      owners: new Set(['own_1']),
    };
    const entry = { ...onFile, members: members(5), ...differing };
    const result = correctCommittee(before, entry, { reason: '误录', membersBefore: members(5), ...judging });
    return result.accepted ? result.state.seats : result.refusal.code;
  };
  const but = (differing: Partial<MemberEntry>) => [
    ...members(5).slice(0, 4),
    { ...members(5)[4]!, ...differing },
  ];

  expect(correct({})).toBe('ENTRY_UNCHANGED');
  expect(correct({ termFrom: '2021-07-02' })).toBe(5);
  expect(correct({ termUntil: '2026-06-30' })).toBe(5);
  expect(correct({ filingNumber: '2021-71' })).toBe(5);
  expect(correct({ members: members(7) })).toBe(7);
  expect(correct({ members: but({ name: '赵敏' }) })).toBe(5);
  expect(correct({ members: but({ document: '1' }) })).toBe(5);
  expect(correct({ members: but({ role: 'VICE_CHAIR' }) })).toBe(5);
  expect(correct({ members: but({ ownerId: 'own_1' }) })).toBe(5);
});
