import { profileAt } from '@anju/rulebook/rule-profile';
import type { KnownCommunity } from '../known/community/community';
import { closeSolicitation, followRegister, openSolicitation } from './solicitation';
import { aSolicitation, june16, june7 } from './solicitation.builder';
import type { Tally } from './tally';

const community: KnownCommunity = {
  id: 'com_1',
  version: 1,
  divisionCode: '140502',
  name: '凤源食品厂小区',
  households: 144,
  synthetic: false,
  struckAt: null,
};
const opening = { id: 'sol_2', latest: null, lastRound: 0, synthetic: false, now: june7 } as const;
const tally: Tally = { contacted: 130, answers: 100, refusals: 5, consents: 70, managementModeConsents: 70 };
const closing = { tally, unknownBuildings: [], profile: profileAt('140502', '2022-06-16'), now: june16 };

test('[PART-2] the first asking of a community is round 1, with the households of the register', () => {
  expect(openSolicitation(community, opening)).toEqual({
    accepted: true,
    state: { ...aSolicitation({ id: 'sol_2' }) },
    events: [],
  });
});

test.each([
  ['reached', tally],
  ['missed', { ...tally, consents: 66 }],
])(
  'an asking that was invented and %s its gate says so in its fact, and a real one says nothing of it',
  (_, counted) => {
    const factOf = (synthetic: boolean) => {
      const result = closeSolicitation(aSolicitation({ synthetic }), { ...closing, tally: counted });
      return result.accepted ? result.events[0]!.data : null;
    };
    expect(factOf(true)).toMatchObject({ synthetic: true });
    expect(factOf(false)).not.toHaveProperty('synthetic');
  },
);

test('[PART-2] another follows whatever came of the last', () => {
  for (const state of ['GATE_REACHED', 'GATE_MISSED'] as const) {
    const latest = aSolicitation({ state, round: 3 });
    expect(openSolicitation(community, { ...opening, latest, lastRound: 3 })).toMatchObject({
      state: { round: 4 },
    });
  }
});

test('[PART-2] one asking at a time', () => {
  expect(openSolicitation(community, { ...opening, latest: aSolicitation() })).toMatchObject({
    refusal: { code: 'ALREADY_OPEN', rule: 'PART-2', detail: { openId: 'sol_1' } },
  });
});

test.each([null, 0])('[PART-2] a community of %s households has no share to take', (households) => {
  expect(openSolicitation({ ...community, households }, opening)).toMatchObject({
    refusal: { code: 'HOUSEHOLDS_UNKNOWN', rule: 'PART-2' },
  });
});

test('[PART-2] an open solicitation counts with the register as it is put right, and keeps its number where that is lost', () => {
  const open = aSolicitation();
  expect(followRegister(open, { ...community, households: 150 }).households).toBe(150);
  expect(followRegister(open, { ...community, households: null }).households).toBe(144);
  expect(followRegister(open, { ...community, divisionCode: '140525' }).divisionCode).toBe('140525');
});

test('[PART-2, PART-3] a close that reaches the gate tells so, with counts and no names', () => {
  expect(closeSolicitation(aSolicitation(), closing)).toMatchObject({
    accepted: true,
    state: { state: 'GATE_REACHED', closedAt: june16, gate: { ruleProfile: closing.profile.id } },
    events: [
      {
        type: 'participation.household-gate-reached.v1',
        data: {
          solicitationId: 'sol_1',
          communityId: 'com_1',
          divisionCode: '140502',
          households: 144,
          contacted: 130,
          answers: 100,
          consents: 70,
          managementModeConsents: 70,
          ruleProfile: closing.profile.id,
          decidedAt: june16,
        },
      },
    ],
  });
});

test('[PART-3] a close short of the gate tells where', () => {
  const short = { ...tally, consents: 66, managementModeConsents: 66 };
  expect(closeSolicitation(aSolicitation(), { ...closing, tally: short })).toMatchObject({
    state: { state: 'GATE_MISSED' },
    events: [
      {
        type: 'participation.household-gate-missed.v1',
        data: { shortOf: ['CONSENT', 'MANAGEMENT_MODE'], consents: 66 },
      },
    ],
  });
});

test.each(['GATE_REACHED', 'GATE_MISSED'] as const)('[PART-2] the outcome %s stands', (state) => {
  expect(closeSolicitation(aSolicitation({ state }), closing)).toMatchObject({
    refusal: { code: 'ALREADY_CLOSED', rule: 'PART-2' },
  });
});

test.each([
  [['9'], '9', 1],
  [['10', '9', '10'], '9, 10', 3],
  [['12', ...'123456789'], '1, 2, 3, 4, 5, 6, 7, 8, 9, 12', 10],
  [['12', ...'123456789', '11'], '1, 2, 3, 4, 5, 6, 7, 8, 9, 11, …', 11],
])(
  '[PART-2] with households of %j, buildings the known roll has not, it is not closed',
  (unknown, buildings, found) => {
    expect(closeSolicitation(aSolicitation(), { ...closing, unknownBuildings: unknown })).toMatchObject({
      refusal: { code: 'ROLL_INCOMPLETE', rule: 'PART-2', retryable: true, detail: { buildings, found } },
    });
  },
);

test('[PART-2] as many contacted as registered can be closed, one more cannot', () => {
  const close = (households: number) => closeSolicitation(aSolicitation({ households }), closing);
  expect(close(130)).toMatchObject({ state: { state: 'GATE_REACHED' } });
  expect(close(129)).toMatchObject({
    refusal: { code: 'MORE_HOUSEHOLDS_THAN_REGISTERED', detail: { found: 130, households: 129 } },
  });
});
