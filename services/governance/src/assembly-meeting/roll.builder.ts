import { legalBasisOf } from '@anju/rulebook/legal-basis';
import type { Database } from '@anju/runtime/database';
import { testPersonalData } from '@anju/runtime/testing/execute';
import { transaction } from '@anju/runtime/transaction';
import type { Id } from '@anju/values/id';
import type { CalendarDate } from '@anju/values/time';
import { BuildingTable } from '../building/building.table';
import { insertCommunities } from '../community/community.table';
import type { RollUnit } from '@anju/rulebook/electorate';
import { communityC } from '@anju/rulebook/electorate.builder';
import { insertUnits } from '../exclusive-unit/exclusive-unit.table';
import { positionOf } from '../exclusive-unit/exclusive-unit';
import { KnownCompanyTable } from '../known/company/company.table';
import { KnownProjectTable } from '../known/project/project.table';
import { insertOwners } from '../owner/owner.table';
import { insertCommittee } from '../owners-committee/owners-committee.table';

/** The hash of the content list of prj_1. */
export const contentsHash = 'c0'.repeat(32);

interface Put {
  readonly id?: Id<'com'>;
  readonly roll?: readonly RollUnit[];
  /** Those of the roll that are parking spaces or stalls. */
  readonly stalls?: readonly string[];
  readonly termUntil?: CalendarDate;
  /** What of it is invented for a demonstration. */
  readonly invented?: 'COMMUNITY' | 'COMMITTEE' | 'PROJECT' | Id<'unt'>;
}

/**
 * A community with its roll, its committee in office since 2020, the project prj_1 that renovates com_1, and the
 * company pmc_1. The ids of any other community's units and buildings have its number in them: `bld_2` is `bld_3_2`
 * in com_3.
 */
export async function putCommunity(
  db: Database,
  { id = 'com_1', roll = communityC, stalls = [], termUntil = '2024-08-01', invented }: Put = {},
): Promise<void> {
  const number = id.slice('com_'.length);
  const own = <P extends string>(prefix: P, of: Id<P>): Id<P> =>
    number === '1' ? of : `${prefix}_${number}_${of.slice(prefix.length + 1)}`;
  const units = roll.map((unit) => ({
    ...unit,
    id: own('unt', unit.unitId),
    communityId: id,
    buildingId: own('bld', unit.buildingId),
    position: positionOf(unit.label),
    areaRegisteredDm2: unit.areaDm2,
    areaSurveyedDm2: null,
    areaContractDm2: null,
    // G's shop votes as every home does.
    housingKind: stalls.includes(unit.unitId)
      ? ('STALL' as const)
      : unit.unitId === 'unt_9'
        ? ('NON_RESIDENTIAL' as const)
        : ('COMMERCIAL_HOUSING' as const),
    title: 'REGISTERED' as const,
    synthetic: unit.unitId === invented,
    struckAt: null,
  }));
  const buildings = [...new Set(units.map(({ buildingId }) => buildingId))].map((buildingId) => ({
    id: buildingId,
    version: 1,
    communityId: id,
    number: buildingId.split('_').at(-1)!,
    position: positionOf(buildingId.split('_').at(-1)!),
  }));
  await transaction(db, async (tx) => {
    await insertCommunities(tx, [{ ...aCommunity(id), synthetic: invented === 'COMMUNITY' }]);
    await tx.insert(BuildingTable, buildings);
    await insertUnits(tx, units);
    const committee = { id: `oc_${number}`, version: 1, communityId: id, seats: 5 } as const;
    const synthetic = invented === 'COMMITTEE';
    await insertCommittee(
      tx,
      { ...committee, termFrom: '2020-01-01', termUntil, filingNumber: '2020-1', synthetic },
      [],
    );
    if (id !== 'com_1') return;
    await tx.insert(KnownCompanyTable, [
      { id: 'pmc_1', name: '安居物业', synthetic: false },
      { id: 'pmc_invented', name: '虚构物业', synthetic: true },
    ]);
    await tx.insert(KnownProjectTable, {
      id: 'prj_1',
      name: '改造',
      state: 'LISTED',
      communityIds: ['com_1'],
      contents: [{ code: 'ROOF_REPAIR', costFen: 100 }],
      contentsHash,
      synthetic: invented === 'PROJECT',
    } as never);
  });
}

/** Somebody who is on the roll of a community, with a home or without: who bought one since the notice. */
export async function putOwner(
  db: Database,
  letter: string,
  communityId: Id<'com'> = 'com_1',
): Promise<void> {
  const documentKey = letter.repeat(64);
  await transaction(db, (tx) =>
    insertOwners(tx, [
      {
        id: `own_${letter}`,
        version: 1,
        communityId,
        kind: 'PERSON',
        name: testPersonalData.seal(`业主${letter}`),
        document: testPersonalData.seal(letter),
        documentKey,
        legalBasis: legalBasisOf('OWNERS_ROLL'),
      },
    ]),
  );
}

const aCommunity = (id: Id<'com'>) => ({
  id,
  version: 1,
  divisionCode: '140502' as const,
  name: id,
  publicationId: 'jincheng-urban-2020',
  sourceLine: 2,
  households: 9,
  buildingCount: 3,
  persons: null,
  completedYear: 1998,
  landMu: null,
  floorAreaDm2: null,
  investmentFen: null,
  derived: false,
  incomplete: false,
  struckAt: null,
});
