import { shippedHolidays } from '@anju/rulebook/holidays';
import { profileAt } from '@anju/rulebook/rule-profile';
import { dateOf, type Instant } from '@anju/values/time';
import { endWindow, settleObjection } from '../owners-decision/objection-window';
import type { OwnersDecision } from '../owners-decision/owners-decision';
import { aPosted } from '../owners-decision/owners-decision.builder';
import {
  answerObjection,
  checkText,
  insistOnObjection,
  isOpen,
  type Objection,
  type ObjectionPaper,
  raiseObjection,
  withdrawObjection,
} from './objection';

test('[GOV-VOTE-12] example: an objection of 09-29 answered on 10-09, a make-up workday, makes it effective that day', () => {
  const raised = raiseObjection(aPosted(), {
    objectionId: 'obj_1',
    ownerId: 'own_A',
    sealedText: 'sealed',
    paper: null,
    profileThen: () => profileAt('140502', '2022-09-29'),
    holidays: shippedHolidays,
    now: '2022-09-29T02:00:00.000Z',
  });
  if (!raised.accepted) throw new Error(raised.refusal.code);
  // 30 September, 8 to 11 October.
  expect(raised.state.answerBy).toBe('2022-10-11');
  const held = endWindow(raised.state.decision, '2022-09-30T16:00:00.000Z');
  expect(held.events).toEqual([]);

  const now = '2022-10-09T02:00:00.000Z';
  const answered = answerObjection(raised.state.objection, {
    sealedAnswer: 'sealed',
    answeredBy: 'CONVENER',
    now,
  });
  expect(answered).toMatchObject({ state: { answeredAt: now, answeredBy: 'CONVENER' } });
  expect(settleObjection(held.state, now)).toMatchObject({
    state: { openObjections: 0, effectiveAt: now },
    events: [{ type: 'governance.decision-effective.v1', data: { effectiveAt: now } }],
  });
  if (!answered.accepted) throw new Error(answered.refusal.code);
  expect(
    answerObjection(answered.state, { sealedAnswer: 'sealed', answeredBy: 'STREET', now }),
  ).toMatchObject({ refusal: { code: 'ALREADY_ANSWERED' } });
});

test('[GOV-VOTE-12, CONV-3] what is raised too late is refused, and so is what no day of an answer is known for', () => {
  const raise = (decision: OwnersDecision, now: Instant) =>
    raiseObjection(decision, {
      objectionId: 'obj_1',
      ownerId: 'own_A',
      sealedText: 'sealed',
      paper: null,
      profileThen: () => profileAt('140502', dateOf(now)),
      holidays: shippedHolidays,
      now,
    });
  expect(raise(aPosted(), '2022-09-30T16:00:00.000Z')).toMatchObject({ refusal: { code: 'WINDOW_OVER' } });
  // In time all the same where its end was noticed by a clock that is a moment ahead.
  const effective = endWindow(aPosted(), '2022-09-30T16:00:00.000Z').state;
  expect(raise(effective, '2022-09-30T15:59:59.999Z')).toMatchObject({
    state: { decision: { openObjections: 1, effectiveAt: null } },
    events: [{ type: 'governance.decision-suspended.v1' }],
  });
  const late = { ...aPosted(), objectionsUntil: '2030-12-31' } as const;
  expect(raise(late, '2030-12-28T02:00:00.000Z')).toMatchObject({
    refusal: { code: 'HOLIDAYS_NOT_KNOWN', rule: 'CONV-3', detail: { year: 2030 } },
  });
});

