import { toSafeInteger } from '@anju/runtime/columns';
import type { DivisionCode } from '@anju/values/division';
import type { Fen } from '@anju/values/money';
import type { EntityManager } from 'typeorm';

export interface MaintenancePaid {
  readonly divisionCode: DivisionCode;
  readonly paidFen: Fen;
}

/** What maintenance funds paid for works that belong to projects, by county. */
export async function sumMaintenancePaid(read: EntityManager): Promise<readonly MaintenancePaid[]> {
  const rows: { divisionCode: DivisionCode; paidFen: unknown }[] = await read.query(
    `SELECT divisionCode, SUM(paidFen) AS paidFen FROM maintenance_job
      WHERE projectId IS NOT NULL GROUP BY divisionCode`,
  );
  return rows.map((row) => ({ ...row, paidFen: toSafeInteger(row.paidFen) }));
}
