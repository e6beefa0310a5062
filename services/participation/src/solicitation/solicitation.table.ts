import { idColumn, instantColumn, integerColumn, toSafeInteger, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In, Not } from 'typeorm';
import type { Reopening } from './reopen-solicitation';
import type { Solicitation, SolicitationId } from './solicitation';

export const SolicitationTable = new EntitySchema<Solicitation>({
  name: 'solicitation',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    communityId: idColumn,
    divisionCode: wordColumn,
    round: integerColumn,
    households: integerColumn,
    state: wordColumn,
    openedAt: instantColumn,
    closedAt: { ...instantColumn, nullable: true },
    gate: { type: 'json', nullable: true },
    withdrawnBecause: { type: 'text', nullable: true },
    reopened: integerColumn,
    judgedAt: { ...instantColumn, nullable: true },
    synthetic: { type: 'boolean' },
  },
  indices: [
    { name: 'solicitation_round', columns: ['communityId', 'round'], unique: true },
    { name: 'solicitation_division', columns: ['divisionCode', 'state'] },
  ],
});

/** Append-only: triggers refuse UPDATE and DELETE on both engines. */
export const ReopeningTable = new EntitySchema<Reopening>({
  name: 'solicitation_reopening',
  columns: {
    solicitationId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    reason: { type: 'text' },
    closedAt: instantColumn,
    gate: { type: 'json' },
    reopenedAt: instantColumn,
  },
});

export const findSolicitation = (read: EntityManager, id: SolicitationId): Promise<Solicitation | null> =>
  read.findOneBy(SolicitationTable, { id });

export const findSolicitations = (read: EntityManager, ids: readonly string[]): Promise<Solicitation[]> =>
  read.findBy(SolicitationTable, { id: In([...ids]) });

/** Loads a solicitation in order to change it: nobody else can until this transaction ends. */
export const lockSolicitation = (tx: EntityManager, id: SolicitationId): Promise<Solicitation | null> =>
  tx.findOne(SolicitationTable, { where: { id }, ...forUpdate(tx) });

/** The last that was not withdrawn: where one is open it is this. */
export const findLatestSolicitation = (
  read: EntityManager,
  communityId: Solicitation['communityId'],
): Promise<Solicitation | null> =>
  read.findOne(SolicitationTable, {
    where: { communityId, state: Not('WITHDRAWN') },
    order: { round: 'DESC' },
  });

/** 0 of a community that was never asked. */
export const findLastRound = async (
  read: EntityManager,
  communityId: Solicitation['communityId'],
): Promise<number> => toSafeInteger((await read.maximum(SolicitationTable, 'round', { communityId })) ?? 0);

/** All of these communities, in the order they were opened. */
export const findSolicitationsOf = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<Solicitation[]> =>
  read.find(SolicitationTable, { where: { communityId: In([...communityIds]) }, order: { id: 'ASC' } });

export async function insertSolicitation(tx: EntityManager, solicitation: Solicitation): Promise<void> {
  await tx.insert(SolicitationTable, solicitation);
}

export const updateSolicitation = (tx: EntityManager, solicitation: Solicitation): Promise<void> =>
  compareAndSet(tx, SolicitationTable, solicitation);

export async function insertReopening(tx: EntityManager, reopening: Reopening): Promise<void> {
  await tx.insert(ReopeningTable, reopening as never);
}

/** Of each the first first. */
export const findReopenings = (read: EntityManager, ids: readonly string[]): Promise<Reopening[]> =>
  read.find(ReopeningTable, { where: { solicitationId: In([...ids]) }, order: { number: 'ASC' } });
