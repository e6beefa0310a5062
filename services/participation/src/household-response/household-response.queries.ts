import { toSafeInteger } from '@anju/runtime/columns';
import { type EntityManager, In } from 'typeorm';
import { byNumber } from '../known/building/building';
import type { SolicitationId } from '../solicitation/solicitation';
import { addTallies, type BuildingTally, type Tally } from '../solicitation/tally';
import type { Household, HouseholdResponse } from './household-response';
import { HouseholdResponseTable, withEntries } from './household-response.table';

type Counts = { readonly [Column in keyof Tally]: unknown };

/** What the households of each solicitation have said, building by building; every household once (PART-2). */
export async function tallyBuildings(
  read: EntityManager,
  solicitationIds: readonly string[],
): Promise<ReadonlyMap<string, BuildingTally[]>> {
  const rows: (Counts & { solicitationId: string; building: string })[] = await read.query(
    `SELECT response.solicitationId AS solicitationId, response.building AS building,
            COUNT(*) AS contacted,
            SUM(CASE WHEN answer.kind = 'ANSWERED' THEN 1 ELSE 0 END) AS answers,
            SUM(CASE WHEN answer.kind = 'REFUSED' THEN 1 ELSE 0 END) AS refusals,
            SUM(CASE WHEN answer.consents THEN 1 ELSE 0 END) AS consents,
            SUM(CASE WHEN answer.consentsToManagementMode THEN 1 ELSE 0 END) AS managementModeConsents
       FROM household_response response
       LEFT JOIN household_answer answer ON answer.id = response.countedAnswerId
      WHERE response.solicitationId IN (${solicitationIds.map(() => '?').join()})
        AND response.notCounted IS NULL
      GROUP BY response.solicitationId, response.building`,
    [...solicitationIds],
  );
  const tallies = new Map<string, BuildingTally[]>(solicitationIds.map((id) => [id, []]));
  for (const { solicitationId, building, ...counts } of rows.toSorted((a, b) =>
    byNumber(a.building, b.building),
  )) {
    tallies.get(solicitationId)!.push({
      building,
      contacted: toSafeInteger(counts.contacted),
      answers: toSafeInteger(counts.answers),
      refusals: toSafeInteger(counts.refusals),
      consents: toSafeInteger(counts.consents),
      managementModeConsents: toSafeInteger(counts.managementModeConsents),
    });
  }
  return tallies;
}

export async function tallySolicitation(read: EntityManager, id: SolicitationId): Promise<Tally> {
  const buildings = await tallyBuildings(read, [id]);
  return addTallies(buildings.get(id) ?? []);
}

/** All that were entered, or those of them that do not count. */
export type WhichHouseholds = 'ALL' | 'NOT_COUNTED';

/** The first households behind a label of each of these solicitations, by label; two statements for any number. */
export async function householdsAfter(
  read: EntityManager,
  solicitationIds: readonly string[],
  { afterKey, take, which }: { afterKey: string | null; take: number; which: WhichHouseholds },
): Promise<ReadonlyMap<string, Household[]>> {
  const places: { id: HouseholdResponse['id'] }[] = await read.query(
    `SELECT id FROM (
       SELECT id, ROW_NUMBER() OVER (PARTITION BY solicitationId ORDER BY household) AS place
         FROM household_response
        WHERE solicitationId IN (${solicitationIds.map(() => '?').join()}) AND household > ?
          ${which === 'NOT_COUNTED' ? 'AND notCounted IS NOT NULL' : ''}
     ) numbered WHERE place <= ?`,
    [...solicitationIds, afterKey ?? '', take],
  );
  const ids = In(places.map(({ id }) => id));
  const responses = await read.find(HouseholdResponseTable, {
    where: { id: ids },
    order: { household: 'ASC' },
  });
  const households = new Map<string, Household[]>(solicitationIds.map((id) => [id, []]));
  for (const household of await withEntries(read, responses, ids)) {
    households.get(household.response.solicitationId)!.push(household);
  }
  return households;
}
