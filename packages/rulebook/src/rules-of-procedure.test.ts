import { layer } from './profile-layer.builder';
import { shippedLayers } from './profiles/shipped-layers';
import { profileAt } from './rule-profile';
import { checkClauses, type ProcedureClauses, profileUnder } from './rules-of-procedure';

const silent: ProcedureClauses = {
  maxProxiesPerAgent: null,
  signedBlank: null,
  stalls: null,
  silentOwners: null,
  feeDefaulters: null,
};
const day = '2022-06-20';
const check = (clauses: Partial<ProcedureClauses>, layers = shippedLayers) =>
  checkClauses({ ...silent, ...clauses }, '140502', day, layers);
const meetingUnder = (clauses: Partial<ProcedureClauses>, layers = shippedLayers) =>
  profileUnder({ ...silent, ...clauses }, '140502', day, layers).meeting;
const { meeting } = profileAt('140502', day);

test('[GOV-VOTE-6] a clause that lets silent owners join the majority is refused, one that says they are not counted is not', () => {
  expect(check({ silentOwners: 'JOIN_MAJORITY' })).toMatchObject({
    refusal: { code: 'SILENCE_IS_NO_VOTE', rule: 'GOV-VOTE-6' },
  });
  expect(check({ silentOwners: 'NOT_COUNTED' })).toBeNull();
});

test('[GOV-VOTE-7] who owes fees may be barred from standing, and never from voting', () => {
  expect(check({ feeDefaulters: 'NO_VOTE' })).toMatchObject({
    refusal: { code: 'VOTE_NOT_TO_BE_TAKEN', rule: 'GOV-VOTE-7' },
  });
  expect(check({ feeDefaulters: 'NO_CANDIDACY' })).toBeNull();
  expect(meetingUnder({ feeDefaulters: 'NO_CANDIDACY' })).toEqual(meeting);
});

test('[GOV-MEET-4, GOV-VOTE-6, REG-6] what is left open the rules of procedure set, and what they leave out stays', () => {
  expect(check({ maxProxiesPerAgent: 3, signedBlank: 'ABSTAIN', stalls: 'INCLUDED' })).toBeNull();
  expect(meetingUnder({ maxProxiesPerAgent: 3, signedBlank: 'ABSTAIN', stalls: 'INCLUDED' })).toEqual({
    ...meeting,
    maxProxiesPerAgent: 3,
    signedBlank: 'ABSTAIN',
    stalls: 'INCLUDED',
  });
  expect(meetingUnder({ signedBlank: 'ABSTAIN' })).toEqual({ ...meeting, signedBlank: 'ABSTAIN' });
  expect(meetingUnder({})).toEqual(meeting);
  expect(profileUnder(null, '140502', day)).toEqual(profileAt('140502', day));
});

test.each([
  [0, 'CAP_INVALID'],
  [1, null],
  [100_000, null],
  [100_001, 'CAP_INVALID'],
])('[GOV-MEET-4] a cap of %i heads', (maxProxiesPerAgent, code) => {
  expect(check({ maxProxiesPerAgent })?.refusal.code ?? null).toBe(code);
});

describe('[CONV-4] what a text above the rules of procedure sets', () => {
  const local = (differing = {}) => [
    ...shippedLayers,
    layer({ changes: { meeting: { maxProxiesPerAgent: 2 } }, from: day, ...differing }),
  ];

  test('is refused as a clause, by the name of the text, from its first day on', () => {
    expect(check({ maxProxiesPerAgent: 3 }, local())).toMatchObject({
      refusal: {
        code: 'SET_BY_A_HIGHER_TEXT',
        rule: 'CONV-4',
        detail: { clause: 'maxProxiesPerAgent', text: '晋城市条例 / regulation of Jincheng' },
      },
    });
    // To repeat it is no harm.
    expect(check({ maxProxiesPerAgent: 2 }, local())).toBeNull();
    expect(check({ signedBlank: 'ABSTAIN' }, local())).toBeNull();
    expect(check({ maxProxiesPerAgent: 3 }, local({ from: '2022-06-21' }))).toBeNull();
    expect(check({ maxProxiesPerAgent: 3 }, local({ division: '140100' }))).toBeNull();
    expect(check({ maxProxiesPerAgent: 3 }, local({ level: 'GUIDANCE' }))).not.toBeNull();
    expect(check({ maxProxiesPerAgent: 3 }, local({ level: 'DEFAULT' }))).toBeNull();
  });

  test('is named by the text that prevails, wherever another stands', () => {
    const guidance = layer({
      text: '指导规则',
      level: 'GUIDANCE',
      changes: { meeting: { maxProxiesPerAgent: 5 } },
    });
    for (const layers of [
      [...local(), guidance],
      [...shippedLayers, guidance, ...local().slice(-1)],
    ])
      expect(check({ maxProxiesPerAgent: 3 }, layers)).toMatchObject({
        refusal: { detail: { text: '晋城市条例 / regulation of Jincheng' } },
      });
  });

  test('holds over a clause of before', () => {
    expect(meetingUnder({ maxProxiesPerAgent: 3, stalls: 'INCLUDED' }, local())).toMatchObject({
      maxProxiesPerAgent: 2,
      stalls: 'INCLUDED',
    });
  });
});
