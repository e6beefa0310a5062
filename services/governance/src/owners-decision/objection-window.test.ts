import { endWindow, objectTo, settleObjection } from './objection-window';
import { aDecision, aPosted } from './owners-decision.builder';

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