test('[GOV-VOTE-12] an objection on paper is in time by when it was received, and its answer due from then', () => {
  const enter = (
    paper: Partial<ObjectionPaper> = {},
    decision = aPosted(),
    now: Instant = '2022-10-09T02:00:00.000Z',
  ) =>
    raiseObjection(decision, {
      objectionId: 'obj_1',
      ownerId: 'own_A',
      sealedText: 'sealed',
      paper: {
        receivedAt: '2022-09-30T15:59:59.999Z',
        number: '收 1',
        sha256: 'ab'.repeat(32),
        isEntered: false,
        ...paper,
      },
      profileThen: () => profileAt('140502', '2022-09-30'),
      holidays: shippedHolidays,
      now,
    });
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  // Entered nine days later, while nobody has noticed the end of the window.
  expect(enter()).toMatchObject({
    state: {
      objection: {
        raisedAt: '2022-09-30T15:59:59.999Z',
        enteredAt: '2022-10-09T02:00:00.000Z',
        paperNumber: '收 1',
        paperSha256: 'ab'.repeat(32),
      },
      decision: { openObjections: 1 },
      answerBy: '2022-10-12',
    },
  });
  expect(enter({ receivedAt: '2022-09-30T16:00:00.000Z' })).toMatchObject(refused('WINDOW_OVER'));
  expect(enter({ receivedAt: '2022-09-22T15:59:59.999Z' })).toMatchObject(refused('NOT_POSTED'));
  const effective = endWindow(aPosted(), '2022-09-30T16:00:00.000Z').state;
  const entered = enter({}, effective);
  expect(entered).toMatchObject({
    state: { decision: { openObjections: 1, effectiveAt: null } },
    events: [
      {
        type: 'governance.decision-suspended.v1',
        data: { decisionId: 'dec_1', communityId: 'com_1', suspendedAt: '2022-10-09T02:00:00.000Z' },
      },
    ],
  });
  if (!entered.accepted) throw new Error(entered.refusal.code);
  expect(settleObjection(entered.state.decision, '2022-10-10T02:00:00.000Z')).toMatchObject({
    state: { effectiveAt: '2022-10-10T02:00:00.000Z' },
    events: [{ type: 'governance.decision-effective.v1' }],
  });
  expect(enter({ receivedAt: '2022-09-30T16:00:00.000Z' }, effective)).toMatchObject(refused('WINDOW_OVER'));
  expect(enter({}, aPosted(), '2022-09-30T15:59:59.999Z')).toMatchObject({ accepted: true });
  expect(enter({}, aPosted(), '2022-09-30T15:59:59.998Z')).toMatchObject(refused('RECEIVED_IN_FUTURE'));
  expect(enter({ number: '' })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(enter({ number: '1' })).toMatchObject({ accepted: true });
  expect(enter({ number: '1'.repeat(100) })).toMatchObject({ accepted: true });
  expect(enter({ number: '1'.repeat(101) })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(enter({ sha256: 'ab'.repeat(31) })).toMatchObject(refused('PAPER_HASH_INVALID'));
  expect(enter({ isEntered: true })).toMatchObject(refused('PAPER_ENTERED'));
});

/** Raised on 28 September and answered by the convener on the 29th, a day before the window ends. */
const anAnswered: Objection = {
  id: 'obj_1',
  version: 2,
  decisionId: 'dec_1',
  ownerId: 'own_A',
  text: 'sealed',
  raisedAt: '2022-09-28T02:00:00.000Z',
  enteredAt: null,
  paperNumber: null,
  paperSha256: null,
  answer: 'sealed',
  answeredBy: 'CONVENER',
  answeredAt: '2022-09-29T02:00:00.000Z',
  insistedAt: null,
  streetAnswer: null,
  streetAnsweredAt: null,
  withdrawnAt: null,
  withdrawalReason: null,
};
const insist = (
  objection: Partial<Objection> = {},
  decision = aPosted(),
  now: Instant = '2022-09-29T03:00:00.000Z',
) =>
  insistOnObjection({ ...anAnswered, ...objection }, decision, {
    profile: profileAt('140502', dateOf(now)),
    holidays: shippedHolidays,
    now,
  });

test('[GOV-VOTE-12] who insists on an answered objection has it open again for the street, for 5 working days', () => {
  const insisted = insist();
  if (!insisted.accepted) throw new Error(insisted.refusal.code);
  const { objection, decision, answerBy } = insisted.state;
  expect([isOpen(anAnswered), isOpen(objection), decision.openObjections]).toEqual([false, true, 1]);
  // 30 September, 8 to 11 October.
  expect(answerBy).toBe('2022-10-11');
  expect(endWindow(decision, '2022-09-30T16:00:00.000Z').events).toEqual([]);

  const now = '2022-10-09T02:00:00.000Z';
  const by = (answeredBy: 'CONVENER' | 'STREET', to: Objection = objection) =>
    answerObjection(to, { sealedAnswer: 'final', answeredBy, now });
  expect(by('CONVENER')).toMatchObject({ refusal: { code: 'STREET_ANSWERS', rule: 'GOV-VOTE-12' } });
  const settled = by('STREET');
  // The convener's answer stays beside it.
  expect(settled).toMatchObject({
    state: { answer: 'sealed', answeredBy: 'CONVENER', streetAnswer: 'final', streetAnsweredAt: now },
  });
  if (!settled.accepted) throw new Error(settled.refusal.code);
  expect(isOpen(settled.state)).toBe(false);
  expect(by('STREET', settled.state)).toMatchObject({ refusal: { code: 'ALREADY_ANSWERED' } });
  expect(settleObjection(decision, now)).toMatchObject({ state: { effectiveAt: now } });
});

test('[GOV-VOTE-12] an owner insists while something holds the decision up, and not after', () => {
  const over = { refusal: { code: 'NOT_HELD_UP', rule: 'GOV-VOTE-12' } };
  expect(insist({}, aPosted(), '2022-09-30T15:59:59.999Z')).toMatchObject({ accepted: true });
  // The window is over even where its timer has not rung.
  expect(insist({}, aPosted(), '2022-09-30T16:00:00.000Z')).toMatchObject(over);
  const another = { ...aPosted(), openObjections: 1 };
  expect(insist({}, another, '2022-09-30T16:00:00.000Z')).toMatchObject({
    state: { decision: { openObjections: 2 } },
  });
  const effective = { ...aPosted(), effectiveAt: '2022-09-30T16:00:00.000Z' } as const;
  expect(insist({}, effective, '2022-09-30T15:59:59.999Z')).toMatchObject(over);
});

test('[GOV-VOTE-12] an owner insists once, and on the answer of the convener', () => {
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  expect(insist({ answer: null, answeredBy: null, answeredAt: null })).toMatchObject(refused('NOT_ANSWERED'));
  expect(insist({ insistedAt: '2022-09-29T02:30:00.000Z' })).toMatchObject(refused('ALREADY_INSISTED'));
  expect(insist({ answeredBy: 'STREET' })).toMatchObject(refused('STREET_HAS_ANSWERED'));
});

test('[CONV-3] the last day of an answer is not told for a year whose holidays are unknown', () => {
  const decision = { ...aPosted(), openObjections: 1 };
  expect(insist({}, decision, '2030-12-28T02:00:00.000Z')).toMatchObject({
    refusal: { code: 'HOLIDAYS_NOT_KNOWN', rule: 'CONV-3' },
  });
});

test('[GOV-VOTE-12] an objection is written, in 1 to 2000 characters', () => {
  expect(checkText('')).toMatchObject({ refusal: { code: 'TEXT_INVALID' } });
  expect(checkText('字')).toBeNull();
  expect(checkText('字\n\t字')).toBeNull();
  expect(checkText('\u200b')).toMatchObject({ refusal: { code: 'TEXT_INVALID' } });
  expect(checkText('字'.repeat(2000))).toBeNull();
  expect(checkText('𠮷'.repeat(2000))).toBeNull();
  expect(checkText('字'.repeat(2001))).toMatchObject({ refusal: { code: 'TEXT_INVALID' } });
});

test('[GOV-VOTE-12] an objection is withdrawn while an answer is owed: by its owner, or by the street with a reason where it came on paper', () => {
  const now = '2022-09-29T03:00:00.000Z';
  const open: Objection = { ...anAnswered, answer: null, answeredBy: null, answeredAt: null };
  const onPaper: Objection = { ...open, enteredAt: '2022-09-28T03:00:00.000Z' };
  const take = (objection: Objection, by: 'OWNER' | 'STREET', reason = '误录') =>
    withdrawObjection(objection, { by, reason, now });
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });

  const own = take(open, 'OWNER', '');
  expect(own).toMatchObject({ state: { withdrawnAt: now, withdrawalReason: null } });
  if (!own.accepted) throw new Error(own.refusal.code);
  expect([isOpen(open), isOpen(own.state)]).toEqual([true, false]);
  expect(isOpen({ ...own.state, insistedAt: now })).toBe(false);
  expect(take(onPaper, 'STREET')).toMatchObject({ state: { withdrawalReason: '误录' } });
  expect(take(open, 'STREET')).toMatchObject(refused('NOT_ON_PAPER'));
  expect(take(onPaper, 'STREET', '')).toMatchObject(refused('REASON_INVALID'));
  expect(take(anAnswered, 'OWNER')).toMatchObject(refused('ALREADY_ANSWERED'));
  expect(take({ ...anAnswered, insistedAt: now }, 'OWNER')).toMatchObject({ accepted: true });
  expect(take(own.state, 'OWNER')).toMatchObject(refused('ALREADY_WITHDRAWN'));
  expect(insist({ withdrawnAt: now })).toMatchObject(refused('ALREADY_WITHDRAWN'));
  expect(answerObjection(own.state, { sealedAnswer: '', answeredBy: 'STREET', now })).toMatchObject(
    refused('ALREADY_WITHDRAWN'),
  );
});
