import { AuditTable } from '@anju/runtime/audit';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { ask, committee, elsewhere, street } from '../assembly-meeting/assembly-meeting.builder';
import {
  answer,
  countedDecision,
  enterObjection,
  insist,
  postedDecision,
  raise,
} from '../objection/objection.builder';
import { ObjectionTable } from '../objection/objection.table';
import { storage } from '../storage';
import { timers } from '../timers';
import { annul, county, inOctober, see } from './annul-decision.builder';
import { AnnulmentTable } from './annulment.table';
import { post, withdrawPosting } from './post-decision.builder';

const database = testDatabase(storage);
const windowOver = '2022-09-30T16:00:00.000Z';
/** Posted on 23 September and effective since the end of the 30th. */
async function effectiveDecision() {
  const id = await postedDecision(database());
  await passTime(database(), timers, windowOver);
  return id;
}

test('[GOV-VOTE-10, OVR-2] a judgment annuls a decision: who entered it by which paper is seen, all are told at once, nothing is deleted', async () => {
  const id = await effectiveDecision();
  expect(await see(database(), id)).toMatchObject({ state: 'EFFECTIVE', effectiveAt: windowOver });
  expect(await annul(database(), id, { paperNumber: ' （2022）晋0502民初123号 ' })).toMatchObject({
    __typename: 'OwnersDecision',
    state: 'ANNULLED',
    effectiveAt: null,
    annulment: {
      kind: 'COURT',
      annulledOn: '2022-10-18',
      paperNumber: '（2022）晋0502民初123号',
      paperSha256: 'ab'.repeat(32),
      enteredBy: 'COUNTY_BUREAU',
      recordedAt: inOctober,
    },
    withdrawnAnnulments: [],
    posting: { postedOn: '2022-09-23', objectionsUntil: '2022-09-30' },
  });
  expect((await factsIn(database())).at(-1)).toEqual({
    type: 'governance.decision-annulled.v1',
    data: {
      decisionId: id,
      communityId: 'com_1',
      kind: 'COURT',
      annulledOn: '2022-10-18',
      annulledAt: inOctober,
    },
  });
  expect(await database().read.findBy(AuditTable, { action: 'annulDecision' })).toMatchObject([
    { subject: id, detail: { kind: 'COURT', annulledOn: '2022-10-18', enteredBy: 'COUNTY_BUREAU' } },
  ]);
  // The question was counted, and stays so.
  expect(await see(database(), id, 'outcome record { turnout { yes { heads } } }')).toMatchObject({
    state: 'ANNULLED',
    question: { status: 'COUNTED' },
    annulment: { kind: 'COURT' },
    outcome: 'ADOPTED',
    record: { turnout: { yes: { heads: 5 } } },
  });
});

test('[GOV-VOTE-10] the street annuls what is against the law; one that is not posted yet is owed to nobody any more', async () => {
  const id = await countedDecision(database());
  expect(
    await annul(database(), id, {
      caller: street,
      kind: 'ADMINISTRATIVE',
      annulledOn: '2022-09-20',
      now: '2022-09-20T03:00:00.000Z',
    }),
  ).toMatchObject({
    state: 'ANNULLED',
    annulment: { kind: 'ADMINISTRATIVE', enteredBy: 'SUBDISTRICT_OFFICE' },
    deadlines: [{ name: 'decision-posting', met: false, state: null }],
  });
  expect(await post(database(), id, {}, { now: '2022-09-23T02:00:00.000Z' })).toMatchObject({
    code: 'DECISION_ANNULLED',
    rule: 'GOV-VOTE-10',
    message: expect.stringContaining('ask the owners anew'),
  });
});

test('[GOV-VOTE-10, GOV-VOTE-12] annulled while owners may object, it takes effect never, and nobody objects, insists or withdraws the posting', async () => {
  const id = await postedDecision(database());
  const inTime = { now: '2022-09-26T02:00:00.000Z' } as const;
  const { id: open } = await raise(database(), 'A', id, inTime);
  const { id: answered } = await raise(database(), 'D', id, inTime);
  await answer(database(), answered, inTime);
  expect(await annul(database(), id, { ...inTime, annulledOn: '2022-09-26' })).toMatchObject({
    openObjections: 1,
    deadlines: expect.arrayContaining([
      expect.objectContaining({ name: 'objection-window', met: false, state: null }),
    ]),
  });
  const because = { code: 'DECISION_ANNULLED', rule: 'GOV-VOTE-10' };
  expect(await raise(database(), 'B', id, inTime)).toMatchObject(because);
  expect(await enterObjection(database(), 'C', id, inTime)).toMatchObject(because);
  expect(await insist(database(), 'D', answered, inTime)).toMatchObject(because);
  expect(await withdrawPosting(database(), id, inTime)).toMatchObject(because);
  expect(await database().read.count(ObjectionTable)).toBe(2);
  await passTime(database(), timers, windowOver);
  // Its owner is owed an answer still.
  expect(await answer(database(), open, { now: inOctober })).toMatchObject({
    isOpen: false,
    decision: { state: 'ANNULLED', openObjections: 0, effectiveAt: null },
  });
  const facts = (await factsIn(database())).map(({ type }) => type);
  expect(facts).not.toContain('governance.decision-effective.v1');
});

