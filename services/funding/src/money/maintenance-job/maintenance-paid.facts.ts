import type { DivisionCode } from '@anju/values/division';
import type { EntityManager } from 'typeorm';
import { divisionsIn } from '../../divisions-in.queries';

export interface MaintenancePaid {
  readonly divisionCode: DivisionCode;
  /** Of any size: many jobs together may pass 2^53. */
  readonly sumFen: bigint;
}

/** What maintenance funds of these divisions paid for works that belong to projects, what was kept first included. */
export async function sumMaintenancePaid(
  read: EntityManager,
  asked: readonly DivisionCode[],
): Promise<readonly MaintenancePaid[]> {
  const divisions = await divisionsIn(read, 'maintenance_job', asked);
  if (divisions.length === 0) return [];
  const rows: { divisionCode: DivisionCode; sumFen: string }[] = await read.query(
    `SELECT divisionCode, CAST(SUM(paidFen + COALESCE(releasedFen, 0)) AS CHAR) AS sumFen FROM maintenance_job
      WHERE projectId IS NOT NULL AND divisionCode IN (${divisions.map(() => '?').join(', ')})
      GROUP BY divisionCode`,
    [...divisions],
  );
  return rows.map((row) => ({ ...row, sumFen: BigInt(row.sumFen) }));
}
