import { AuditTable } from '@anju/runtime/audit';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { committee, elsewhere, owner, street } from '../assembly-meeting/assembly-meeting.builder';
import { answer, enterObjection, insist, postedDecision, raise } from '../objection/objection.builder';
import { ObjectionTable } from '../objection/objection.table';
import { storage } from '../storage';
import { timers } from '../timers';
import { OwnersDecisionTable } from './owners-decision.table';
import { post, withdrawPosting } from './post-decision.builder';
import { WithdrawnPostingTable } from './withdrawn-posting.table';

const database = testDatabase(storage);
/** Posted on the 23rd, so that owners may object until the end of the 30th. */
const inTime = { now: '2022-09-26T02:00:00.000Z' } as const;
const windowOver = '2022-09-30T16:00:00.000Z';
const take = (id: string, by: Parameters<typeof withdrawPosting>[2] = {}) =>
  withdrawPosting(database(), id, { ...inTime, ...by });
const effectiveFacts = async () =>
  (await factsIn(database())).filter(({ type }) => type === 'governance.decision-effective.v1');

test('[GOV-VOTE-12, GOV-MEET-6, OVR-2] a posting recorded by mistake is withdrawn and kept; its window starts nothing, and posted again there are all the days', async () => {
  const id = await postedDecision(database());
  expect(await take(id, { reason: ' 尚未张贴 ' })).toMatchObject({
    __typename: 'OwnersDecision',
    state: 'COUNTED',
    posting: null,
    withdrawnPostings: [
      {
        postedOn: '2022-09-23',
        place: '小区南门公告栏',
        photoSha256: null,
        objectionsUntil: '2022-09-30',
        reason: '尚未张贴',
        paperNumber: '撤 1',
        paperSha256: 'ab'.repeat(32),
        withdrawnAt: inTime.now,
      },
    ],
    deadlines: [
      // The day that there was for it is over, and shows so.
      { name: 'decision-posting', dueAt: '2022-09-23T16:00:00.000Z', met: false, state: 'RED' },
      { name: 'objection-window', met: false, state: null },
    ],
  });
  expect((await factsIn(database())).at(-1)).toEqual({
    type: 'governance.posting-withdrawn.v1',
    data: { decisionId: id, communityId: 'com_1', withdrawnAt: inTime.now },
  });
  expect(await database().read.findBy(AuditTable, { action: 'withdrawPosting' })).toMatchObject([
    {
      subject: id,
      detail: { postedOn: '2022-09-23', place: '小区南门公告栏', reason: '尚未张贴', paperNumber: '撤 1' },
    },
  ]);
  await passTime(database(), timers, windowOver);
  expect(await effectiveFacts()).toEqual([]);

  const again = { now: '2022-10-20T02:00:00.000Z' } as const;
  expect(await post(database(), id, { place: '北门' }, again)).toMatchObject({
    state: 'POSTED',
    posting: { postedOn: '2022-10-20', place: '北门', objectionsUntil: '2022-10-27' },
    supersededPostings: [],
  });
  await passTime(database(), timers, '2022-10-27T16:00:00.000Z');
  expect(await effectiveFacts()).toMatchObject([{ data: { effectiveAt: '2022-10-27T16:00:00.000Z' } }]);
});

test('[GOV-VOTE-12] an objection that came meanwhile stays open, is answered and insisted on, and makes nothing effective', async () => {
  const id = await postedDecision(database());
  const objection = await raise(database(), 'A', id, inTime);
  expect(await take(id)).toMatchObject({ openObjections: 1 });
  expect(await raise(database(), 'D', id, inTime)).toMatchObject({ code: 'POSTING_WITHDRAWN' });
  const later = { now: '2022-10-20T02:00:00.000Z' } as const;
  expect(await answer(database(), objection.id, later)).toMatchObject({
    decision: { state: 'COUNTED', openObjections: 0, effectiveAt: null },
  });
  expect(await insist(database(), 'A', objection.id, later)).toMatchObject({
    decision: { openObjections: 1 },
  });
});

