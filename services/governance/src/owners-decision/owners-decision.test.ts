import { dateOf, type Instant } from '@anju/values/time';
import { aQuestion } from '../question/question.builder';
import {
  endWindow,
  fundOfficeAsksForMore,
  objectTo,
  type OwnersDecision,
  reopenObjection,
  settleObjection,
  stateOf,
  windowEnd,
} from './owners-decision';
import {
  aDecision,
  aPosted,
  carried,
  type Correction,
  counting,
  post,
  type Votes,
} from './owners-decision.builder';

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

test('[GOV-MEET-6] it is posted from the day of the count on, and not in the future', () => {
  const decision = aDecision();
  const invalid = { refusal: { code: 'POSTING_DATE_INVALID', rule: 'GOV-MEET-6' } };
  expect(post(decision, { postedOn: '2022-09-19' })).toMatchObject(invalid);
  expect(post(decision, { postedOn: '2022-09-20' })).toMatchObject({ accepted: true });
  expect(post(decision, { postedOn: '2022-09-24' })).toMatchObject(invalid);
  expect(post(aPosted())).toMatchObject({ refusal: { code: 'ALREADY_POSTED' } });
});

test('[GOV-MEET-6] a posting says where it hangs, and its photograph has a hash', () => {
  const decision = aDecision();
  expect(post(decision, { place: '' })).toMatchObject({ refusal: { code: 'PLACE_INVALID' } });
  expect(post(decision, { place: '门' })).toMatchObject({ accepted: true });
  expect(post(decision, { place: '门'.repeat(200) })).toMatchObject({ accepted: true });
  expect(post(decision, { place: '门'.repeat(201) })).toMatchObject({ refusal: { code: 'PLACE_INVALID' } });
  expect(post(decision, { photoSha256: 'ab'.repeat(32) })).toMatchObject({ accepted: true });
  expect(post(decision, { photoSha256: 'ab'.repeat(31) })).toMatchObject({
    refusal: { code: 'PHOTO_HASH_INVALID' },
  });
});

test('[GOV-MEET-6] the minutes are known by number and hash, and once named they stay', () => {
  const minutes = { number: '会议记录 1', sha256: 'ef'.repeat(32) };
  const withMinutes = (differing: object) => post(aDecision(), { minutes: { ...minutes, ...differing } });
  const invalid = { refusal: { code: 'MINUTES_INVALID', rule: 'GOV-MEET-6', detail: { most: 100 } } };
  expect(withMinutes({ number: '' })).toMatchObject(invalid);
  expect(withMinutes({ number: '1' })).toMatchObject({ accepted: true });
  expect(withMinutes({ number: '1'.repeat(100) })).toMatchObject({ accepted: true });
  expect(withMinutes({ number: '1'.repeat(101) })).toMatchObject(invalid);
  expect(withMinutes({ sha256: 'ef'.repeat(31) })).toMatchObject(invalid);
  expect(post(aDecision())).toMatchObject({
    state: { decision: { minutesNumber: null, minutesSha256: null } },
  });

  const first = withMinutes({});
  if (!first.accepted) throw new Error(first.refusal.code);
  const kept = { minutesNumber: minutes.number, minutesSha256: minutes.sha256 };
  expect(first.state.decision).toMatchObject(kept);
  const again = (named: object | null, decision = first.state.decision) =>
    corrected(decision, '2022-09-28T02:00:00.000Z', aCorrection(), { minutes: named });
  expect(again(null)).toMatchObject({ state: { decision: kept } });
  expect(again(minutes)).toMatchObject({ state: { decision: kept } });
  for (const other of [{ number: '会议记录 2' }, { sha256: 'ab'.repeat(32) }])
    expect(again({ ...minutes, ...other })).toMatchObject({
      refusal: { code: 'MINUTES_NAMED', rule: 'GOV-MEET-6', detail: { number: minutes.number } },
    });
  // Those of a decision that hung without any may still be named.
  expect(again(minutes, aPosted())).toMatchObject({ state: { decision: kept } });
});

