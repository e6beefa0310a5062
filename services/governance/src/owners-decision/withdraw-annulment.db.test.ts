import { AuditTable } from '@anju/runtime/audit';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { committee, elsewhere, street } from '../assembly-meeting/assembly-meeting.builder';
import { countedDecision, postedDecision, raise } from '../objection/objection.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import { annul, county, inOctober, see, withdrawAnnulment } from './annul-decision.builder';
import { WithdrawnAnnulmentTable } from './annulment.table';
import { post } from './post-decision.builder';

const database = testDatabase(storage);
const windowOver = '2022-09-30T16:00:00.000Z';
async function annulledDecision() {
  const id = await postedDecision(database());
  await passTime(database(), timers, windowOver);
  await annul(database(), id);
  return id;
}

test('[GOV-VOTE-10, OVR-2] a judgment on retrial sets an annulment aside: it is effective as before, both papers stay, and it may be annulled again', async () => {
  const id = await annulledDecision();
  const later = '2023-03-01T02:00:00.000Z';
  const withdrawn = {
    annulment: { paperNumber: '（2022）晋0502民初123号' },
    withdrawal: {
      reason: '再审改判',
      paperNumber: '（2023）晋05民再7号',
      paperSha256: 'cd'.repeat(32),
      withdrawnAt: later,
    },
  };
  expect(await withdrawAnnulment(database(), id, { now: later })).toMatchObject({
    __typename: 'OwnersDecision',
    state: 'EFFECTIVE',
    effectiveAt: windowOver,
    annulment: null,
    withdrawnAnnulments: [withdrawn],
  });
  expect((await factsIn(database())).at(-1)).toEqual({
    type: 'governance.annulment-withdrawn.v1',
    data: { decisionId: id, communityId: 'com_1', withdrawnAt: later },
  });
  expect(await database().read.findBy(AuditTable, { action: 'withdrawAnnulment' })).toMatchObject([
    { subject: id, detail: { number: 1, reason: '再审改判', paperNumber: '（2023）晋05民再7号' } },
  ]);
  // By the same paper as well, where only the day was entered wrongly.
  expect(await annul(database(), id, { now: later })).toMatchObject({
    state: 'ANNULLED',
    annulment: { recordedAt: later },
    withdrawnAnnulments: [withdrawn],
  });
});

test('[GOV-VOTE-12] annulled by mistake while owners may object, it leaves them all their days anew, and takes effect after them', async () => {
  const id = await postedDecision(database());
  const inTime = { now: '2022-09-26T02:00:00.000Z' } as const;
  await annul(database(), id, { ...inTime, annulledOn: '2022-09-26' });
  await passTime(database(), timers, windowOver);
  expect(await withdrawAnnulment(database(), id)).toMatchObject({
    state: 'POSTED',
    effectiveAt: null,
    posting: { postedOn: '2022-09-23', objectionsUntil: '2022-10-27' },
    deadlines: expect.arrayContaining([
      expect.objectContaining({ name: 'objection-window', dueAt: '2022-10-27T16:00:00.000Z' }),
    ]),
  });
  expect((await factsIn(database())).at(-1)).toMatchObject({ data: { objectionsUntil: '2022-10-27' } });
  expect(await raise(database(), 'A', id, { now: inOctober })).toMatchObject({ __typename: 'Objection' });
  const another = await see(database(), id, 'openObjections');
  expect(another).toMatchObject({ state: 'POSTED', openObjections: 1 });
});

test('[GOV-VOTE-12] where owners had not objected by the end of their new days it takes effect by itself', async () => {
  const id = await postedDecision(database());
  await annul(database(), id, { now: '2022-09-26T02:00:00.000Z', annulledOn: '2022-09-26' });
  await withdrawAnnulment(database(), id);
  await passTime(database(), timers, '2022-10-27T16:00:00.000Z');
  expect(await see(database(), id)).toMatchObject({
    state: 'EFFECTIVE',
    effectiveAt: '2022-10-27T16:00:00.000Z',
  });
});

test('[GOV-MEET-6] one that was annulled before it hung is to be posted still, by the day that there was for it', async () => {
  const id = await countedDecision(database());
  await annul(database(), id, { now: '2022-09-21T02:00:00.000Z', annulledOn: '2022-09-21' });
  expect(await withdrawAnnulment(database(), id)).toMatchObject({
    state: 'COUNTED',
    deadlines: [{ name: 'decision-posting', dueAt: '2022-09-23T16:00:00.000Z', state: 'RED' }],
  });
  expect(await post(database(), id, {}, { now: inOctober })).toMatchObject({ state: 'POSTED' });
});

test('[GOV-VOTE-10] what cannot be withdrawn is refused, and nothing is stored', async () => {
  const id = await annulledDecision();
  const facts = await factsIn(database());
  for (const caller of [elsewhere.street, { ...county, division: '140581' } as typeof county])
    expect(await withdrawAnnulment(database(), id, { caller })).toMatchObject({
      code: 'OFFICE_NOT_IN_SCOPE',
    });
  await expect(withdrawAnnulment(database(), id, { caller: committee() })).rejects.toThrow('FORBIDDEN');
  expect(await withdrawAnnulment(database(), id, { caller: street })).toMatchObject({
    code: 'COUNTY_WITHDRAWS',
    rule: 'GOV-VOTE-10',
  });
  for (const wrong of ['dec_none', '7'])
    expect(await withdrawAnnulment(database(), wrong)).toMatchObject({ code: 'DECISION_NOT_FOUND' });
  for (const [code, differing] of [
    ['REASON_INVALID', { reason: ' ' }],
    ['PAPER_NUMBER_INVALID', { paperNumber: ' ' }],
    ['PAPER_HASH_INVALID', { paperSha256: 'cd' }],
    ['PAPER_OF_ANNULMENT', { paperNumber: '(2022)晋0502民初123号' }],
    ['PAPER_OF_ANNULMENT', { paperSha256: 'AB'.repeat(32) }],
  ] as const)
    expect(await withdrawAnnulment(database(), id, differing)).toMatchObject({ code, rule: 'GOV-VOTE-10' });
  expect(await database().read.count(WithdrawnAnnulmentTable)).toBe(0);
  expect(await factsIn(database())).toEqual(facts);

  await withdrawAnnulment(database(), id);
  expect(await withdrawAnnulment(database(), id)).toMatchObject({
    code: 'NOT_ANNULLED',
    rule: 'GOV-VOTE-10',
  });
});

test('[GOV-VOTE-10] the same request is done once', async () => {
  const id = await annulledDecision();
  const key = { idempotencyKey: uuidV7() };
  const [first, second] = await Promise.all([
    withdrawAnnulment(database(), id, key),
    withdrawAnnulment(database(), id, key),
  ]);
  expect(second).toEqual(first);
  expect(await database().read.count(WithdrawnAnnulmentTable)).toBe(1);
});
