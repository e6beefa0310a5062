import { receive } from '@anju/runtime/inbox';
import { anEnvelope, deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { storage } from '../storage';
import { governance } from '../subscriptions';
import { findKnownCompany } from './company/company.table';
import { findKnownProject } from './project/project.table';

const database = testDatabase(storage);
const now = '2022-06-10T02:00:00.000Z';

const proposed = {
  type: 'funding.project-proposed.v1',
  data: {
    projectId: 'prj_1',
    divisionCode: '140502',
    name: '凤源改造',
    year: 2022,
    communityIds: ['com_1', 'com_2'],
    contents: [{ code: 'ROOF_REPAIR', costFen: 800 }],
    contentsHash: 'c0'.repeat(32),
    costFen: 800,
  },
} as const;
const moved = { projectId: 'prj_1', communityIds: ['com_1'] } as const;
const listed = { type: 'funding.project-listed.v1', data: { ...moved, listedAt: now } } as const;
const withdrawn = { type: 'funding.project-withdrawn.v1', data: { ...moved, withdrawnAt: now } } as const;
const approved = { type: 'funding.project-approved.v1', data: { ...moved, approvedAt: now } } as const;

test('a project is known from its proposal on, with its list and where it stands', async () => {
  await deliver(database(), governance, [proposed as never], { now });
  const { projectId: id, name, communityIds, contents, contentsHash } = proposed.data;
  expect(await findKnownProject(database().read, 'prj_1')).toEqual({
    id,
    name,
    state: 'PROPOSED',
    communityIds,
    contents,
    contentsHash,
    synthetic: false,
  });

  const later = [listed, approved, withdrawn];
  for (const [i, state] of (['LISTED', 'APPROVED', 'CANCELLED'] as const).entries()) {
    await deliver(database(), governance, [later[i] as never], { now, sequence: i + 2 });
    expect(await findKnownProject(database().read, 'prj_1')).toMatchObject({ state, contentsHash });
  }
  expect(await findKnownProject(database().read, 'prj_2')).toBeNull();
});

const registered = {
  type: 'property-management.company-registered.v1',
  data: { companyId: 'pmc_1', name: '安居物业', creditCode: '91140502MA0K00000X' },
} as const;

const corrected = {
  type: 'property-management.company-corrected.v1',
  data: { ...registered.data, name: '安居物业服务有限公司' },
} as const;

test('a company is known by the name a bureau put right, also told twice', async () => {
  await deliver(database(), governance, [registered], { now });
  const told = () => receive(database(), governance, anEnvelope(corrected, { sequence: 2 }), () => now);
  expect(await told()).toBe('HANDLED');
  expect(await told()).toBe('DUPLICATE');
  expect(await findKnownCompany(database().read, 'pmc_1')).toMatchObject({ name: '安居物业服务有限公司' });
});

test('a company is known from its registration on', async () => {
  await deliver(database(), governance, [registered], { now });
  expect(await findKnownCompany(database().read, 'pmc_1')).toEqual({
    id: 'pmc_1',
    name: '安居物业',
    synthetic: false,
  });
});

test('what is invented is known as such, a project also where its listing rests on what is', async () => {
  const synthetic = true as const;
  const mark = async () => (await findKnownProject(database().read, 'prj_1'))?.synthetic;
  const company = { ...registered, data: { ...registered.data, synthetic } };
  await deliver(database(), governance, [company], { now });
  expect(await findKnownCompany(database().read, 'pmc_1')).toMatchObject({ synthetic });

  await deliver(database(), governance, [proposed as never], { now });
  expect(await mark()).toBe(false);
  const listedSo = { ...listed, data: { ...listed.data, synthetic } };
  await deliver(database(), governance, [listedSo as never], { now, sequence: 2 });
  expect(await mark()).toBe(true);
  await deliver(database(), governance, [approved as never], { now, sequence: 3 });
  expect(await mark()).toBe(true);

  const invented = { ...proposed, data: { ...proposed.data, projectId: 'prj_2', synthetic } };
  await deliver(database(), governance, [invented as never], { now });
  expect(await findKnownProject(database().read, 'prj_2')).toMatchObject({ synthetic });
});

test('each event that comes early waits for those before it, and one that comes twice is dropped', async () => {
  const hear = (fact: object, sequence: number) =>
    receive(database(), governance, anEnvelope(fact as never, { sequence }), () => now);
  const state = async () => (await findKnownProject(database().read, 'prj_1'))?.state ?? null;

  expect(await hear(withdrawn, 4)).toBe('WAITING');
  expect(await hear(approved, 3)).toBe('WAITING');
  expect(await hear(listed, 2)).toBe('WAITING');
  expect(await state()).toBeNull();
  expect(await hear(proposed, 1)).toBe('HANDLED');
  expect(await state()).toBe('CANCELLED');
  expect(await hear(corrected, 2)).toBe('WAITING');
  expect(await hear(registered, 1)).toBe('HANDLED');
  expect(await findKnownCompany(database().read, 'pmc_1')).toMatchObject({ name: corrected.data.name });

  const again = [proposed, listed, approved, withdrawn];
  for (const [i, fact] of again.entries()) expect(await hear(fact, i + 1)).toBe('DUPLICATE');
  expect(await hear(registered, 1)).toBe('DUPLICATE');
  expect(await hear(corrected, 2)).toBe('DUPLICATE');
  expect(await state()).toBe('CANCELLED');
  expect(governance.subscriptions.map(({ contract }) => contract.type).toSorted()).toEqual(
    [registered, corrected, ...again].map(({ type }) => type).toSorted(),
  );
});