test('[GOV-VOTE-12] example: posted 2022-09-23, the window ends 2022-09-30', () => {
  expect(aPosted()).toMatchObject({ objectionsUntil: '2022-09-30' });
  expect(windowEnd(aPosted())).toBe('2022-09-30T16:00:00.000Z');
  expect(windowEnd(aDecision())).toBeNull();
});

test('[GOV-VOTE-12, CONV-3] a window does not end on a rest day, and one of an unknown year is not set', () => {
  expect(post(aDecision(), { postedOn: '2022-09-24' }, '2022-09-24T02:00:00.000Z')).toMatchObject({
    state: { decision: { objectionsUntil: '2022-10-08' }, superseded: null },
  });
  const late = '2030-12-28T02:00:00.000Z';
  expect(post(aDecision(), { postedOn: '2030-12-28' }, late)).toMatchObject({
    refusal: { code: 'HOLIDAYS_NOT_KNOWN', rule: 'CONV-3', detail: { year: 2031 } },
  });
});

test('[GOV-VOTE-12] a posting that is entered late leaves the owners all their days, and keeps the day it hung', () => {
  // A day after the posting, and long after seven days from it.
  for (const [now, objectionsUntil] of [
    ['2022-09-24T02:00:00.000Z', '2022-10-08'],
    ['2022-10-20T02:00:00.000Z', '2022-10-27'],
  ] as const) {
    const entered = post(aDecision(), { postedOn: '2022-09-23' }, now);
    if (!entered.accepted) throw new Error(entered.refusal.code);
    expect(entered).toMatchObject({
      state: { decision: { postedOn: '2022-09-23', postedAt: now, objectionsUntil } },
      events: [{ data: { postedOn: '2022-09-23', objectionsUntil } }],
    });
    expect(objectTo(entered.state.decision, now, now)).toMatchObject({ accepted: true });
    expect(endWindow(entered.state.decision, now)).toMatchObject({ events: [] });
  }
});

const { turnout } = aDecision();
/** One head too few hung. */
const aCorrection = (differing: Partial<NonNullable<Correction>> = {}): NonNullable<Correction> => ({
  hung: { ...turnout, yes: { ...turnout.yes, heads: turnout.yes.heads - 1 } },
  figures: turnout,
  reason: '赞成人数少写一人',
  paperNumber: '更正〔2022〕1 号',
  paperSha256: 'cd'.repeat(32),
  ...differing,
});
const corrected = (
  decision: OwnersDecision,
  now: Instant,
  correction = aCorrection(),
  differing: object = {},
  superseded: Parameters<typeof post>[4] = [],
) => post(decision, { postedOn: dateOf(now), ...differing }, now, correction, superseded);

test('[GOV-VOTE-12] posting again with changed figures starts a new window, and the decision waits for its end', () => {
  const now = '2022-09-28T02:00:00.000Z';
  const result = corrected(aPosted(), now);
  expect(result).toMatchObject({
    state: {
      decision: {
        firstPostedOn: '2022-09-23',
        postedOn: '2022-09-28',
        postedAt: now,
        objectionsUntil: '2022-10-08',
        effectiveAt: null,
      },
      superseded: {
        number: 1,
        postedOn: '2022-09-23',
        objectionsUntil: '2022-09-30',
        hung: { yes: { heads: turnout.yes.heads - 1 } },
        reason: '赞成人数少写一人',
        supersededAt: now,
      },
    },
    events: [
      {
        type: 'governance.decision-posted.v1',
        data: { postedOn: '2022-09-28', objectionsUntil: '2022-10-08' },
      },
    ],
  });
  if (!result.accepted) throw new Error(result.refusal.code);
  const { decision } = result.state;
  expect(endWindow(decision, '2022-09-30T16:00:00.000Z')).toMatchObject({ events: [] });
  expect(endWindow(decision, '2022-10-08T16:00:00.000Z')).toMatchObject({
    state: { effectiveAt: '2022-10-08T16:00:00.000Z' },
  });
  // What came in while the first one hung is in time still.
  expect(objectTo(decision, '2022-09-24T02:00:00.000Z', '2022-09-24T02:00:00.000Z')).toMatchObject({
    accepted: true,
  });
  expect(objectTo(decision, '2022-09-22T02:00:00.000Z', '2022-09-22T02:00:00.000Z')).toMatchObject({
    refusal: { code: 'NOT_POSTED' },
  });
  expect(corrected(decision, '2022-09-29T02:00:00.000Z')).toMatchObject({
    state: { decision: { firstPostedOn: '2022-09-23' }, superseded: { postedOn: '2022-09-28' } },
  });
});

