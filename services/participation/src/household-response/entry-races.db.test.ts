import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { residentsCommittee } from '../callers.builder';
import { KnownCommunityTable } from '../known/community/community.table';
import { buildingRecorded } from '../neighbours.builder';
import { june16, solicitationSteps } from '../solicitation/solicitation.builder';
import { SolicitationTable } from '../solicitation/solicitation.table';
import { storage } from '../storage';
import { participation } from '../subscriptions';
import { csvOfNumbers, doors, householdSteps } from './household-response.builder';
import { HouseholdResponseTable } from './household-response.table';

const database = testDatabase(storage);
const { register, open, close, look } = solicitationSteps(database);
const { answer, contact, entriesOf, importCsv, strike } = householdSteps(database);

const rounds = 10;
const entriesEach = 10;

test('[PART-2, PART-3] of 100 answers that race the close each is counted in it or refused', async () => {
  const seen = { counted: 0, refused: 0 };
  for (let round = 0; round < rounds; round++) {
    const communityId = `com_${round}` as const;
    await register({ communityId });
    const asking = { caller: { ...residentsCommittee, communities: new Set([communityId]) } };
    const { id: solicitationId } = await open(communityId, asking);
    // Half are in already and hold their own row; the others come in as new and hold the solicitation's.
    await importCsv(solicitationId, csvOfNumbers({ contacted: entriesEach / 2 }), asking);

    const entering: Promise<any>[] = [];
    let closing: Promise<any> | undefined;
    for (const [i, household] of doors.slice(0, entriesEach).entries()) {
      // However busy the machine: in every second round one is surely before the close, in the others one after it.
      if (i === round && i > 0 && round % 2 === 0) await entering[0];
      if (i === round) closing = close(solicitationId, asking);
      if (i === entriesEach - 1 && round % 2 === 1) await closing;
      entering.push(answer({ solicitationId, household }, asking));
    }
    const closed = await closing!;
    const entered = await Promise.all(entering);

    const acknowledged = entered.filter(({ __typename }) => __typename === 'HouseholdResponse');
    for (const each of entered)
      if (!acknowledged.includes(each)) expect(each).toMatchObject({ code: 'NOT_OPEN' });
    expect(closed).toMatchObject({ answers: acknowledged.length, consents: acknowledged.length });
    // The counts of later looks are those that were judged.
    expect(await look(solicitationId)).toMatchObject({
      answers: closed.answers,
      contacted: closed.contacted,
      gate: closed.gate,
    });
    expect(closed.gate.answers.part).toBe(acknowledged.length);
    seen.counted += acknowledged.length;
    seen.refused += entered.length - acknowledged.length;
  }
  expect(seen.counted + seen.refused).toBe(rounds * entriesEach);
  expect(seen.counted).toBeGreaterThan(0);
  expect(seen.refused).toBeGreaterThan(0);
}, 60_000);

test('[PART-2] of new households that come in at once only as many are taken as are registered', async () => {
  await register({ households: 3 });
  const { id: solicitationId } = await open();

  const entered = await Promise.all(
    doors.slice(0, 8).map((household, i) => (i % 2 ? contact : answer)({ solicitationId, household })),
  );
  const taken = entered.filter(({ __typename }) => __typename === 'HouseholdResponse');
  expect(taken).toHaveLength(3);
  for (const each of entered)
    if (!taken.includes(each)) expect(each).toMatchObject({ code: 'MORE_HOUSEHOLDS_THAN_REGISTERED' });
  expect(await look(solicitationId)).toMatchObject({ contacted: 3 });
});

test('[PART-2] one household entered several times at once is one', async () => {
  await register();
  const { id: solicitationId } = await open();
  const entered = await Promise.all([
    ...Array.from({ length: 4 }, () => answer({ solicitationId })),
    ...Array.from({ length: 4 }, () => contact({ solicitationId })),
  ]);

  for (const each of entered) expect(each).toMatchObject({ household: '2-1-301' });
  expect(await look(solicitationId)).toMatchObject({ contacted: 1, answers: 1, consents: 1 });
  expect(await contact({ solicitationId })).toMatchObject({
    contacts: [{ way: 'VISIT' }],
    answers: [{ consents: true }],
  });
});

test('[PART-2] entries of struck households meet the close, strikes and the roll at the solicitation, and none has to be tried again', async () => {
  await register();
  const { id: solicitationId } = await open();
  const homes = doors.slice(0, 12);
  await importCsv(solicitationId, csvOfNumbers({ contacted: homes.length }));
  for (const household of homes)
    for (const entry of await entriesOf(solicitationId, household)) await strike(entry);

  const triedAgain = jest.fn();
  database().measured.add(({ what }) => what === 'TRIED_AGAIN' && triedAgain());
  const entering = homes.map((household) => contact({ solicitationId, household }));
  const roll = deliver(database(), participation, [buildingRecorded('1', homes)], { now: june16 });
  // However busy the machine: a close before all of them would have nobody to count.
  await Promise.race(entering);
  const closing = close(solicitationId);
  const entered = await Promise.all(entering);
  await roll;

  const taken = entered.filter(({ __typename }) => __typename === 'HouseholdResponse').length;
  expect(await closing).toMatchObject({ __typename: 'Solicitation', contacted: taken });
  expect(triedAgain).not.toHaveBeenCalled();
});

/**
 * One server's locks hold the order by themselves; on a cluster only a row that both write does. So what must
 * not slip past each other is seen to write the same rows.
 */
test('[PART-2] openings meet at the community, first entries and the close at the solicitation, later ones at the household', async () => {
  await register();
  const { read } = database();
  const community = async () => (await read.find(KnownCommunityTable))[0]!.version;
  const solicitation = async () => (await read.find(SolicitationTable))[0]!.version;
  const households = async () =>
    (await read.find(HouseholdResponseTable, { order: { id: 'ASC' } })).map(({ version }) => version);

  const before = await community();
  const { id: solicitationId } = await open();
  expect(await community()).toBe(before + 1);

  const opened = await solicitation();
  await contact({ solicitationId });
  expect(await solicitation()).toBe(opened + 1);

  const [contacted] = await households();
  await answer({ solicitationId });
  expect(await households()).toEqual([contacted! + 1]);
  // Nobody else waits for it.
  expect(await solicitation()).toBe(opened + 1);

  await importCsv(solicitationId, csvOfNumbers({ contacted: 1 }));
  expect(await solicitation()).toBe(opened + 2);
  const entered = await households();
  expect(entered).toHaveLength(2);
  await close(solicitationId);
  expect(await households()).toEqual(entered.map((version) => version + 1));
  expect(await solicitation()).toBe(opened + 3);
});
