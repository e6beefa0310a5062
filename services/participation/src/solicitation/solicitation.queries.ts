import { toSafeInteger } from '@anju/runtime/columns';
import type { DivisionCode } from '@anju/values/division';
import type { EntityManager } from 'typeorm';
import type { Solicitation } from './solicitation';

interface Count {
  readonly divisionCode: DivisionCode;
  readonly state: Solicitation['state'];
  readonly solicitations: number;
}

/** How many solicitations of each division stand in each state: a few rows, whatever division is asked for. */
export async function countSolicitations(read: EntityManager): Promise<readonly Count[]> {
  const rows: (Omit<Count, 'solicitations'> & { solicitations: unknown })[] = await read.query(
    `SELECT divisionCode, state, COUNT(*) AS solicitations
       FROM solicitation
      GROUP BY divisionCode, state`,
  );
  return rows.map((row) => ({ ...row, solicitations: toSafeInteger(row.solicitations) }));
}