test('[GOV-VOTE-12] a decision that is effective waits for the new window when it is posted again', () => {
  const now = '2022-10-09T02:00:00.000Z';
  const waiting = { openObjections: 0, effectiveAt: null, objectionsUntil: '2022-10-17' };
  const posted = { type: 'governance.decision-posted.v1' };
  const noticed = endWindow(aPosted(), now).state;
  expect(stateOf(noticed)).toBe('EFFECTIVE');
  const result = corrected(noticed, now);
  expect(result).toMatchObject({
    state: { decision: waiting },
    events: [
      {
        type: 'governance.decision-suspended.v1',
        data: { decisionId: 'dec_1', communityId: 'com_1', suspendedAt: now },
      },
      posted,
    ],
  });
  // Nobody was told that it took effect, so nobody has to hear that it waits.
  expect(corrected(aPosted(), now)).toMatchObject({ state: { decision: waiting }, events: [posted] });
  if (!result.accepted) throw new Error(result.refusal.code);
  const { decision } = result.state;
  expect(stateOf(decision)).toBe('POSTED');
  expect(reopenObjection(decision, now)).toMatchObject({ accepted: true });
  expect(endWindow(decision, '2022-10-17T15:59:59.999Z')).toMatchObject({ events: [] });
  const effectiveAt = '2022-10-17T16:00:00.000Z';
  expect(endWindow(decision, effectiveAt)).toMatchObject({
    state: { effectiveAt },
    events: [{ type: 'governance.decision-effective.v1', data: { effectiveAt } }],
  });
});

test('[GOV-VOTE-12, GOV-VOTE-10] what hangs now is what was counted, and what hung was not', () => {
  const now = '2022-09-28T02:00:00.000Z';
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  const correct = (differing: Partial<NonNullable<Correction>>) =>
    corrected(aPosted(), now, aCorrection(differing));
  for (const weight of ['entitled', 'tookPart', 'yes'] as const)
    for (const measure of ['heads', 'areaDm2'] as const) {
      const by = (more: number) => ({
        ...turnout,
        [weight]: { ...turnout[weight], [measure]: turnout[weight][measure] + more },
      });
      expect(correct({ figures: by(1) })).toMatchObject(refused('FIGURES_NOT_COUNTED'));
      expect(correct({ hung: by(1) })).toMatchObject({ accepted: true });
    }
  expect(correct({ hung: turnout })).toMatchObject(refused('FIGURES_UNCHANGED'));
  expect(correct({ reason: '' })).toMatchObject(refused('REASON_INVALID'));
  expect(correct({ reason: '错' })).toMatchObject({ accepted: true });
  expect(correct({ reason: '错'.repeat(500) })).toMatchObject({ accepted: true });
  expect(correct({ reason: '错'.repeat(501) })).toMatchObject(refused('REASON_INVALID'));
  expect(corrected(aDecision(), now)).toMatchObject(refused('NOT_POSTED'));
  const at = (postedOn: string) => corrected(aPosted(), now, aCorrection(), { postedOn });
  expect(at('2022-09-22')).toMatchObject({
    refusal: { code: 'POSTING_DATE_INVALID', detail: { earliest: '2022-09-23', today: '2022-09-28' } },
  });
  expect(at('2022-09-23')).toMatchObject({ accepted: true });
});

