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
const moved = { projectId: 'prj_1', communityIds: ['com_1'] as ['com_1'] } as const;

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
  });

  const later = [
    { type: 'funding.project-listed.v1', data: { ...moved, listedAt: now } },
    { type: 'funding.project-approved.v1', data: { ...moved, approvedAt: now } },
  ] as const;
  for (const [i, state] of (['LISTED', 'APPROVED'] as const).entries()) {
    await deliver(database(), governance, [later[i] as never], { now, sequence: i + 2 });
    expect(await findKnownProject(database().read, 'prj_1')).toMatchObject({ state, contentsHash });
  }
  expect(await findKnownProject(database().read, 'prj_2')).toBeNull();
});

test('a company is known from its registration on, and twice the same is dropped', async () => {
  const registered = {
    type: 'property-management.company-registered.v1',
    data: { companyId: 'pmc_1', name: '安居物业', creditCode: '91140502MA0K00000X' },
  } as const;
  await deliver(database(), governance, [registered], { now });
  expect(await receive(database(), governance, anEnvelope(registered), () => now)).toBe('DUPLICATE');
  expect(await findKnownCompany(database().read, 'pmc_1')).toEqual({ id: 'pmc_1', name: '安居物业' });
});
