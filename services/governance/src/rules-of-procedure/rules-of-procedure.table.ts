import { dateColumn, idColumn, instantColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { RulesOfProcedure, RulesVoiding } from './rules-of-procedure';

/** Append-only: a meeting goes by those that applied at its notice. */
export const RulesOfProcedureTable = new EntitySchema<RulesOfProcedure>({
  name: 'rules_of_procedure',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    adoptedOn: dateColumn,
    appliesFrom: dateColumn,
    paperNumber: { type: 'varchar', length: 100 },
    paperSha256: { type: 'varchar', length: 64 },
    clauses: { type: 'json' },
    synthetic: { type: 'boolean' },
    enteredAt: instantColumn,
  },
  indices: [{ name: 'rules_of_procedure_community', columns: ['communityId', 'appliesFrom'] }],
});

export const findRulesById = (read: EntityManager, ids: readonly string[]): Promise<RulesOfProcedure[]> =>
  read.findBy(RulesOfProcedureTable, { id: In([...ids]) as never });

/** Append-only. */
export const VoidedRulesTable = new EntitySchema<RulesVoiding>({
  name: 'voided_rules_of_procedure',
  columns: {
    rulesId: { ...idColumn, primary: true },
    reason: { type: 'text' },
    voidedAt: instantColumn,
  },
});

export const findRulesVoidings = (read: EntityManager, ids: readonly string[]): Promise<RulesVoiding[]> =>
  read.findBy(VoidedRulesTable, { rulesId: In([...ids]) as never });

export async function insertRulesVoiding(tx: EntityManager, voiding: RulesVoiding): Promise<void> {
  await tx.insert(VoidedRulesTable, voiding);
}

/** A community's by which a notice of some day may go, in the order in which they were entered. */
export async function findStandingRulesOf(
  read: EntityManager,
  communityId: RulesOfProcedure['communityId'],
): Promise<RulesOfProcedure[]> {
  const all = await findRulesOf(read, [communityId]);
  const voided = await findRulesVoidings(
    read,
    all.map(({ id }) => id),
  );
  return all.filter(({ id }) => !voided.some(({ rulesId }) => rulesId === id));
}

/** In the order in which they were entered. */
export const findRulesOf = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<RulesOfProcedure[]> =>
  read.find(RulesOfProcedureTable, {
    where: { communityId: In([...communityIds]) as never },
    order: { id: 'ASC' },
  });

export async function insertRules(tx: EntityManager, rules: RulesOfProcedure): Promise<void> {
  await tx.insert(RulesOfProcedureTable, rules);
}
