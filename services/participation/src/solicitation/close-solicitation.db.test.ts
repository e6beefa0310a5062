import { AuditTable } from '@anju/runtime/audit';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import {
  anybody,
  otherResidentsCommittee,
  otherSubdistrict,
  residentsCommittee,
  subdistrict,
} from '../callers.builder';
import { csvOfNumbers, doors, householdSteps } from '../household-response/household-response.builder';
import { storage } from '../storage';
import { june16, june7, solicitationSteps } from './solicitation.builder';

const database = testDatabase(storage);
const { register, open, close, look, lookByBuilding } = solicitationSteps(database);
const { answer, contact, importCsv, responses } = householdSteps(database);

const story = { contacted: 130, answers: 100, consents: 70, modes: 70 };

/** Asks Fengyuan, with so many answers; the id of the solicitation. */
async function asked(numbers: Parameters<typeof csvOfNumbers>[0]): Promise<string> {
  await register();
  const { id } = await open();
  expect(await importCsv(id, csvOfNumbers(numbers))).toMatchObject({ created: numbers.contacted });
  return id;
}

test('[PART-2, PART-3, OVR-2] 130 of 144 contacted, 100 answers and 70 of each consent reach the gate, which is told', async () => {
  const id = await asked(story);

  expect(await close(id)).toMatchObject({
    __typename: 'Solicitation',
    state: 'GATE_REACHED',
    closedAt: june16,
    ...{ households: 144, contacted: 130, answers: 100, consents: 70, managementModeConsents: 70 },
    gate: {
      ruleProfile: expect.stringMatching(/^CN/),
      shortOf: [],
      coverage: { part: 130, whole: 144, needed: 130, missing: 0, holds: true },
      answers: { part: 100, whole: 144, needed: 96, missing: 0, holds: true },
      consent: { part: 70, whole: 100, needed: 67, missing: 0, holds: true },
      managementMode: { part: 70, whole: 100, needed: 67, missing: 0, holds: true },
    },
  });
  const [fact, ...more] = await factsIn(database());
  expect(more).toEqual([]);
  expect(fact).toEqual({
    type: 'participation.household-gate-reached.v1',
    data: {
      solicitationId: id,
      communityId: 'com_1',
      divisionCode: '140502',
      households: 144,
      contacted: 130,
      answers: 100,
      consents: 70,
      managementModeConsents: 70,
      ruleProfile: (await look(id)).gate.ruleProfile,
      decidedAt: june16,
    },
  });
  expect((await database().read.find(AuditTable, { order: { id: 'ASC' } })).at(-1)).toMatchObject({
    at: june16,
    action: 'closeSolicitation',
    subject: id,
    detail: { state: 'GATE_REACHED', contacted: 130, answers: 100, consents: 70 },
  });
});

test.each([
  ['PART-3', 'consents', 67, 66, 'CONSENT'],
  ['PART-3', 'modes', 67, 66, 'MANAGEMENT_MODE'],
  ['PART-2', 'contacted', 130, 129, 'COVERAGE'],
] as const)('[%s] %s: %d pass, and %d miss the gate', async (_rule, what, enough, tooFew, part) => {
  const reached = await asked({ ...story, [what]: enough });
  expect(await close(reached)).toMatchObject({ state: 'GATE_REACHED', gate: { shortOf: [] } });

  await register({ communityId: 'com_2' });
  const { id: missed } = await open('com_2', { caller: subdistrict });
  await importCsv(missed, csvOfNumbers({ ...story, [what]: tooFew }), { caller: subdistrict });
  expect(await close(missed, { caller: subdistrict })).toMatchObject({
    state: 'GATE_MISSED',
    gate: { shortOf: [part] },
  });
  expect(await factsIn(database())).toMatchObject([
    { type: 'participation.household-gate-reached.v1', data: { communityId: 'com_1' } },
    {
      type: 'participation.household-gate-missed.v1',
      data: { solicitationId: missed, communityId: 'com_2', shortOf: [part] },
    },
  ]);
});

test.each([true, false])(
  'an asking is marked as invented wherever it is read or told, or nowhere: %s',
  async (synthetic) => {
    await register();
    const { id } = await open('com_1', { synthetic });
    await importCsv(id, csvOfNumbers(story));
    const { nodes } = (await responses(id, { first: 1 })).responses;
    expect(nodes).toMatchObject([{ synthetic }]);
    expect(await close(id)).toMatchObject({ state: 'GATE_REACHED', synthetic });

    expect(await look(id)).toMatchObject({ synthetic });
    const [fact] = await factsIn(database());
    expect(fact).toMatchObject({ type: 'participation.household-gate-reached.v1' });
    expect(fact!.data).toEqual(
      synthetic ? expect.objectContaining({ synthetic }) : expect.not.objectContaining({ synthetic: true }),
    );
  },
);

test.each([
  [96, 'GATE_REACHED', []],
  [95, 'GATE_MISSED', ['ANSWERS']],
])('[PART-2, PART-3] %d answers of 144: %s', async (answers, state, shortOf) => {
  const id = await asked({ contacted: 130, answers, consents: 90, modes: 90 });
  expect(await close(id)).toMatchObject({ state, gate: { shortOf } });
});

