import { AuditTable } from '@anju/runtime/audit';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import { anybody, otherResidentsCommittee, otherSubdistrict, residentsCommittee } from '../callers.builder';
import { csvOf, csvOfNumbers, doors, householdSteps } from '../household-response/household-response.builder';
import { buildingRecorded, communityRevised, communityStruck } from '../neighbours.builder';
import { participation } from '../subscriptions';
import { deliver } from '@anju/runtime/testing/envelope';
import { storage } from '../storage';
import { june16, june7, solicitationSteps } from './solicitation.builder';

const database = testDatabase(storage);
const { register, open, close, look, withdraw, reopen } = solicitationSteps(database);
const { answer, contact, entriesOf, importCsv, notCounted, strike } = householdSteps(database);

const told = async () => (await factsIn(database())).map(({ type }) => type);
const enough = { contacted: 130, answers: 100, consents: 70, modes: 70 };

test('[PART-2, OVR-2] an asking opened by mistake is withdrawn, told to nobody, and another may be opened', async () => {
  await register();
  const { id } = await open();
  await contact({ solicitationId: id });

  expect(await withdraw(id, { reason: ' 误开 ' })).toMatchObject({
    state: 'WITHDRAWN',
    withdrawnBecause: '误开',
    closedAt: june16,
    contacted: 1,
  });
  expect(await contact({ solicitationId: id, household: '2-1-302' })).toMatchObject({ code: 'NOT_OPEN' });
  for (const again of [await withdraw(id), await close(id)])
    expect(again).toMatchObject({ code: 'ALREADY_WITHDRAWN', rule: 'PART-2' });
  expect(await reopen(id)).toMatchObject({ code: 'NOT_CLOSED' });
  expect(await open()).toMatchObject({ state: 'OPEN', round: 2 });
  expect(await told()).toEqual([]);
  expect(await database().read.findBy(AuditTable, { action: 'withdrawSolicitation' })).toMatchObject([
    { subject: id, detail: { reason: '误开' } },
  ]);
});

test('[PART-2, PART-3] one that was closed too early goes on with all that was entered, and is judged anew', async () => {
  await register();
  const { id } = await open();
  await importCsv(id, csvOfNumbers({ ...enough, contacted: 129 }));
  expect(await close(id)).toMatchObject({ state: 'GATE_MISSED', gate: { shortOf: ['COVERAGE'] } });

  expect(await reopen(id, { reason: '还有一户未登记' })).toMatchObject({
    state: 'OPEN',
    closedAt: null,
    contacted: 129,
    reopenings: [
      { reason: '还有一户未登记', closedAt: june16, reopenedAt: june16, gate: { shortOf: ['COVERAGE'] } },
    ],
  });
  // What was judged once is not withdrawn: nobody makes an outcome vanish.
  expect(await withdraw(id)).toMatchObject({ code: 'WAS_CLOSED_BEFORE', rule: 'PART-2' });
  await contact({ solicitationId: id, household: doors[129]! });
  expect(await close(id)).toMatchObject({ state: 'GATE_REACHED', contacted: 130 });
  expect(await told()).toEqual([
    'participation.household-gate-missed.v1',
    'participation.household-gate-reached.v1',
  ]);
  expect(await reopen(id)).toMatchObject({ code: 'GATE_WAS_REACHED', rule: 'PART-3' });
});

test('[PART-2] opened again it counts with the households that the register has by then', async () => {
  await register();
  const { id } = await open();
  await answer({ solicitationId: id });
  await close(id);
  await deliver(database(), participation, [communityRevised({ households: 150 })], {
    now: june16,
    sequence: 2,
  });
  expect(await look(id)).toMatchObject({ households: 144 });

  expect(await reopen(id)).toMatchObject({ households: 150 });
});

test('[PART-2] only the last asking of a community is opened again, and only one that was closed', async () => {
  await register();
  const { id: first } = await open();
  expect(await reopen(first)).toMatchObject({ code: 'NOT_CLOSED' });
  await contact({ solicitationId: first });
  await close(first);
  const { id: second } = await open();

  expect(await reopen(first)).toMatchObject({
    code: 'ASKED_AGAIN',
    message: expect.stringContaining(second),
  });
});

test('[PART-2] one that was opened by mistake and withdrawn bars no reopening, and then there is one asking again', async () => {
  await register();
  const { id } = await open();
  await contact({ solicitationId: id });
  await close(id);
  const { id: mistaken } = await open();
  expect(await reopen(id)).toMatchObject({
    code: 'ASKED_AGAIN',
    message: expect.stringContaining('withdrawSolicitation'),
  });
  await withdraw(mistaken);

  expect(await reopen(id)).toMatchObject({ state: 'OPEN', round: 1 });
  expect(await open()).toMatchObject({ code: 'ALREADY_OPEN', message: expect.stringContaining(id) });
  await deliver(database(), participation, [communityRevised({ households: 150 })], {
    now: june16,
    sequence: 2,
  });
  expect(await look(id)).toMatchObject({ households: 150 });
  await close(id);
  expect(await open()).toMatchObject({ state: 'OPEN', round: 3 });
});

