import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { countyBureau, otherResidentsCommittee, residentsCommittee } from '../callers.builder';
import { buildingRecorded } from '../neighbours.builder';
import { june16, solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { participation } from '../subscriptions';
import { csvOf, csvOfNumbers, doors, householdSteps } from './household-response.builder';

const database = testDatabase(storage);
const { register, open, close, look, lookByBuilding } = solicitationSteps(database);
const { answer, contact, entriesOf, importCsv, notCounted, strike } = householdSteps(database);

let id: string;
beforeEach(async () => {
  await register();
  ({ id } = await open());
});

/** The roll of Fengyuan, 24 homes a building, building by building as it comes. */
async function rollComes(...numbers: readonly string[]) {
  for (const number of numbers.length > 0 ? numbers : ['1', '2', '3', '4', '5', '6']) {
    const homes = doors.filter((door) => door.startsWith(`${number}-`));
    await deliver(database(), participation, [buildingRecorded(number, homes)], { now: june16 });
  }
}
const phantom = csvOf('9-1-999,2022-06-08,visit,answered,yes,yes,,');

describe('homes that the owners’ roll does not have', () => {
  test('[PART-2] 129 real households and one of no home, entered before the roll, miss the gate, and the one is named', async () => {
    await importCsv(id, csvOfNumbers({ contacted: 129, answers: 100, consents: 70, modes: 70 }));
    await importCsv(id, phantom);
    expect(await look(id)).toMatchObject({ contacted: 130, answers: 101, gate: { shortOf: [] } });

    await rollComes();
    expect(await look(id)).toMatchObject({
      ...{ contacted: 129, answers: 100, consents: 70, managementModeConsents: 70 },
      gate: { shortOf: ['COVERAGE'], coverage: { missing: 1 } },
    });
    expect(await notCounted(id)).toEqual([{ household: '9-1-999', notCounted: 'NOT_ON_ROLL', strikes: [] }]);
    expect((await lookByBuilding(id)).map((each: any) => each.building)).not.toContain('9');
    for (const entry of await entriesOf(id, '9-1-999')) await strike(entry);
    expect(await close(id)).toMatchObject({ state: 'GATE_MISSED', contacted: 129 });
  });

  test('[PART-2] 130 real ones reach it, whoever stands beside them in a building of the roll', async () => {
    await importCsv(id, csvOfNumbers({ contacted: 130, answers: 100, consents: 70, modes: 70 }));
    await importCsv(id, csvOf('6-1-999,2022-06-08,visit,answered,yes,yes,,'));
    await rollComes();

    expect(await close(id)).toMatchObject({ state: 'GATE_REACHED', contacted: 130, answers: 100 });
    expect(await notCounted(id)).toMatchObject([{ household: '6-1-999', notCounted: 'NOT_ON_ROLL' }]);
    expect(await database().read.findBy(AuditTable, { action: 'closeSolicitation' })).toMatchObject([
      { detail: { contacted: 130, notOnRoll: 1 } },
    ]);
  });

  test('[PART-2] it is not closed on half a roll: the other buildings may be on their way', async () => {
    await importCsv(id, csvOfNumbers({ contacted: 130, answers: 100, consents: 70, modes: 70 }));
    await rollComes('1');
    expect(await look(id)).toMatchObject({ contacted: 24 });

    expect(await close(id)).toMatchObject({
      ...{ code: 'ROLL_INCOMPLETE', rule: 'PART-2', retryable: true },
      message: expect.stringMatching(/no building 2, 3, 4, 5, 6 and 106 households/),
    });
    await rollComes('2', '3', '4', '5');
    expect(await close(id, { caller: { ...residentsCommittee, language: 'zh' } })).toMatchObject({
      code: 'ROLL_INCOMPLETE',
      message: expect.stringMatching(/没有 6 号楼.*10 户.*请.*strikeHouseholdEntry/),
    });
    expect(await look(id)).toMatchObject({ state: 'OPEN' });
    expect(await factsIn(database())).toEqual([]);
    expect(await database().read.findBy(AuditTable, { action: 'closeSolicitation' })).toEqual([]);

    await rollComes('6');
    expect(await close(id)).toMatchObject({ state: 'GATE_REACHED', contacted: 130, answers: 100 });
  });

  test('[PART-2] one that was typed wrong is struck, and it is closed without', async () => {
    await importCsv(id, csvOfNumbers({ contacted: 130, answers: 100, consents: 70, modes: 70 }));
    await importCsv(id, phantom);
    await rollComes();
    expect(await close(id)).toMatchObject({ code: 'ROLL_INCOMPLETE' });

    for (const entry of await entriesOf(id, '9-1-999')) await strike(entry);
    expect(await close(id)).toMatchObject({ state: 'GATE_REACHED', contacted: 130 });
    expect(await notCounted(id)).toMatchObject([{ household: '9-1-999', notCounted: 'STRUCK' }]);
  });

  test('[PART-2] a shop is no household: 129 homes and shop 3-0-1 are 129', async () => {
    await importCsv(id, csvOfNumbers({ contacted: 129, answers: 100, consents: 70, modes: 70 }));
    await contact({ solicitationId: id, household: '3-0-1' });
    await rollComes();
    const third = buildingRecorded('3', [...doors.filter((door) => door.startsWith('3-')), '3-0-1']);
    const units = third.data.units.map((unit) =>
      unit.label === '3-0-1' ? { ...unit, nonResidential: true as const } : unit,
    );
    const withShop = { ...third, data: { ...third.data, units } };
    await deliver(database(), participation, [withShop], { now: june16, sequence: 2 });

    expect(await look(id)).toMatchObject({ contacted: 129 });
    expect(await contact({ solicitationId: id, household: '3-0-1' })).toMatchObject({
      code: 'HOME_NOT_RECORDED',
    });
    expect(await close(id)).toMatchObject({ state: 'GATE_MISSED', gate: { shortOf: ['COVERAGE'] } });
  });

  test('[PART-2] they count again once the roll has them, and while there is no roll all count', async () => {
    await importCsv(id, phantom);
    expect(await notCounted(id)).toEqual([]);
    await rollComes();
    expect(await look(id)).toMatchObject({ contacted: 0 });

    await deliver(database(), participation, [buildingRecorded('9', ['9-1-999'])], { now: june16 });
    expect(await look(id)).toMatchObject({ contacted: 1, answers: 1 });
    expect(await notCounted(id)).toEqual([]);
  });

  test('[PART-2, CONV-5] a roll that comes after the close changes nothing of what was judged', async () => {
    await importCsv(id, csvOfNumbers({ contacted: 130, answers: 100, consents: 70, modes: 70 }));
    const closed = await close(id);
    await deliver(database(), participation, [buildingRecorded('9', ['9-1-999'])], { now: june16 });

    expect(await look(id)).toMatchObject({ contacted: 130, answers: 100, gate: closed.gate });
  });

  test('[PART-2] they take no place of the register’s number', async () => {
    await register({ communityId: 'com_2', households: 1 });
    const caller = { ...residentsCommittee, communities: new Set(['com_2'] as const) };
    const { id: small } = await open('com_2', { caller });
    const at = (household: string) => contact({ solicitationId: small, household }, { caller });
    await at('9-1-999');
    expect(await at('1-1-101')).toMatchObject({ code: 'MORE_HOUSEHOLDS_THAN_REGISTERED' });

    const roll = buildingRecorded('1', ['1-1-101'], { communityId: 'com_2' });
    await deliver(database(), participation, [roll], { now: june16 });
    expect(await at('1-1-101')).toMatchObject({ household: '1-1-101', notCounted: null });
  });
});

describe('entries that were made by mistake', () => {
  test('[PART-2, OVR-2] a contact at the wrong door is struck with its reason, and the door may be reached later', async () => {
    await contact({ solicitationId: id });
    const [entry] = await entriesOf(id, '2-1-301');

    expect(await strike(entry!)).toMatchObject({ __typename: 'HouseholdResponse', notCounted: 'STRUCK' });
    expect(await look(id)).toMatchObject({ contacted: 0 });
    expect(await notCounted(id)).toEqual([
      { household: '2-1-301', notCounted: 'STRUCK', strikes: [{ reason: '门牌登记错误' }] },
    ]);
    expect(await contact({ solicitationId: id, on: '2022-06-10' })).toMatchObject({
      notCounted: null,
      contactedOn: '2022-06-10',
      contacts: [{ contactedOn: '2022-06-08' }, { contactedOn: '2022-06-10' }],
    });
    expect(await look(id)).toMatchObject({ contacted: 1 });
    const log = await database().read.findBy(AuditTable, { action: 'strikeHouseholdEntry' });
    expect(log).toMatchObject([{ detail: { solicitationId: id, entryId: entry } }]);
    expect(JSON.stringify(log)).not.toContain('2-1-301');
  });

  test('[PART-3] the answer before one that was struck counts again', async () => {
    await answer({ solicitationId: id });
    await answer({ solicitationId: id, consents: false, on: '2022-06-09' });
    const [, second] = await entriesOf(id, '2-1-301');

    expect(await strike(second!)).toMatchObject({ answer: { consents: true }, notCounted: null });
    expect(await look(id)).toMatchObject({ contacted: 1, answers: 1, consents: 1 });
  });

  test('[PART-2] a file read again does not bring back what was struck, and says so', async () => {
    const csv = csvOf('2-1-301,2022-06-08,visit,answered,yes,yes,,');
    await importCsv(id, csv);
    for (const entry of await entriesOf(id, '2-1-301')) await strike(entry);

    expect(await importCsv(id, csv)).toMatchObject({
      changed: 0,
      unchanged: 1,
      notes: [{ line: 1 }, { line: 2, reason: expect.stringContaining('struck') }],
    });
    expect(await look(id)).toMatchObject({ contacted: 0, answers: 0 });

    const later = csvOf('2-1-301,2022-06-09,visit,answered,yes,yes,,');
    expect(await importCsv(id, later)).toMatchObject({ changed: 1, notes: [{ line: 1 }] });
    expect(await look(id)).toMatchObject({ contacted: 1, answers: 1 });
  });

  test('what cannot be struck is refused, and nothing is stored', async () => {
    await contact({ solicitationId: id });
    const [entry] = (await entriesOf(id, '2-1-301')) as [string];

    for (const unknown of ['ctc_404', 'ans_404', 'hhr_1', '征求'])
      expect(await strike(unknown)).toMatchObject({ code: 'ENTRY_NOT_FOUND' });
    for (const reason of [' ', '误'.repeat(501), 'a\nb'])
      expect(await strike(entry, { reason })).toMatchObject({ code: 'REASON_INVALID' });
    expect(await strike(entry, { caller: otherResidentsCommittee })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    expect(await strike(entry, { caller: countyBureau })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await look(id)).toMatchObject({ contacted: 1 });

    const idempotencyKey = uuidV7();
    const struck = await strike(entry, { idempotencyKey });
    expect(await strike(entry, { idempotencyKey })).toEqual(struck);
    expect(await strike(entry)).toMatchObject({ code: 'ALREADY_STRUCK' });

    const after = await contact({ solicitationId: id });
    expect(after.contacts).toHaveLength(2);
    const [again] = (await entriesOf(id, '2-1-301')) as [string];
    await close(id);
    expect(await strike(again)).toMatchObject({ code: 'NOT_OPEN', rule: 'PART-2' });
  });
});

describe('a request that is sent again because its answer was lost', () => {
  test('[PART-3] an answer sent again does not bring back what was replaced on the same day', async () => {
    const yes = { solicitationId: id, idempotencyKey: uuidV7() };
    const first = await answer(yes);
    await answer({ solicitationId: id, consents: false });

    expect((await answer(yes)).answers).toEqual(first.answers);
    expect(await look(id)).toMatchObject({ answers: 1, consents: 0 });
    expect(await answer({ ...yes, consents: false })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    // Said once more, on the same day.
    expect(await answer({ solicitationId: id })).toMatchObject({ answer: { consents: true } });
  });

  test('[PART-2] nor a contact what was struck', async () => {
    const reached = { solicitationId: id, idempotencyKey: uuidV7() };
    await contact(reached);
    const [entry] = await entriesOf(id, '2-1-301');
    await strike(entry!);

    await contact(reached);
    expect(await look(id)).toMatchObject({ contacted: 0 });
    expect(await contact({ ...reached, idempotencyKey: '7' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_INVALID',
    });
  });
});