test('[GOV-VOTE-12, CONV-1] what hung makes sense: none negative, yes within those who took part, these within all', () => {
  const hang = (differing: Partial<typeof turnout>) =>
    corrected(aPosted(), '2022-09-28T02:00:00.000Z', aCorrection({ hung: { ...turnout, ...differing } }));
  const implausible = { refusal: { code: 'FIGURES_IMPLAUSIBLE', rule: 'CONV-1' } };
  const { entitled, tookPart, yes } = turnout;
  for (const by of ['heads', 'areaDm2'] as const) {
    expect(hang({ yes: { ...yes, [by]: 0 } })).toMatchObject({ accepted: true });
    expect(hang({ yes: { ...yes, [by]: -1 } })).toMatchObject(implausible);
    expect(hang({ yes: { ...yes, [by]: tookPart[by] } })).toMatchObject({ accepted: true });
    expect(hang({ yes: { ...yes, [by]: tookPart[by] + 1 } })).toMatchObject(implausible);
    expect(hang({ tookPart: { ...tookPart, [by]: entitled[by] } })).toMatchObject({ accepted: true });
    expect(hang({ tookPart: { ...tookPart, [by]: entitled[by] + 1 } })).toMatchObject(implausible);
  }
});

test('[GOV-VOTE-12] a correction rests on a notice with a number and a hash, each its own', () => {
  const now = '2022-09-28T02:00:00.000Z';
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  const by = (paper: Partial<NonNullable<Correction>>) => corrected(aPosted(), now, aCorrection(paper));
  expect(by({ paperNumber: '' })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(by({ paperNumber: '1' })).toMatchObject({ accepted: true });
  expect(by({ paperNumber: '1'.repeat(100) })).toMatchObject({ accepted: true });
  expect(by({ paperNumber: '1'.repeat(101) })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(by({ paperSha256: 'cd'.repeat(31) })).toMatchObject(refused('PAPER_HASH_INVALID'));

  const first = by({});
  if (!first.accepted) throw new Error(first.refusal.code);
  const { decision, superseded } = first.state;
  const again = (paper: Partial<NonNullable<Correction>>) =>
    corrected(decision, '2022-09-29T02:00:00.000Z', aCorrection(paper), {}, [superseded!]);
  expect(again({ paperNumber: '2' })).toMatchObject(refused('PAPER_ENTERED'));
  expect(again({ paperSha256: 'ef'.repeat(32) })).toMatchObject(refused('PAPER_ENTERED'));
  expect(again({ paperNumber: '2', paperSha256: 'ef'.repeat(32) })).toMatchObject({
    state: { superseded: { number: 2, paperNumber: '2' } },
  });
});

test('[GOV-VOTE-12] owners object from the posting to the end of the window', () => {
  expect(objectTo(aDecision(), '2022-09-22T02:00:00.000Z', '2022-09-22T02:00:00.000Z')).toMatchObject({
    refusal: { code: 'NOT_POSTED' },
  });
  expect(objectTo(aPosted(), '2022-09-22T15:59:59.999Z', '2022-09-22T15:59:59.999Z')).toMatchObject({
    refusal: { code: 'NOT_POSTED' },
  });
  expect(objectTo(aPosted(), '2022-09-22T16:00:00.000Z', '2022-09-22T16:00:00.000Z')).toMatchObject({
    state: { openObjections: 1 },
  });
  expect(objectTo(aPosted(), '2022-09-30T15:59:59.999Z', '2022-09-30T15:59:59.999Z')).toMatchObject({
    state: { openObjections: 1 },
  });
  expect(objectTo(aPosted(), '2022-09-30T16:00:00.000Z', '2022-09-30T16:00:00.000Z')).toMatchObject({
    refusal: { code: 'WINDOW_OVER' },
  });
});

test('[GOV-VOTE-12] with no objection it is effective from the end of the window, however late that is noticed', () => {
  expect(endWindow(aPosted(), '2022-09-30T15:59:59.999Z')).toMatchObject({ events: [] });
  expect(endWindow(aPosted(), '2022-10-05T02:00:00.000Z')).toMatchObject({
    state: { effectiveAt: '2022-09-30T16:00:00.000Z' },
    events: [
      {
        type: 'governance.decision-effective.v1',
        data: { decisionId: 'dec_1', communityId: 'com_1', effectiveAt: '2022-09-30T16:00:00.000Z' },
      },
    ],
  });
});

test('whoever hears one fact alone of an invented decision is told so, and of a real one nothing is said', () => {
  const hear = (synthetic: boolean) => {
    const counted = counting('2022-09-20T02:00:00.000Z', carried, aQuestion(), synthetic);
    if (!counted.accepted) throw new Error(counted.refusal.code);
    const posted = post(counted.state.decision);
    if (!posted.accepted) throw new Error(posted.refusal.code);
    const effective = endWindow(posted.state.decision, '2022-10-05T02:00:00.000Z');
    const objected = objectTo(effective.state, '2022-09-24T02:00:00.000Z', '2022-10-06T02:00:00.000Z');
    if (!objected.accepted) throw new Error(objected.refusal.code);
    const settled = settleObjection(objected.state, '2022-10-09T02:00:00.000Z');
    return [counted, posted, effective, objected, settled].flatMap(({ events }) =>
      events.map(({ type, data }) => [type.split('.')[1], 'synthetic' in data ? data.synthetic : 'nothing']),
    );
  };
  const facts = ['adopted', 'posted', 'effective', 'suspended', 'effective'].map(
    (fact) => `decision-${fact}`,
  );
  expect(hear(true)).toEqual(facts.map((fact) => [fact, true]));
  expect(hear(false)).toEqual(facts.map((fact) => [fact, 'nothing']));
});

test('[GOV-VOTE-12] what was rejected never becomes effective, and nothing becomes so twice', () => {
  expect(endWindow(aPosted({ yes: 'ABCD' }), '2022-10-05T02:00:00.000Z')).toMatchObject({ events: [] });
  const effective = endWindow(aPosted(), '2022-10-05T02:00:00.000Z').state;
  expect(endWindow(effective, '2022-10-06T02:00:00.000Z')).toMatchObject({ events: [] });
});

test('[GOV-VOTE-12] an answer within the window, or with another objection open, makes nothing effective', () => {
  const one = { ...aPosted(), openObjections: 1 };
  expect(settleObjection(one, '2022-09-30T15:59:59.999Z')).toMatchObject({
    state: { openObjections: 0, effectiveAt: null },
    events: [],
  });
  expect(settleObjection({ ...one, openObjections: 2 }, '2022-10-09T02:00:00.000Z')).toMatchObject({
    state: { openObjections: 1, effectiveAt: null },
    events: [],
  });
});

test('a decision is counted, then posted, then effective', () => {
  expect(stateOf(aDecision())).toBe('COUNTED');
  expect(stateOf(aPosted())).toBe('POSTED');
  expect(stateOf(endWindow(aPosted(), '2022-10-05T02:00:00.000Z').state)).toBe('EFFECTIVE');
});

test('[MF-2] a fund office that goes by the old order is warned of, for the fund alone and where owners agreed', () => {
  const asksFor = { legacyFundThreshold: true };
  const onFund = aQuestion({ matter: 'USE_MAINTENANCE_FUND' });
  const byABCG = aDecision({ yes: 'ABC', no: 'D', abstain: 'G' });

  expect(byABCG.outcome).toBe('ADOPTED');
  expect(fundOfficeAsksForMore(byABCG, onFund, asksFor)).toBe(true);
  expect(fundOfficeAsksForMore(byABCG, aQuestion({ mixedWith: 'USE_MAINTENANCE_FUND' }), asksFor)).toBe(true);
  expect(fundOfficeAsksForMore(byABCG, onFund, { legacyFundThreshold: false })).toBe(false);
  expect(fundOfficeAsksForMore(byABCG, aQuestion({ matter: 'HIRE_MANAGER' }), asksFor)).toBe(false);
  expect(fundOfficeAsksForMore(aDecision({ yes: 'ABCDEG' }), onFund, asksFor)).toBe(false);
  expect(fundOfficeAsksForMore(aDecision({ yes: 'AB' }), onFund, asksFor)).toBe(false);
});