test('[PART-2] one household is enough to be closed short of everything, and none is no outcome', async () => {
  await register();
  const { id } = await open();
  expect(await close(id)).toMatchObject({ code: 'NOBODY_CONTACTED', rule: 'PART-2' });
  expect([await factsIn(database()), await look(id)]).toMatchObject([[], { state: 'OPEN' }]);

  await contact({ solicitationId: id });
  expect(await close(id)).toMatchObject({
    state: 'GATE_MISSED',
    gate: { shortOf: ['COVERAGE', 'ANSWERS', 'CONSENT', 'MANAGEMENT_MODE'] },
  });
});

test('[PART-3] one household that changes its mind turns the outcome', async () => {
  const id = await asked({ ...story, consents: 67 });
  await answer({ solicitationId: id, household: doors[0]!, consents: false, on: '2022-06-09' });

  expect(await close(id)).toMatchObject({ state: 'GATE_MISSED', consents: 66, answers: 100 });
});

test('[PART-2] a household that refused counts as contacted and not as an answer', async () => {
  const id = await asked({ contacted: 129, answers: 96, consents: 90, modes: 90 });
  const refused = { kind: 'REFUSED', consents: null, consentsToManagementMode: null } as const;
  await answer({ solicitationId: id, household: doors[129]!, ...refused });

  expect(await close(id)).toMatchObject({
    state: 'GATE_REACHED',
    contacted: 130,
    answers: 96,
    refusals: 1,
  });
  expect(await lookByBuilding(id)).toContainEqual({
    building: '6',
    contacted: 10,
    answers: 0,
    refusals: 1,
    consents: 0,
    managementModeConsents: 0,
  });
});

test('[PART-3] the figures are there building by building, 10 after 9, and add up', async () => {
  await register();
  const { id } = await open();
  for (const building of ['10', '9', '2']) {
    await contact({ solicitationId: id, household: `${building}-1-101` });
    await answer({ solicitationId: id, household: `${building}-1-102`, consents: building !== '9' });
  }
  const { contacted, consents } = await look(id, { caller: anybody });
  const one = { contacted: 2, answers: 1, refusals: 0, consents: 1, managementModeConsents: 1 };
  expect(await lookByBuilding(id)).toEqual([
    { building: '2', ...one },
    { building: '9', ...one, consents: 0 },
    { building: '10', ...one },
  ]);
  expect({ contacted, consents }).toEqual({ contacted: 6, consents: 2 });
});

test("[PRIV-1] one answer of a building is one household's: only those who ask see the buildings", async () => {
  await register();
  const { id } = await open();
  await answer({ solicitationId: id, household: '2-1-102' });

  expect(await lookByBuilding(id, { caller: subdistrict })).toHaveLength(1);
  expect(await lookByBuilding(id, { caller: otherSubdistrict })).toBeNull();
  expect(await lookByBuilding(id, { caller: anybody })).toMatchObject({
    errors: [{ path: ['solicitation', 'byBuilding'], extensions: { code: 'FORBIDDEN' } }],
  });
});

test('[PART-3] while it is open everybody sees what is still missing', async () => {
  const id = await asked({ ...story, contacted: 120, consents: 60 });

  expect(await look(id)).toMatchObject({
    state: 'OPEN',
    gate: {
      shortOf: ['COVERAGE', 'CONSENT'],
      coverage: { missing: 10 },
      consent: { part: 60, needed: 67, missing: 7 },
    },
  });
});

test('[CONV-5] the law is that of the day of the close, and a closed gate is never judged again', async () => {
  const id = await asked(story);
  const newYear = '2026-01-05T01:00:00.000Z';
  const profileOn = async (now: typeof newYear | typeof june16) =>
    (await look(id, { now })).gate.ruleProfile as string;

  const [before, after] = [await profileOn(june16), await profileOn(newYear)];
  expect(before).toMatch(/@2022-/);
  expect(after).not.toBe(before);
  const closed = await close(id);
  expect(closed.gate.ruleProfile).toBe(before);
  expect(await profileOn(newYear)).toBe(before);
});

test('[PART-2] the outcome stands: closed twice is refused, and at once only one closes', async () => {
  const id = await asked(story);
  const answers = await Promise.all([close(id), close(id), close(id, { caller: subdistrict })]);

  expect(answers.filter(({ __typename }) => __typename === 'Solicitation')).toHaveLength(1);
  const lost = answers.filter(({ __typename }) => __typename === 'SolicitationRefusal');
  expect(lost).toHaveLength(2);
  for (const refusal of lost) expect(refusal).toMatchObject({ code: 'ALREADY_CLOSED', rule: 'PART-2' });
  expect(await close(id, { caller: { ...residentsCommittee, language: 'zh' } })).toMatchObject({
    code: 'ALREADY_CLOSED',
    message: expect.stringMatching(/^这次征求意见已经结束，结果不再改变。如需重新征求，请另行发起；/),
  });
  expect(await factsIn(database())).toHaveLength(1);
});

test('an unknown solicitation, and one out of scope, are not closed', async () => {
  const id = await asked(story);

  for (const unknown of ['sol_404', 'com_1', '征求意见']) {
    expect(await close(unknown)).toMatchObject({ code: 'SOLICITATION_NOT_FOUND', retryable: false });
  }
  for (const caller of [otherResidentsCommittee, otherSubdistrict]) {
    expect(await close(id, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  }
  expect(await close(id, { caller: anybody })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  expect(await factsIn(database())).toEqual([]);
  expect(await look(id)).toMatchObject({ state: 'OPEN' });
  expect(await look('sol_404', { now: june7 })).toBeNull();
});
