import type { Ballot } from './ballot';
import { checkPaper, type SecondReading } from './paper-check';

const ballot: Ballot = {
  id: 'bal_1',
  meetingId: 'mtg_1',
  ownerId: 'own_A',
  channel: 'PAPER',
  formNumber: 'F-1',
  entry: 1,
  proxyId: null,
  agentKey: null,
  signed: true,
  receivedAt: '2022-07-06T02:00:00.000Z',
  enteredAt: '2022-07-06T02:00:00.000Z',
  enteredBy: 'committee-1',
};
const now = '2022-07-07T02:00:00.000Z';

type Checking = Parameters<typeof checkPaper>[1];
const check = (reading: Partial<SecondReading> = {}, differing: Partial<Checking> = {}) =>
  checkPaper(
    {
      ownerId: 'own_A',
      byAgent: false,
      signed: true,
      answers: [
        { questionId: 'que_2', marks: ['NO', 'YES'] },
        { questionId: 'que_1', marks: ['YES'] },
      ],
      ...reading,
    },
    {
      entry: { ...ballot, isVoided: false },
      // One for each head of the owner.
      answers: [
        { questionId: 'que_1', choice: 'YES' },
        { questionId: 'que_1', choice: 'YES' },
        { questionId: 'que_2', choice: 'INVALID' },
      ],
      last: null,
      by: 'street',
      now,
      ...differing,
    },
  );
const differences = (...all: string[]) => ({ state: { differences: all } });

test('[GOV-VOTE-13] two who read the same settle a paper, in whatever order its answers are typed', () => {
  expect(check()).toEqual({
    accepted: true,
    state: { ballotId: 'bal_1', number: 1, differences: [], checkedBy: 'street', checkedAt: now },
    events: [],
  });
});

test('[GOV-VOTE-13, GOV-VOTE-6] it is told in what two people differ', () => {
  expect(check({ ownerId: 'own_B' })).toMatchObject(differences('OWNER'));
  expect(check({ byAgent: true })).toMatchObject(differences('AGENT'));
  const agents = { entry: { ...ballot, agentKey: 'ab', isVoided: false } };
  expect(check({ byAgent: true }, agents)).toMatchObject(differences());
  expect(check({ signed: false })).toMatchObject(differences('SIGNED', 'ANSWERS'));
  for (const answers of [
    [],
    [{ questionId: 'que_1', marks: ['YES'] }],
    [
      { questionId: 'que_1', marks: ['NO'] },
      { questionId: 'que_2', marks: [] },
    ],
    [
      { questionId: 'que_1', marks: ['YES'] },
      { questionId: 'que_2', marks: ['YES'] },
    ],
  ] as const)
    expect(check({ answers })).toMatchObject(differences('ANSWERS'));
  // Two marks or none: invalid either way.
  const invalid = [
    { questionId: 'que_1', marks: ['YES'] },
    { questionId: 'que_2', marks: [] },
  ] as const;
  expect(check({ answers: invalid })).toMatchObject(differences());
});

test('[GOV-VOTE-13] the second is somebody else, and goes on until both read the same', () => {
  expect(check({}, { by: 'committee-1' })).toMatchObject({
    refusal: { code: 'CHECKED_BY_WHO_ENTERED_IT', rule: 'GOV-VOTE-13' },
  });
  // Who entered an older paper was not kept.
  expect(check({}, { entry: { ...ballot, enteredBy: null, isVoided: false } })).toMatchObject(differences());
  const last = { ballotId: 'bal_1', number: 1, checkedBy: 'street', checkedAt: now } as const;
  const slip = { ...last, differences: ['OWNER'] as const };
  expect(check({}, { last: slip })).toMatchObject({ state: { number: 2, differences: [] } });
  expect(check({}, { last: { ...last, differences: [] } })).toMatchObject({
    refusal: { code: 'ALREADY_CHECKED' },
  });
});

test('a paper that is not there, or voided, is not checked', () => {
  expect(check({}, { entry: null })).toMatchObject({ refusal: { code: 'FORM_NOT_ENTERED' } });
  const voided = { ...ballot, isVoided: true };
  expect(check({}, { entry: voided })).toMatchObject({ refusal: { code: 'ALREADY_VOIDED' } });
});
