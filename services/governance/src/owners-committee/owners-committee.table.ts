import { dateColumn, idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { CommitteeId, CommitteeMember, OwnersCommittee, SupersededCommittee } from './owners-committee';

export const OwnersCommitteeTable = new EntitySchema<OwnersCommittee>({
  name: 'owners_committee',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    communityId: idColumn,
    seats: integerColumn,
    termFrom: dateColumn,
    termUntil: dateColumn,
    filingNumber: { type: 'varchar', length: 100 },
    synthetic: { type: 'boolean' },
  },
  indices: [{ name: 'owners_committee_community', columns: ['communityId', 'termFrom'] }],
});

export const CommitteeMemberTable = new EntitySchema<CommitteeMember>({
  name: 'committee_member',
  columns: {
    committeeId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    role: wordColumn,
    name: { type: 'text' },
    document: { type: 'text', nullable: true },
    ownerId: { ...idColumn, nullable: true },
    legalBasis: { type: 'json' },
  },
});

/** Append-only. */
export const SupersededCommitteeTable = new EntitySchema<SupersededCommittee>({
  name: 'superseded_committee',
  columns: {
    committeeId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    seats: integerColumn,
    termFrom: dateColumn,
    termUntil: dateColumn,
    filingNumber: { type: 'varchar', length: 100 },
    members: { type: 'json' },
    reason: { type: 'text' },
    supersededAt: instantColumn,
  },
});

export const findCommittee = (read: EntityManager, id: CommitteeId): Promise<OwnersCommittee | null> =>
  read.findOneBy(OwnersCommitteeTable, { id });

export const findCommittees = (read: EntityManager, ids: readonly string[]): Promise<OwnersCommittee[]> =>
  read.findBy(OwnersCommitteeTable, { id: In([...ids]) as never });

/** The committees that some communities had and have, the first first. */
export const findCommitteesOf = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<OwnersCommittee[]> =>
  read.find(OwnersCommitteeTable, {
    where: { communityId: In([...communityIds]) as never },
    order: { termFrom: 'ASC', id: 'ASC' },
  });

export const findMembersOf = (
  read: EntityManager,
  committeeIds: readonly string[],
): Promise<CommitteeMember[]> =>
  read.find(CommitteeMemberTable, {
    where: { committeeId: In([...committeeIds]) as never },
    order: { number: 'ASC' },
  });

export async function insertCommittee(
  tx: EntityManager,
  committee: OwnersCommittee,
  members: readonly CommitteeMember[],
): Promise<void> {
  await tx.insert(OwnersCommitteeTable, committee);
  await tx.insert(CommitteeMemberTable, [...members]);
}

/** The committee is another than was entered, and what was entered is kept. */
export async function replaceCommittee(
  tx: EntityManager,
  committee: OwnersCommittee,
  members: readonly CommitteeMember[],
  superseded: SupersededCommittee,
): Promise<void> {
  await tx.insert(SupersededCommitteeTable, superseded as never);
  await compareAndSet(tx, OwnersCommitteeTable, committee);
  await tx.delete(CommitteeMemberTable, { committeeId: committee.id });
  await tx.insert(CommitteeMemberTable, [...members]);
}

/** What was entered before of some committees, the first first. */
export const findSuperseded = (
  read: EntityManager,
  committeeIds: readonly string[],
): Promise<SupersededCommittee[]> =>
  read.find(SupersededCommitteeTable, {
    where: { committeeId: In([...committeeIds]) as never },
    order: { number: 'ASC' },
  });
