import { dateColumn, idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { compareAndSet } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In, IsNull } from 'typeorm';
import { longest } from './contract-content';
import type { PmContract } from './pm-contract';

export const PmContractTable = new EntitySchema<PmContract>({
  name: 'pm_contract',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    communityId: idColumn,
    companyId: idColumn,
    decisionId: idColumn,
    entry: integerColumn,
    committeeId: idColumn,
    signedOn: dateColumn,
    from: dateColumn,
    until: dateColumn,
    services: { type: 'json' },
    feeFenPerM2Month: integerColumn,
    rights: { type: 'text' },
    fundUse: { type: 'text' },
    pmRooms: { type: 'text' },
    liability: { type: 'text' },
    handOver: { type: 'text' },
    paperNumber: { type: 'varchar', length: longest.paperNumber },
    paperHash: { type: 'varchar', length: 64 },
    synthetic: { type: 'boolean' },
    recordedAt: instantColumn,
    voidedAt: { ...instantColumn, nullable: true },
    voidedBecause: { type: 'text', nullable: true },
    voidingPaperNumber: { type: 'varchar', length: longest.paperNumber, nullable: true },
    voidingPaperHash: { type: 'varchar', length: 64, nullable: true },
    boundFrom: { ...dateColumn, nullable: true },
    boundUntil: { ...dateColumn, nullable: true },
  },
  indices: [
    { name: 'pm_contract_decision', columns: ['decisionId', 'entry'], unique: true },
    { name: 'pm_contract_community', columns: ['communityId', 'id'] },
  ],
});

export async function insertContract(tx: EntityManager, contract: PmContract): Promise<void> {
  await tx.insert(PmContractTable, contract as never);
}

export const updateContract = (tx: EntityManager, contract: PmContract): Promise<void> =>
  compareAndSet(tx, PmContractTable, contract);

export const findContract = (read: EntityManager, id: PmContract['id']): Promise<PmContract | null> =>
  read.findOneBy(PmContractTable, { id });

export const findContracts = (read: EntityManager, ids: readonly string[]): Promise<PmContract[]> =>
  read.findBy(PmContractTable, { id: In([...ids]) });

/** Of each decision the one that stands. */
export const findContractsOn = (read: EntityManager, decisionIds: readonly string[]): Promise<PmContract[]> =>
  read.findBy(PmContractTable, { decisionId: In([...decisionIds]), voidedAt: IsNull() });

/** In the order they were entered, those too that were voided. */
export const findContractsOf = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<PmContract[]> =>
  read.find(PmContractTable, { where: { communityId: In([...communityIds]) }, order: { id: 'ASC' } });
