import type { DivisionCode } from '@anju/values/division';
import type { EntityManager } from 'typeorm';
import { divisionsIn } from '../../divisions-in.queries';
import { outsideThePlan } from '../../projects/renovation-project/annual-plan.facts';

export interface MaintenancePaid {
  readonly divisionCode: DivisionCode;
  /** Of any size: many jobs together may pass 2^53. */
  readonly sumFen: bigint;
  /** The part of it that is invented. */
  readonly syntheticFen: bigint;
}

/**
 * What was paid for jobs of projects that stand in the annual plan: by their homes' accounts, what was kept first
 * included, and by the homes themselves of what their accounts could not give.
 */
export async function sumMaintenancePaid(
  read: EntityManager,
  asked: readonly DivisionCode[],
): Promise<readonly MaintenancePaid[]> {
  const divisions = await divisionsIn(read, 'renovation_project', asked);
  if (divisions.length === 0) return [];
  const paid = 'job.paidFen + COALESCE(job.releasedFen, 0) + job.collectedFen';
  const invented = 'job.synthetic OR project.synthetic';
  const rows: { divisionCode: DivisionCode; sumFen: string; syntheticFen: string }[] = await read.query(
    `SELECT project.divisionCode AS divisionCode, CAST(SUM(${paid}) AS CHAR) AS sumFen,
            CAST(SUM(CASE WHEN ${invented} THEN ${paid} ELSE 0 END) AS CHAR) AS syntheticFen
       FROM maintenance_job job
       JOIN renovation_project project ON project.id = job.projectId
      WHERE project.state NOT IN (${listOf(outsideThePlan)})
        AND project.divisionCode IN (${listOf(divisions)})
      GROUP BY project.divisionCode`,
    [...outsideThePlan, ...divisions],
  );
  return rows.map((row) => ({
    ...row,
    sumFen: BigInt(row.sumFen),
    syntheticFen: BigInt(row.syntheticFen),
  }));
}

const listOf = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
