import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { buildingRecorded } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { WarrantTable } from '../warrant/warrant.table';
import { aCommunityWithAFund, jobSteps, september as now } from './maintenance-job.builder';

const database = testDatabase(storage);
const { apply, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const committed = async () =>
  (await database().read.find(WarrantTable)).map(({ committedFen }) => committedFen);

test('[RES-1] a cost of a few fen is not split where rounding would keep more of a home than its share', async () => {
  const units = [...Array.from({ length: 53 }, () => ({ areaDm2: 3395 })), { areaDm2: 85 }];
  await aCommunityWithAFund(database(), { units });
  const tooSmall = await jobAt('WORKS_DONE', { measuredFen: 1800 });

  expect(await apply({ jobId: tooSmall, ...key() })).toMatchObject({
    code: 'COST_TOO_SMALL',
    rule: 'RES-1',
    message: expect.stringContaining('18.00 yuan is too little to be split over 54 homes'),
  });
  expect(await committed()).toEqual([0]);
  await jobAt('APPLIED', { measuredFen: 180_000 });
});

test('[RES-1, REG-2] a home of unknown area has no share, and a scope of no homes nobody to pay', async () => {
  await aCommunityWithAFund(database(), { units: [{}, { areaDm2: null }] });
  const jobId = await jobAt('WORKS_DONE');
  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'AREA_UNKNOWN',
    rule: 'RES-1',
    message: expect.stringContaining('2-1-102'),
  });
  await deliver(database(), funding, [buildingRecorded('2', [])], { now, sequence: 2 });
  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'HOMES_NOT_KNOWN',
    rule: 'RES-1',
    retryable: true,
  });
  await deliver(database(), funding, [buildingRecorded('2', 2)], { now, sequence: 3 });
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});
