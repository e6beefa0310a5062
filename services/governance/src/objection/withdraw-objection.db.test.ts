import { AuditTable } from '@anju/runtime/audit';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { committee, elsewhere, owner, street } from '../assembly-meeting/assembly-meeting.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import {
  answer,
  enterObjection,
  insist,
  postedDecision,
  raise,
  withdraw as withdrawIn,
} from './objection.builder';
import { ObjectionTable } from './objection.table';

const database = testDatabase(storage);
const onTime = { now: '2022-09-29T02:00:00.000Z' } as const;
const windowOver = '2022-09-30T16:00:00.000Z';
const later = { now: '2022-10-09T02:00:00.000Z' } as const;
const withdraw = (id: string, by: Parameters<typeof withdrawIn>[2] = {}) =>
  withdrawIn(database(), id, { ...onTime, ...by });
const byPaper = (letter: string, decisionId: string) =>
  enterObjection(database(), letter, decisionId, onTime);

test('[GOV-VOTE-12, OVR-2] a paper entered under a wrong owner is withdrawn by the street with its reason, kept, and entered under the right one', async () => {
  const decisionId = await postedDecision(database());
  const { id } = await byPaper('A', decisionId);
  expect(await byPaper('A', decisionId)).toMatchObject({ code: 'PAPER_ENTERED' });
  const reason = '登记到了另一户名下';
  expect(await withdraw(id, { reason: ` ${reason} ` })).toMatchObject({
    __typename: 'Objection',
    isOpen: false,
    answeredAt: null,
    withdrawal: { withdrawnAt: onTime.now, reason },
    deadlines: [{ name: 'objection-answer', met: true }],
    decision: { state: 'POSTED', openObjections: 0 },
  });
  const detail = { decisionId, by: 'STREET', paperNumber: '收文〔2022〕1 号', reason };
  expect(await database().read.findBy(AuditTable, { action: 'withdrawObjection' })).toMatchObject([
    { subject: id, detail },
  ]);
  expect(await byPaper('D', decisionId)).toMatchObject({ decision: { openObjections: 1 } });
  expect(await byPaper('A', decisionId)).toMatchObject({ decision: { openObjections: 2 } });
  expect(await database().read.count(ObjectionTable)).toBe(3);
});

test('[GOV-VOTE-12] an owner takes back the own one, and what waited for it alone takes effect', async () => {
  const decisionId = await postedDecision(database());
  const first = await raise(database(), 'A', decisionId, onTime);
  const second = await raise(database(), 'D', decisionId, onTime);
  expect(await withdraw(first.id, { caller: owner('A'), reason: '不必说' })).toMatchObject({
    withdrawal: { reason: null },
    decision: { state: 'POSTED', openObjections: 1, effectiveAt: null },
  });
  await passTime(database(), timers, windowOver);
  const key = { idempotencyKey: uuidV7(), caller: owner('D'), ...later };
  const [done, again] = await Promise.all([1, 2].map(() => withdraw(second.id, key)));
  expect(done).toMatchObject({
    decision: { state: 'EFFECTIVE', openObjections: 0, effectiveAt: later.now },
  });
  expect(again).toEqual(done);
  expect((await factsIn(database())).slice(-1)).toMatchObject([
    { type: 'governance.decision-effective.v1', data: { decisionId, effectiveAt: later.now } },
  ]);
});

test('[GOV-VOTE-12] one that was insisted on is withdrawn too, and is neither answered nor insisted on then', async () => {
  const decisionId = await postedDecision(database());
  const { id } = await raise(database(), 'A', decisionId, onTime);
  await answer(database(), id, onTime);
  expect(await withdraw(id, { caller: owner('A') })).toMatchObject({ code: 'ALREADY_ANSWERED' });
  await insist(database(), 'A', id, onTime);
  expect(await withdraw(id, { caller: owner('A') })).toMatchObject({
    isOpen: false,
    deadlines: expect.arrayContaining([{ name: 'objection-street-answer', met: true }]),
    decision: { openObjections: 0 },
  });
  for (const refusal of [
    await withdraw(id, { caller: owner('A') }),
    await answer(database(), id, { ...onTime, caller: street }),
    await insist(database(), 'A', id, onTime),
  ])
    expect(refusal).toMatchObject({ code: 'ALREADY_WITHDRAWN', rule: 'GOV-VOTE-12' });
});

test('[GOV-VOTE-12, GOV-COM-5] the convener silences nobody, nor does another owner, nor the street whoever objects online', async () => {
  const decisionId = await postedDecision(database());
  const paper = await byPaper('A', decisionId);
  const online = await raise(database(), 'D', decisionId, onTime);
  const reason = '误录';
  await expect(withdraw(paper.id, { caller: committee(), reason })).rejects.toThrow('FORBIDDEN');
  expect(await withdraw(online.id, { reason })).toMatchObject({ code: 'NOT_ON_PAPER' });
  expect(await withdraw(online.id, { caller: owner('A') })).toMatchObject({ code: 'NOT_THE_OBJECTOR' });
  expect(await withdraw(paper.id, { caller: elsewhere.street, reason })).toMatchObject({
    code: 'NOT_IN_SCOPE',
  });
  for (const none of [{}, { reason: ' ' }, { reason: '误\u202e录' }])
    expect(await withdraw(paper.id, none)).toMatchObject({ code: 'REASON_INVALID' });
  for (const wrong of ['obj_none', '7'])
    expect(await withdraw(wrong, { reason })).toMatchObject({ code: 'OBJECTION_NOT_FOUND' });
  expect(await database().read.findBy(AuditTable, { action: 'withdrawObjection' })).toEqual([]);
  // Under whose name a paper was entered may say that it is not the own one.
  expect(await withdraw(paper.id, { caller: owner('A') })).toMatchObject({ isOpen: false });
});

test('[GOV-VOTE-12] of a withdrawal and an answer at once one is taken', async () => {
  const decisionId = await postedDecision(database());
  const { id } = await byPaper('A', decisionId);
  const both = await Promise.all([withdraw(id, { reason: '误录' }), answer(database(), id, onTime)]);
  expect(both.map(({ __typename }) => __typename).sort()).toEqual(['Objection', 'ObjectionRefusal']);
  expect(both.find(({ __typename }) => __typename === 'Objection').decision.openObjections).toBe(0);
});
