import { reopenObjection } from './objection-window';
import { aDecision, aPosted, post } from './owners-decision.builder';
import { withdrawPosting } from './posting-withdrawal';

const now = '2022-09-26T02:00:00.000Z';
const take = (decision = aPosted(), reason = '没有张贴', differing: object = {}) =>
  withdrawPosting(decision, reason, { withdrawn: 0, superseded: false, now, ...differing });

test('[GOV-VOTE-12] a posting is withdrawn with its reason until its window is over, and posted again it is like a first one', () => {
  const result = take();
  expect(result).toMatchObject({
    state: {
      decision: { firstPostedOn: null, postedOn: null, postedAt: null, place: null, objectionsUntil: null },
      withdrawn: { number: 1, postedOn: '2022-09-23', place: '南门', reason: '没有张贴', withdrawnAt: now },
    },
    events: [{ type: 'governance.posting-withdrawn.v1', data: { withdrawnAt: now } }],
  });
  if (!result.accepted) throw new Error(result.refusal.code);
  const { decision } = result.state;
  expect(post(decision, { postedOn: '2022-09-26' }, now)).toMatchObject({
    state: { decision: { firstPostedOn: '2022-09-26', objectionsUntil: '2022-10-08' } },
  });
  // It waits for a posting: an objection of before may still be insisted on.
  expect(reopenObjection(decision, now)).toMatchObject({ state: { openObjections: 1 } });
  expect(take(aPosted(), '误', { withdrawn: 1 })).toMatchObject({ state: { withdrawn: { number: 2 } } });
});

test('[GOV-VOTE-12] where another hung before with wrong figures, what came in on it stays in time', () => {
  expect(take(aPosted(), '误', { superseded: true })).toMatchObject({
    state: { decision: { firstPostedOn: '2022-09-23', postedOn: null } },
  });
});

test('[GOV-VOTE-12] nothing is withdrawn that is not posted, or of which the window is over, or without a reason', () => {
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  expect(take(aDecision())).toMatchObject(refused('NOT_POSTED'));
  expect(take(aPosted(), '')).toMatchObject(refused('REASON_INVALID'));
  expect(take(aPosted(), '误', { now: '2022-09-30T15:59:59.999Z' })).toMatchObject({ accepted: true });
  expect(take(aPosted(), '误', { now: '2022-09-30T16:00:00.000Z' })).toMatchObject(refused('WINDOW_OVER'));
});