test('[GOV-VOTE-10] what cannot be annulled so is refused, and nothing is stored', async () => {
  const id = await effectiveDecision();
  const facts = await factsIn(database());
  for (const caller of [elsewhere.street, { ...county, division: '140581' } as typeof county])
    expect(await annul(database(), id, { caller })).toMatchObject({
      code: 'OFFICE_NOT_IN_SCOPE',
      rule: 'GOV-VOTE-10',
    });
  await expect(annul(database(), id, { caller: committee() })).rejects.toThrow('FORBIDDEN');
  for (const wrong of ['dec_none', '7'])
    expect(await annul(database(), wrong)).toMatchObject({ code: 'DECISION_NOT_FOUND' });
  for (const annulledOn of ['2022-09-19', '2022-10-21'])
    expect(await annul(database(), id, { annulledOn })).toMatchObject({
      code: 'ANNULMENT_DATE_INVALID',
      message: expect.stringContaining('2022-09-20'),
    });
  for (const wrong of [{ paperNumber: '判\u00001' }, { paperSha256: 'ab' }])
    expect(await annul(database(), id, wrong)).toMatchObject({
      code: expect.stringMatching(/^PAPER_.*_INVALID$/),
      rule: 'GOV-VOTE-10',
    });
  expect(await annul(database(), id, { idempotencyKey: 'x' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_INVALID',
  });
  expect(await database().read.count(AnnulmentTable)).toBe(0);
  expect(await factsIn(database())).toEqual(facts);
});

test('[GOV-VOTE-10] of two who annul it at once one does, and the same request is done once', async () => {
  const id = await effectiveDecision();
  const key = { idempotencyKey: uuidV7() };
  const [first, second, third] = await Promise.all([
    annul(database(), id, key),
    annul(database(), id, key),
    annul(database(), id, { caller: street }),
  ]);
  expect(second).toEqual(first);
  expect([first, third].map(({ __typename }) => __typename).sort()).toEqual([
    'OwnersDecision',
    'OwnersDecisionRefusal',
  ]);
  expect(await database().read.count(AnnulmentTable)).toBe(1);
});

test('[GOV-VOTE-10, GOV-VOTE-12] where the window ends while it is annulled, it took effect before or never', async () => {
  const id = await postedDecision(database());
  const [annulled] = await Promise.all([
    annul(database(), id, { now: windowOver, annulledOn: '2022-09-30' }),
    passTime(database(), timers, windowOver),
  ]);
  expect(annulled).toMatchObject({ state: 'ANNULLED' });
  const facts = (await factsIn(database())).map(({ type }) => type.split('.')[1]);
  expect(facts.at(-1)).toBe('decision-annulled');
  expect((await see(database(), id)).effectiveAt).toBeNull();
});

test('[GOV-VOTE-10] who knew of it on a day sees until when the court may be asked', async () => {
  const id = await countedDecision(database());
  const days = `knownThen: lastDayToSue(knownOn: "2022-09-20") before: lastDayToSue(knownOn: "2022-09-19")
    restDay: lastDayToSue(knownOn: "2022-10-01") notKnown: lastDayToSue(knownOn: "2049-01-01")`;
  expect(await see(database(), id, days)).toMatchObject({
    knownThen: '2023-09-20',
    before: null,
    // Sunday in the national holiday of 2023, which ends on the 6th; the 7th is worked in exchange.
    restDay: '2023-10-07',
    notKnown: null,
  });
});

test('[GOV-VOTE-10] a division counts what is annulled apart from what was adopted', async () => {
  const id = await effectiveDecision();
  const counts = async () =>
    (
      await ask(
        database(),
        '{ division(code: "140502") { decisions { adopted rejected effective annulled synthetic } } }',
      )
    ).data.division.decisions;
  const before = await counts();
  expect(before).toMatchObject({ adopted: 1, rejected: 0, effective: 1, annulled: 0 });
  await annul(database(), id);
  expect(await counts()).toEqual({ ...before, adopted: 0, effective: 0, annulled: 1 });
});
