import { toSafeInteger } from '@anju/runtime/columns';
import type { DivisionCode } from '@anju/values/division';
import type { CalendarDate } from '@anju/values/time';
import type { EntityManager } from 'typeorm';

/** How many contracts there are in each division that has any, and how many of them run on a day. */
export async function countByDivision(read: EntityManager, day: CalendarDate) {
  const rows: { divisionCode: DivisionCode; total: unknown; running: unknown }[] = await read.query(
    `SELECT community.divisionCode AS divisionCode, COUNT(*) AS total,
            SUM(CASE WHEN contract.\`from\` <= ? AND contract.\`until\` >= ? THEN 1 ELSE 0 END) AS running
       FROM pm_contract contract
       JOIN known_community community ON community.id = contract.communityId
      GROUP BY community.divisionCode`,
    [day, day],
  );
  return rows.map(({ divisionCode, total, running }) => ({
    divisionCode,
    total: toSafeInteger(total),
    running: toSafeInteger(running),
  }));
}