test('[GOV-VOTE-12] a paper received while the withdrawn posting hung is entered once it is posted again, and not before', async () => {
  const id = await postedDecision(database());
  const received = { receivedAt: '2022-09-24T02:00:00.000Z' } as const;
  await take(id);
  expect(await enterObjection(database(), 'D', id, { ...inTime, ...received })).toMatchObject({
    code: 'POSTING_WITHDRAWN',
  });
  expect(await database().read.count(ObjectionTable)).toBe(0);
  const again = { now: '2022-09-27T02:00:00.000Z' } as const;
  await post(database(), id, {}, again);
  expect(await enterObjection(database(), 'D', id, { ...again, ...received })).toMatchObject({
    raisedAt: received.receivedAt,
    decision: { openObjections: 1 },
  });
});

test('[GOV-VOTE-12, GOV-COM-5] what cannot be withdrawn is refused, and nothing is stored', async () => {
  const id = await postedDecision(database());
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await take(id, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  await expect(take(id, { caller: owner('A') })).rejects.toThrow('FORBIDDEN');
  for (const wrong of ['dec_none', '7'])
    expect(await take(wrong)).toMatchObject({ code: 'DECISION_NOT_FOUND' });
  for (const reason of [' ', '误\u202e录', '字'.repeat(501)])
    expect(await take(id, { reason })).toMatchObject({ code: 'REASON_INVALID', rule: 'GOV-VOTE-12' });
  // Over even where its timer has not rung.
  expect(await take(id, { now: windowOver })).toMatchObject({ code: 'WINDOW_OVER', rule: 'GOV-VOTE-12' });
  expect(await database().read.count(WithdrawnPostingTable)).toBe(0);
  expect(await take(id, { caller: street, now: '2022-09-30T15:59:59.999Z' })).toMatchObject({
    state: 'COUNTED',
  });
  expect(await take(id)).toMatchObject({ code: 'NOT_POSTED' });
});

test('[GOV-VOTE-12] it is withdrawn a second time by the street alone, and a paper holds the decision up once', async () => {
  const id = await postedDecision(database());
  const later = { now: '2022-09-27T02:00:00.000Z' } as const;
  for (const wrong of [{ paperNumber: '撤\u00001' }, { paperSha256: 'ab' }])
    expect(await take(id, wrong)).toMatchObject({ code: expect.stringMatching(/^PAPER_.*_INVALID$/) });
  await take(id);
  await post(database(), id, {}, later);

  const another = { paperNumber: '撤 2', paperSha256: 'cd'.repeat(32) };
  expect(await take(id, { ...later, ...another })).toMatchObject({
    code: 'STREET_WITHDRAWS',
    rule: 'GOV-VOTE-12',
  });
  const byStreet = { ...later, caller: street };
  expect(await take(id, byStreet)).toMatchObject({ code: 'PAPER_ENTERED' });
  const { turnout: figures } = await database().read.findOneByOrFail(OwnersDecisionTable, {
    id: id as never,
  });
  const hung = { ...figures, yes: { ...figures.yes, heads: figures.yes.heads - 1 } };
  const sameNumber = { paperNumber: '撤 1', paperSha256: 'ef'.repeat(32) };
  expect(
    await post(database(), id, { correction: { hung, figures, reason: '误写', ...sameNumber } }, later),
  ).toMatchObject({ code: 'PAPER_ENTERED' });
  expect(await database().read.count(WithdrawnPostingTable)).toBe(1);
  expect(await take(id, { ...byStreet, ...another })).toMatchObject({
    state: 'COUNTED',
    withdrawnPostings: [{ paperNumber: '撤 1' }, another],
  });
});

test('[GOV-VOTE-12] of two who withdraw it at once one does, and the same request is done once', async () => {
  const id = await postedDecision(database());
  const key = { idempotencyKey: uuidV7() };
  const [first, second, third] = await Promise.all([
    take(id, key),
    take(id, key),
    take(id, { caller: committee() }),
  ]);
  expect(second).toEqual(first);
  expect([first, third].map(({ __typename }) => __typename).sort()).toEqual([
    'OwnersDecision',
    'OwnersDecisionRefusal',
  ]);
  expect(await database().read.count(WithdrawnPostingTable)).toBe(1);
});
