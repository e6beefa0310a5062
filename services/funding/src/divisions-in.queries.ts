import { covers, type DivisionCode } from '@anju/values/division';
import type { EntityManager } from 'typeorm';

/** The divisions of a table's rows that one of those asked for covers. The table's name comes from the code. */
export async function divisionsIn(
  read: EntityManager,
  table: 'renovation_project' | 'maintenance_job',
  asked: readonly DivisionCode[],
): Promise<readonly DivisionCode[]> {
  const rows: { divisionCode: DivisionCode }[] = await read.query(
    `SELECT DISTINCT divisionCode FROM ${table}`,
  );
  return rows
    .map(({ divisionCode }) => divisionCode)
    .filter((code) => asked.some((division) => covers(division, code)));
}
