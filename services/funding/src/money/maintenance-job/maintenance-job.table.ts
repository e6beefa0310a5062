import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In, IsNull, Not } from 'typeorm';
import type { MaintenanceJob } from './maintenance-job';

const maybe = { nullable: true } as const;

export const MaintenanceJobTable = new EntitySchema<MaintenanceJob>({
  name: 'maintenance_job',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    state: wordColumn,
    communityId: idColumn,
    divisionCode: wordColumn,
    projectId: { ...idColumn, ...maybe },
    contentCode: wordColumn,
    buildingIds: { type: 'json' },
    title: { type: 'varchar', length: 200 },
    contractorName: { type: 'varchar', length: 200 },
    synthetic: { type: 'boolean' },
    syntheticByItself: { type: 'boolean' },
    proposedAt: instantColumn,
    decisionId: { ...idColumn, ...maybe },
    decidedAt: { ...instantColumn, ...maybe },
    measurement: { type: 'json', ...maybe },
    costFen: { ...integerColumn, ...maybe },
    retainedFen: { ...integerColumn, ...maybe },
    appliedAt: { ...instantColumn, ...maybe },
    approvalDocument: { type: 'varchar', length: 100, ...maybe },
    approvedAt: { ...instantColumn, ...maybe },
    instructedAt: { ...instantColumn, ...maybe },
    instructedFen: { ...integerColumn, ...maybe },
    receivableFen: { ...integerColumn, ...maybe },
    paidFen: integerColumn,
    collectedFen: integerColumn,
    receipt: { type: 'json', ...maybe },
    acceptance: { type: 'json', ...maybe },
    keptFen: { ...integerColumn, ...maybe },
    releasedFen: { ...integerColumn, ...maybe },
    releaseReceipt: { type: 'json', ...maybe },
    withdrawal: { type: 'json', ...maybe },
  },
  indices: [
    { name: 'maintenance_job_community', columns: ['communityId', 'id'] },
    { name: 'maintenance_job_project', columns: ['projectId', 'id'] },
    { name: 'maintenance_job_decision', columns: ['decisionId', 'id'] },
  ],
});

export const findJobs = (read: EntityManager, ids: readonly string[]): Promise<MaintenanceJob[]> =>
  read.findBy(MaintenanceJobTable, { id: In([...ids]) });

/** Jobs of a community of one kind of work that were accepted, and stand. */
export const findAcceptedJobs = (
  read: EntityManager,
  { communityId, contentCode }: Pick<MaintenanceJob, 'communityId' | 'contentCode'>,
): Promise<MaintenanceJob[]> =>
  read.find(MaintenanceJobTable, {
    where: { communityId, contentCode, acceptance: Not(IsNull()), withdrawal: IsNull() },
    order: { id: 'ASC' },
  });

/** Loads a job in order to change it or its shares: nobody else can until this transaction ends. */
export const lockJob = (tx: EntityManager, id: MaintenanceJob['id']): Promise<MaintenanceJob | null> =>
  tx.findOne(MaintenanceJobTable, { where: { id }, ...forUpdate(tx) });

export async function insertJob(tx: EntityManager, job: MaintenanceJob): Promise<void> {
  await tx.insert(MaintenanceJobTable, job as never);
}

export const updateJob = (tx: EntityManager, job: MaintenanceJob): Promise<void> =>
  compareAndSet(tx, MaintenanceJobTable, job);
