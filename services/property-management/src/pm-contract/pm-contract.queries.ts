import { toSafeInteger } from '@anju/runtime/columns';
import type { DivisionCode } from '@anju/values/division';
import type { CalendarDate } from '@anju/values/time';
import type { EntityManager } from 'typeorm';

/** How many contracts stand and run on a day, and of each how many are invented. */
export interface ContractCounts {
  readonly running: number;
  readonly runningSynthetic: number;
  readonly total: number;
  readonly totalSynthetic: number;
}

export const noContracts: ContractCounts = { running: 0, runningSynthetic: 0, total: 0, totalSynthetic: 0 };

export const addCounts = (one: ContractCounts, other: ContractCounts): ContractCounts => ({
  running: one.running + other.running,
  runningSynthetic: one.runningSynthetic + other.runningSynthetic,
  total: one.total + other.total,
  totalSynthetic: one.totalSynthetic + other.totalSynthetic,
});

/** The counts of each division that has any contracts. */
export async function countByDivision(read: EntityManager, day: CalendarDate) {
  const runs = 'contract.`from` <= ? AND contract.`until` >= ?';
  const rows: ({ divisionCode: DivisionCode } & Record<keyof ContractCounts, unknown>)[] = await read.query(
    `SELECT community.divisionCode AS divisionCode, COUNT(*) AS total,
            SUM(CASE WHEN contract.synthetic THEN 1 ELSE 0 END) AS totalSynthetic,
            SUM(CASE WHEN ${runs} THEN 1 ELSE 0 END) AS running,
            SUM(CASE WHEN ${runs} AND contract.synthetic THEN 1 ELSE 0 END) AS runningSynthetic
       FROM pm_contract contract
       JOIN known_community community ON community.id = contract.communityId
      WHERE contract.voidedAt IS NULL
      GROUP BY community.divisionCode`,
    [day, day, day, day],
  );
  return rows.map(({ divisionCode, ...counted }) => ({
    divisionCode,
    running: toSafeInteger(counted.running),
    runningSynthetic: toSafeInteger(counted.runningSynthetic),
    total: toSafeInteger(counted.total),
    totalSynthetic: toSafeInteger(counted.totalSynthetic),
  }));
}
