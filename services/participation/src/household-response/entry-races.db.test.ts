import { testDatabase } from '@anju/runtime/testing/test-database';
import { residentsCommittee } from '../callers.builder';
import { june16, solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { csvOfNumbers, doors, householdSteps } from './household-response.builder';

const database = testDatabase(storage);
const { register, open, close, look } = solicitationSteps(database);
const { answer, contact, importCsv } = householdSteps(database);

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
      if (i === round) closing = close(solicitationId, asking);
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
  await Promise.all([
    ...Array.from({ length: 4 }, () => answer({ solicitationId })),
    ...Array.from({ length: 4 }, () => contact({ solicitationId })),
  ]);

  expect(await look(solicitationId, { now: june16 })).toMatchObject({
    contacted: 1,
    answers: 1,
    consents: 1,
  });
  expect(await contact({ solicitationId })).toMatchObject({
    contacts: [{ way: 'VISIT' }],
    answers: [{ consents: true }],
  });
});
