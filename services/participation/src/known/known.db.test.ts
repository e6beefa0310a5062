import { receive } from '@anju/runtime/inbox';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { anybody, residentsCommittee } from '../callers.builder';
import { csvOf, csvOfNumbers, doors, householdSteps } from '../household-response/household-response.builder';
import {
  buildingRecorded,
  communityRegistered,
  communityRevised,
  projectApproved,
  projectListed,
  projectProposed,
} from '../neighbours.builder';
import { schema } from '../schema';
import { june16, june7 as now, solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { participation } from '../subscriptions';

const database = testDatabase(storage);
const { open, close, look } = solicitationSteps(database);
const { answer, importCsv } = householdSteps(database);

const tell = (fact: Parameters<typeof anEnvelope>[0], sequence = 1) =>
  receive(database(), participation, anEnvelope(fact, { sequence }), () => now);
const askedFor = async (id: string) => {
  const source = `{ _entities(representations: [{ __typename: "RenovationProject", id: "${id}" }]) {
    ... on RenovationProject { solicitations { nodes { community { id } } } } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: anybody });
  return data._entities[0].solicitations.nodes.map((each: any) => each.community.id);
};

test('[PART-2] a registered community can be asked, and told twice it is one', async () => {
  expect(await open()).toMatchObject({ code: 'COMMUNITY_NOT_FOUND', retryable: true });
  expect(await tell(communityRegistered())).toBe('HANDLED');
  expect(await tell(communityRegistered())).toBe('DUPLICATE');

  expect(await open()).toMatchObject({ state: 'OPEN', households: 144 });
});

test('[PART-2] a revision that comes early waits for its registration', async () => {
  expect(await tell(communityRevised({ households: 150 }), 2)).toBe('WAITING');
  expect(await open()).toMatchObject({ code: 'COMMUNITY_NOT_FOUND' });

  await tell(communityRegistered());
  expect(await open()).toMatchObject({ households: 150 });
});

test('[PART-2] an open solicitation counts with the register as it is put right, also told twice', async () => {
  await tell(communityRegistered());
  const { id } = await open();

  expect(await tell(communityRevised({ households: 145 }), 2)).toBe('HANDLED');
  expect(await tell(communityRevised({ households: 145 }), 2)).toBe('DUPLICATE');
  // 130 of 145 are less than nine tenths.
  await importCsv(id, csvOfNumbers({ contacted: 130, answers: 100, consents: 70, modes: 70 }));
  expect(await close(id)).toMatchObject({
    state: 'GATE_MISSED',
    households: 145,
    gate: { shortOf: ['COVERAGE'], coverage: { needed: 131 } },
  });
});

test('[PART-2] a closed solicitation keeps what it was judged by', async () => {
  await tell(communityRegistered());
  const { id } = await open();
  await importCsv(id, csvOfNumbers({ contacted: 3 }));
  const closed = await close(id);
  await tell(communityRevised({ households: 10 }), 2);

  expect(await look(id)).toMatchObject({ households: 144, gate: closed.gate });
  expect(await open()).toMatchObject({ round: 2, households: 10 });
});

test('[PART-2] where the register is revised below what was reached, one of the two must be put right', async () => {
  await tell(communityRegistered());
  const { id } = await open();
  await importCsv(id, csvOfNumbers({ contacted: 3 }));
  await tell(communityRevised({ households: 2 }), 2);

  expect(await close(id)).toMatchObject({
    code: 'MORE_HOUSEHOLDS_THAN_REGISTERED',
    rule: 'PART-2',
    message: expect.stringContaining('3 households were contacted and the register has only 2'),
  });
  expect(await close(id, { caller: { ...residentsCommittee, language: 'zh' } })).toMatchObject({
    message: expect.stringContaining('请先更正小区登记的户数'),
  });
  await tell(communityRevised({ households: 144 }), 3);
  expect(await close(id, { now: june16 })).toMatchObject({ state: 'GATE_MISSED' });
});

test('[PART-2] once the roll is known only its homes are entered, and 130 invented ones carry no gate', async () => {
  await tell(communityRegistered());
  const { id } = await open();
  const invented = Array.from(
    { length: 130 },
    (_, i) => `${300 + i}-9-999,2022-06-08,visit,answered,yes,yes,,`,
  );
  // Nobody knows better yet, and the report says so.
  expect(await importCsv(id, csvOf(...invented), { dryRun: true })).toMatchObject({ notes: [{ line: 1 }] });

  for (const number of ['1', '2', '3', '4', '5', '6']) {
    const fact = buildingRecorded(
      number,
      doors.filter((door) => door.startsWith(`${number}-`)),
    );
    expect(await tell(fact)).toBe('HANDLED');
    expect(await tell(fact)).toBe('DUPLICATE');
  }
  const refusal = await importCsv(
    id,
    csvOf('1-1-101,2022-06-08,visit,,,,,', ...invented, '6-1-l01,2022-06-08,visit,,,,,'),
  );
  expect(refusal).toMatchObject({ code: 'BAD_ROWS', retryable: true });
  expect(refusal.problems).toHaveLength(131);
  expect(refusal.problems[0]).toMatchObject({
    ...{ line: 3, column: 'household', value: '300-9-999', rule: 'PART-2' },
    reason: expect.stringContaining('has no building 300'),
  });
  // To ask again is no use where a line cannot be read.
  expect(await importCsv(id, csvOf(...invented, '王建国,2022-06-08,visit,,,,,'))).toMatchObject({
    retryable: false,
  });
  expect(await answer({ solicitationId: id, household: '1-1-l01' })).toMatchObject({
    ...{ code: 'HOME_NOT_RECORDED', rule: 'PART-2', retryable: true },
    message: expect.stringContaining('no such home in building 1'),
  });
  expect(
    await answer(
      { solicitationId: id, household: '7-1-101' },
      { caller: { ...residentsCommittee, language: 'zh' } },
    ),
  ).toMatchObject({ code: 'BUILDING_NOT_RECORDED', message: expect.stringContaining('没有 7 号楼') });
  expect(await look(id)).toMatchObject({ contacted: 0 });

  const homes = csvOfNumbers({ contacted: 130, answers: 100, consents: 70, modes: 70 });
  expect(await importCsv(id, homes)).toMatchObject({ created: 130, notes: [] });
  expect(await close(id)).toMatchObject({ state: 'GATE_REACHED' });
});

test('[PART-2] the roll as it was told last holds, and that of another community does not', async () => {
  await tell(communityRegistered());
  const { id: solicitationId } = await open();
  const homes = (...labels: string[]) => buildingRecorded('2', labels);
  await tell(buildingRecorded('9', ['9-1-101'], { communityId: 'com_2' }));
  expect(await answer({ solicitationId, household: '2-1-301' })).toMatchObject({ building: '2' });

  await tell(homes('2-1-301', '2-1-302'));
  expect(await answer({ solicitationId, household: '2-1-302' })).toMatchObject({ building: '2' });
  await tell(homes('2-1-301', '2-1-303'), 2);
  expect(await answer({ solicitationId, household: '2-1-303' })).toMatchObject({ building: '2' });
  expect(await answer({ solicitationId, household: '2-1-302', consents: false })).toMatchObject({
    code: 'HOME_NOT_RECORDED',
  });
});

test('[PART-3] a project shows how its communities were asked, and told twice it is one', async () => {
  await tell(communityRegistered());
  await open();
  expect(await askedFor('prj_1')).toEqual([]);

  expect(await tell(projectProposed())).toBe('HANDLED');
  expect(await tell(projectProposed())).toBe('DUPLICATE');
  expect(await askedFor('prj_1')).toEqual(['com_1']);
});

test('[PART-3] a project’s communities are those it was last told with, and what comes early waits', async () => {
  for (const communityId of ['com_1', 'com_2'] as const) {
    await tell(communityRegistered({ communityId }));
    await open(communityId, { caller: { ...residentsCommittee, communities: new Set([communityId]) } });
  }
  expect(await tell(projectListed({ communityIds: ['com_1', 'com_2'] }), 2)).toBe('WAITING');
  expect(await askedFor('prj_1')).toEqual([]);

  await tell(projectProposed({ communityIds: ['com_1'] }));
  expect(await askedFor('prj_1')).toEqual(['com_1', 'com_2']);
  // Nothing differs, and it is handled all the same.
  expect(await tell(projectApproved({ communityIds: ['com_1', 'com_2'] }), 3)).toBe('HANDLED');
  expect(await askedFor('prj_1')).toEqual(['com_1', 'com_2']);
});

test('a project or community that goes on and was never told of parks its key', async () => {
  expect(await tell(projectListed())).toBe('PARKED');
  expect(await tell(communityRevised())).toBe('PARKED');
});
