import { dateOf, type Instant } from '@anju/values/time';
import { endWindow, objectTo, reopenObjection, windowEnd } from './objection-window';
import { type OwnersDecision, stateOf } from './owners-decision';
import { aDecision, aPosted, type Correction, post } from './owners-decision.builder';

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
  expect(withMinutes({ number: '𠮷'.repeat(100) })).toMatchObject({ accepted: true });
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

test('[GOV-VOTE-12, CONV-3] no window is set in which an objection could not be taken for want of a year', () => {
  // One of the last day, Thursday 24 December, is answered by the last of the last year that is known.
  expect(post(aDecision(), { postedOn: '2026-12-17' }, '2026-12-17T02:00:00.000Z')).toMatchObject({
    state: { decision: { objectionsUntil: '2026-12-24' } },
  });
  expect(post(aDecision(), { postedOn: '2026-12-18' }, '2026-12-18T02:00:00.000Z')).toMatchObject({
    refusal: { code: 'HOLIDAYS_NOT_KNOWN', rule: 'CONV-3', detail: { year: 2027 } },
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
  expect(correct({ reason: '𠮷'.repeat(500) })).toMatchObject({ accepted: true });
  expect(correct({ reason: '错'.repeat(501) })).toMatchObject(refused('REASON_INVALID'));
  expect(correct({ reason: '一行\n又一行' })).toMatchObject(refused('REASON_INVALID'));
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
  expect(by({ paperNumber: '𠮷'.repeat(100) })).toMatchObject({ accepted: true });
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
