import { aQuestion } from '../question/question.builder';
import { carried, counting, type Votes } from './owners-decision.builder';

test.each<[string, Votes]>([
  ['adopted', carried],
  ['rejected', { yes: 'A' }],
])(
  'a decision that was invented and %s says so in its fact, and a real one says nothing of it',
  (_, votes) => {
    const factOf = (synthetic: boolean) => {
      const result = counting('2022-09-20T02:00:00.000Z', votes, aQuestion(), synthetic);
      return result.accepted ? result.events[0]!.data : null;
    };
    expect(factOf(true)).toMatchObject({ synthetic: true });
    expect(factOf(false)).not.toHaveProperty('synthetic');
  },
);

test('[GOV-VOTE-9] example: the record of a count holds the six integers and the profile', () => {
  // A, B, G say yes with 40000 of 53000: the example's own yes of 46000/4 is A, B, C and G.
  const question = aQuestion({
    opensAt: '2021-09-19T16:00:00.000Z',
    closesAt: '2021-09-23T16:00:00.000Z',
  });
  expect(counting('2021-09-24T02:00:00.000Z', { yes: 'ABCG', no: 'D' }, question)).toMatchObject({
    state: {
      decision: {
        outcome: 'ADOPTED',
        snapshotId: 'snp_1',
        snapshotHash: 'a0'.repeat(32),
        ballotsHash: 'b0'.repeat(32),
        proxies: 1,
        ruleProfile: 'CN-140500@2021-01-01',
        turnout: {
          entitled: { heads: 7, areaDm2: 70000 },
          tookPart: { heads: 5, areaDm2: 53000 },
          yes: { heads: 4, areaDm2: 46000 },
        },
        keepUntil: '2026-09-24',
      },
    },
  });
});

test('[GOV-VOTE-9] what was adopted says what it warrants, what was rejected says why', () => {
  expect(counting('2022-09-20T02:00:00.000Z').accepted && counting('2022-09-20T02:00:00.000Z')).toMatchObject(
    {
      events: [
        {
          type: 'governance.decision-adopted.v1',
          data: { decisionId: 'dec_1', warrants: { kind: 'NOTHING' } },
        },
      ],
    },
  );
  expect(counting('2022-09-20T02:00:00.000Z', { yes: 'ABCD' })).toMatchObject({
    events: [{ type: 'governance.decision-rejected.v1', data: { reason: 'TOO_FEW_TOOK_PART' } }],
  });
});

test('[GOV-VOTE-4] who hears of a decision hears of both its matters, since the stricter majority was asked for', () => {
  const factOf = (mixedWith: 'REBUILD_ALTER' | null, votes: Votes) => {
    const result = counting('2022-09-20T02:00:00.000Z', votes, aQuestion({ mixedWith }));
    return result.accepted ? result.events[0] : null;
  };
  const both = { matter: 'OTHER_MAJOR', mixedWith: 'REBUILD_ALTER' };
  // 46000 of 53000 dm² are three quarters, 38000 are not.
  expect(factOf('REBUILD_ALTER', { yes: 'ABCG', no: 'D' })).toMatchObject({
    type: 'governance.decision-adopted.v1',
    data: both,
  });
  expect(factOf('REBUILD_ALTER', { yes: 'ABCD', no: 'G' })).toMatchObject({
    type: 'governance.decision-rejected.v1',
    data: both,
  });
  const plain = factOf(null, { yes: 'ABCD', no: 'G' });
  expect(plain).toMatchObject({ type: 'governance.decision-adopted.v1' });
  expect(plain!.data).not.toHaveProperty('mixedWith');
});

test('[GOV-MEET-6] example: decided on 09-20, to be posted by 09-23', () => {
  expect(counting('2022-09-20T02:00:00.000Z')).toMatchObject({ state: { postBy: '2022-09-23' } });
});

test('[GOV-MEET-6, CONV-3] a last day that is a rest day moves to the next working day', () => {
  // 1 to 7 October are holidays, and 8 and 9 October are worked in exchange.
  expect(counting('2022-09-29T02:00:00.000Z')).toMatchObject({ state: { postBy: '2022-10-08' } });
  expect(counting('2022-09-27T02:00:00.000Z')).toMatchObject({ state: { postBy: '2022-09-30' } });
});