test('[PART-3] who saw how it ends does not choose what counts: what was judged is neither struck nor replaced', async () => {
  await register();
  const { id } = await open();
  await importCsv(id, csvOfNumbers({ contacted: 40, answers: 30, consents: 10, modes: 30 }));
  const asked = { solicitationId: id, household: doors[29]! };
  expect(await close(id)).toMatchObject({ state: 'GATE_MISSED', consents: 10 });
  await reopen(id);

  const judged = { code: 'ENTRY_JUDGED', rule: 'PART-2' };
  for (const entry of await entriesOf(id, doors[29]!)) expect(await strike(entry)).toMatchObject(judged);
  expect(await answer({ ...asked, consents: true, on: '2022-06-09' })).toMatchObject(judged);
  const said = csvOf(`${doors[29]},2022-06-08,visit,answered,yes,yes,,`);
  expect(await importCsv(id, said)).toMatchObject({ code: 'BAD_ROWS', problems: [{ column: 'answered' }] });
  // One that had not answered may, and what is entered now may still be struck.
  const later = { now: '2022-06-16T02:00:00.000Z' } as const;
  await answer({ solicitationId: id, household: doors[35]!, consents: false }, later);
  const [, own] = await entriesOf(id, doors[35]!);
  expect(await strike(own!, later)).toMatchObject({ answer: null });
  expect(await close(id)).toMatchObject({ state: 'GATE_MISSED', answers: 30, consents: 10 });
});

test('[REG-9] of a community that was struck none is opened again', async () => {
  await register();
  const { id } = await open();
  await contact({ solicitationId: id });
  await close(id);
  await deliver(database(), participation, [communityStruck()], { now: june16, sequence: 2 });

  expect(await reopen(id)).toMatchObject({ code: 'COMMUNITY_STRUCK' });
});

test('of an opening and a reopening at the same time one comes first, and the other finds it', async () => {
  await register();
  const { id } = await open();
  await contact({ solicitationId: id });
  await close(id);

  const answers = await Promise.all([open(), reopen(id)]);
  expect(answers.filter(({ __typename }) => __typename === 'Solicitation')).toHaveLength(1);
  expect(answers.find(({ __typename }) => __typename === 'SolicitationRefusal')!.code).toMatch(
    /^(ALREADY_OPEN|ASKED_AGAIN)$/,
  );
});

test('who asks takes back, the street alone opens again, and each of their own communities', async () => {
  await register();
  const { id } = await open();
  for (const caller of [otherResidentsCommittee, otherSubdistrict])
    expect(await withdraw(id, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await withdraw(id, { caller: anybody })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  await contact({ solicitationId: id });
  await close(id);
  expect(await reopen(id, { caller: otherSubdistrict })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await reopen(id, { caller: residentsCommittee })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  expect(await look(id)).toMatchObject({ state: 'GATE_MISSED', reopenings: [] });
});

test('a reason is given, an unknown id is said, and a key sent again does it once', async () => {
  await register();
  const { id } = await open();
  for (const reason of [' ', '误'.repeat(501), '误\n开'])
    expect(await withdraw(id, { reason })).toMatchObject({ code: 'REASON_INVALID' });
  expect(await withdraw('sol_404')).toMatchObject({ code: 'SOLICITATION_NOT_FOUND' });
  expect(await reopen('征求意见')).toMatchObject({ code: 'SOLICITATION_NOT_FOUND' });
  await contact({ solicitationId: id });
  await close(id);

  const idempotencyKey = uuidV7();
  const once = await reopen(id, { idempotencyKey });
  expect(await reopen(id, { idempotencyKey })).toEqual(once);
  expect(once.reopenings).toHaveLength(1);
  expect(await reopen(id, { idempotencyKey, reason: '另一个原因' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
});

test('[OVR-2] an outcome that was judged too early stays as it was kept', async () => {
  await register();
  const { id } = await open('com_1', { now: june7 });
  await contact({ solicitationId: id });
  await close(id);
  await reopen(id);

  for (const sql of [
    "UPDATE solicitation_reopening SET reason = '别的原因'",
    'DELETE FROM solicitation_reopening',
    'REPLACE INTO solicitation_reopening SELECT * FROM solicitation_reopening',
  ])
    await expect(transaction(database(), (tx) => tx.query(sql))).rejects.toThrow(
      'solicitation_reopening is append-only',
    );
});

test('[PART-2] what a close that is refused says of homes that the roll has not is kept', async () => {
  await register();
  const entered = (home: string) => `${home},2022-06-08,visit,answered,yes,yes,,`;
  const { id } = await open();
  await importCsv(id, csvOf(entered('7-1-101'), entered('1-1-101')));
  await close(id);
  await deliver(database(), participation, [buildingRecorded('1', ['1-1-101'])], { now: june16 });
  await reopen(id);

  expect(await close(id)).toMatchObject({ code: 'ROLL_INCOMPLETE' });
  expect(await notCounted(id)).toMatchObject([{ household: '7-1-101', notCounted: 'NOT_ON_ROLL' }]);
  expect(await look(id)).toMatchObject({ state: 'OPEN', contacted: 1 });
});
