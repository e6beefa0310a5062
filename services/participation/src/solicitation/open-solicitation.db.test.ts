import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { aCaller } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import {
  countyBureau,
  otherResidentsCommittee,
  otherSubdistrict,
  residentsCommittee,
  subdistrict,
} from '../callers.builder';
import { buildingRecorded } from '../neighbours.builder';
import { storage } from '../storage';
import { participation } from '../subscriptions';
import { june7, solicitationSteps } from './solicitation.builder';
import { SolicitationTable } from './solicitation.table';

const database = testDatabase(storage);
const { register, open, withdraw, look } = solicitationSteps(database);

const inChinese = { ...residentsCommittee, language: 'zh' } as const;
const stored = () => database().read.count(SolicitationTable);

test('[PART-2, OVR-2] openSolicitation begins to ask all households of a community, and keeps an account of it', async () => {
  await register();

  const opened = await open();
  expect(opened).toMatchObject({
    __typename: 'Solicitation',
    id: expect.stringMatching(/^sol_/),
    community: { id: 'com_1' },
    round: 1,
    state: 'OPEN',
    households: 144,
    contacted: 0,
    answers: 0,
    openedAt: june7,
    closedAt: null,
    gate: {
      shortOf: ['COVERAGE', 'ANSWERS', 'CONSENT', 'MANAGEMENT_MODE'],
      coverage: { part: 0, whole: 144, needed: 130, missing: 130, holds: false },
      consent: { part: 0, whole: 0, needed: 1, missing: 1, holds: false },
    },
  });
  const { __typename: _, ...shown } = opened;
  expect(await look(opened.id)).toEqual(shown);
  expect(await database().read.find(AuditTable)).toMatchObject([
    {
      at: june7,
      actor: 'residents-committee-1',
      roles: ['RESIDENTS_COMMITTEE'],
      action: 'openSolicitation',
      subject: opened.id,
      detail: { communityId: 'com_1', round: 1, households: 144 },
    },
  ]);
  // Nobody needs to be told before there is an outcome.
  expect(await factsIn(database())).toEqual([]);
});

test('[PART-2] one asking at a time; another may follow the close', async () => {
  await register();
  const { id } = await open();

  expect(await open()).toEqual({
    __typename: 'SolicitationRefusal',
    code: 'ALREADY_OPEN',
    rule: 'PART-2',
    retryable: false,
    message: `This community is being asked already (${id}). Enter answers there, or close it first; withdraw one that was opened by mistake (withdrawSolicitation).`,
  });
  expect(await open('com_1', { caller: inChinese })).toMatchObject({
    message: expect.stringContaining(`正在征求意见（${id}）`),
  });
  await withdraw(id);
  expect(await open()).toMatchObject({ __typename: 'Solicitation', round: 2 });
});

test('[PART-2] of those who open at once one succeeds and the others are told of it', async () => {
  await register();
  const answers = await Promise.all([open(), open(), open(), open('com_1', { caller: subdistrict })]);

  const [won, ...more] = answers.filter(({ __typename }) => __typename === 'Solicitation');
  expect(more).toEqual([]);
  const lost = answers.filter((answer) => answer !== won);
  expect(lost).toHaveLength(3);
  for (const refusal of lost) {
    expect(refusal).toMatchObject({ code: 'ALREADY_OPEN', message: expect.stringContaining(won.id) });
  }
  expect(await stored()).toBe(1);
  expect(await database().read.count(AuditTable)).toBe(1);
});

test.each(['com_unheard', 'prj_1', '凤源'])(
  'a community %s that is not known here may come in a moment',
  async (id) => {
    expect(await open(id)).toMatchObject({ code: 'COMMUNITY_NOT_FOUND', rule: null });
    expect(await open(id, { caller: inChinese })).toMatchObject({
      message: expect.stringContaining('请核对编号'),
    });
    expect(await stored()).toBe(0);
  },
);

test('a community that may yet come is worth another try, a text that is no id is not', async () => {
  expect(await open('com_unheard')).toMatchObject({ retryable: true });
  expect(await open('凤源')).toMatchObject({ retryable: false });
});

test('[PART-2] a community without a number of households is not asked, and says what to do', async () => {
  await register({ households: null });

  expect(await open()).toMatchObject({
    code: 'HOUSEHOLDS_UNKNOWN',
    rule: 'PART-2',
    message: expect.stringContaining('Have the number entered in the register first'),
  });
  expect(await open('com_1', { caller: inChinese })).toMatchObject({
    message: expect.stringContaining('请先在小区登记中补上户数'),
  });
  expect(await stored()).toBe(0);
});

test('only the own residents’ committee and subdistrict office ask', async () => {
  await register();
  for (const caller of [otherResidentsCommittee, otherSubdistrict]) {
    expect(await open('com_1', { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  }
  for (const role of ['CITY_BUREAU', 'COUNTY_BUREAU', 'OWNERS_COMMITTEE', 'OWNER', 'OPERATOR'] as const) {
    const caller = aCaller({ roles: new Set([role]), division: '140500', communities: new Set(['com_1']) });
    expect(await open('com_1', { caller })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
  expect(await stored()).toBe(0);
  expect(await open('com_1', { caller: subdistrict })).toMatchObject({ __typename: 'Solicitation' });
});

test('what another role of the same token reaches does not count', async () => {
  await register();
  const caller = aCaller({
    roles: new Set(['RESIDENTS_COMMITTEE', 'COUNTY_BUREAU']),
    communities: new Set(['com_2']),
    division: countyBureau.division,
  });
  expect(await open('com_1', { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
});

test('[PART-2] an asking of an invented community, or by an invented roll, is invented, whatever is said of it', async () => {
  await register({ communityId: 'com_1', synthetic: true });
  expect(await open('com_1')).toMatchObject({ synthetic: true });

  await register({ communityId: 'com_2' });
  const caller = { ...residentsCommittee, communities: new Set(['com_2']) };
  const roll = buildingRecorded('1', ['1-1-101'], { communityId: 'com_2', synthetic: true });
  const { id } = await open('com_2', { caller });
  expect(await look(id)).toMatchObject({ synthetic: false });
  await withdraw(id, { caller });
  await deliver(database(), participation, [roll], { now: june7 });
  expect(await open('com_2', { caller })).toMatchObject({ synthetic: true });
});
