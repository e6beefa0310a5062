import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { storage } from '../storage';
import type { ExclusiveUnit } from './exclusive-unit';
import { findUnitsAfter, findUnitsOfOwners, insertUnits } from './exclusive-unit.table';

const database = testDatabase(storage);

const communityId = 'com_1';
const ownerIdOf = (i: number) => `own_${i}` as const;
const aUnit = (i: number): ExclusiveUnit => ({
  id: `unt_${i}`,
  communityId,
  buildingId: 'bld_1',
  label: `${i}`,
  position: `${i}`.padStart(6, '0'),
  areaRegisteredDm2: 8000,
  areaSurveyedDm2: null,
  areaContractDm2: null,
  areaDm2: 8000,
  housingKind: 'COMMERCIAL_HOUSING',
  title: 'REGISTERED',
  ownerIds: [ownerIdOf(i % 2)],
  headKey: ownerIdOf(i % 2),
  synthetic: true,
  struckAt: null,
});

test('more homes than a statement takes parameters are one page, and what two owners own', async () => {
  const units = Array.from({ length: 33_000 }, (_, i) => aUnit(i));
  await transaction(database(), (tx) => insertUnits(tx, units));
  const { read } = database();
  const placesOf = (found: readonly ExclusiveUnit[]) => found.map(({ label }) => Number(label));
  const places = units.map((_, i) => i);

  const pages = await findUnitsAfter(read, [
    { id: communityId, limit: 33_000, afterKey: null },
    { id: communityId, limit: 1, afterKey: units[32_997]!.position },
  ]);
  expect(pages.map(placesOf)).toEqual([places, [32_998, 32_999]]);

  expect(placesOf(await findUnitsOfOwners(read, ['own_0', 'own_1']))).toEqual(places);
  expect(placesOf(await findUnitsOfOwners(read, ['own_1']))).toEqual(places.filter((i) => i % 2 === 1));
  expect(await findUnitsOfOwners(read, ['own_2'])).toEqual([]);
});
