import {
  dateColumn,
  idColumn,
  instantColumn,
  integerColumn,
  toSafeInteger,
  wordColumn,
} from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { insertMany } from '@anju/runtime/insert-many';
import type { AssemblyMeeting, MeetingId } from './assembly-meeting';
import { type Reached, type RecordedDelivery, surestFirst } from './delivery';

export const AssemblyMeetingTable = new EntitySchema<AssemblyMeeting>({
  name: 'assembly_meeting',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    communityId: idColumn,
    divisionCode: wordColumn,
    committeeId: idColumn,
    form: wordColumn,
    rulesOfProcedureId: { ...idColumn, nullable: true },
    noticedAt: instantColumn,
    residentsCommitteeToldAt: instantColumn,
    opensAt: instantColumn,
    closesAt: instantColumn,
    synthetic: { type: 'boolean' },
    withdrawnAt: { ...instantColumn, nullable: true },
    withdrawalReason: { type: 'text', nullable: true },
  },
  indices: [{ name: 'assembly_meeting_community', columns: ['communityId', 'id'] }],
});

interface DeliveryRow extends RecordedDelivery {
  readonly meetingId: MeetingId;
  readonly recordedAt: Instant;
}

/** A log: append-only. Of an owner the last entry counts. */
export const DeliveryTable = new EntitySchema<DeliveryRow>({
  name: 'notice_delivery',
  columns: {
    meetingId: { ...idColumn, primary: true },
    ownerId: { ...idColumn, primary: true },
    way: { ...wordColumn, primary: true },
    deliveredOn: { ...dateColumn, primary: true },
    entry: { ...integerColumn, primary: true },
    recordedAt: instantColumn,
  },
});

export const findMeeting = (read: EntityManager, id: MeetingId): Promise<AssemblyMeeting | null> =>
  read.findOneBy(AssemblyMeetingTable, { id });

export const findMeetings = (read: EntityManager, ids: readonly string[]): Promise<AssemblyMeeting[]> =>
  read.findBy(AssemblyMeetingTable, { id: In([...ids]) as never });

/** The meetings of some communities, in the order of their notices. */
export const findMeetingsOf = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<AssemblyMeeting[]> =>
  read.find(AssemblyMeetingTable, {
    where: { communityId: In([...communityIds]) as never },
    order: { id: 'ASC' },
  });

/** Loads a meeting in order to change what belongs to it. */
export const lockMeeting = (tx: EntityManager, id: MeetingId): Promise<AssemblyMeeting | null> =>
  tx.findOne(AssemblyMeetingTable, { where: { id }, ...forUpdate(tx) });

export async function insertMeeting(tx: EntityManager, meeting: AssemblyMeeting): Promise<void> {
  await tx.insert(AssemblyMeetingTable, meeting);
}

export const updateMeeting = (tx: EntityManager, meeting: AssemblyMeeting): Promise<void> =>
  compareAndSet(tx, AssemblyMeetingTable, meeting);

export const findDeliveries = (read: EntityManager, meetingId: MeetingId): Promise<DeliveryRow[]> =>
  read.findBy(DeliveryTable, { meetingId });

export const insertDeliveries = (tx: EntityManager, rows: readonly DeliveryRow[]): Promise<void> =>
  insertMany(tx, DeliveryTable, rows);

/** Of a `delivery`, that nothing else was said of its owner later. */
const isLast = `NOT EXISTS (SELECT 1 FROM notice_delivery later
    WHERE later.meetingId = delivery.meetingId AND later.ownerId = delivery.ownerId AND later.entry > delivery.entry)`;

/** How many owners of each meeting were reached, each by the surest way. */
export async function countDeliveries(read: EntityManager, meetingIds: readonly string[]) {
  const placeOf = surestFirst.map((way, i) => `WHEN '${way}' THEN ${i}`).join(' ');
  const rows: { meetingId: string; surest: unknown; owners: unknown }[] = await read.query(
    `SELECT meetingId, surest, COUNT(*) AS owners
       FROM (SELECT meetingId, ownerId, MIN(CASE way ${placeOf} END) AS surest
               FROM notice_delivery delivery
              WHERE meetingId IN (${meetingIds.map(() => '?').join(', ')}) AND ${isLast}
              GROUP BY meetingId, ownerId) reached
      GROUP BY meetingId, surest`,
    [...meetingIds],
  );
  return rows.map(({ meetingId, surest, owners }) => ({
    meetingId,
    way: surestFirst[toSafeInteger(surest)]!,
    owners: toSafeInteger(owners),
  }));
}

/** How many heads of each electorate were first reached on which day, by a delivery to any of a head's owners (REG-4). */
export async function findReached(read: EntityManager, snapshotIds: readonly string[]) {
  const rows: { snapshotId: string; firstOn: Reached['firstOn']; heads: unknown }[] = await read.query(
    `SELECT snapshotId, firstOn, COUNT(*) AS heads
       FROM (SELECT elector.snapshotId AS snapshotId, elector.headKey AS headKey,
                    MIN(delivery.deliveredOn) AS firstOn
               FROM elector JOIN electorate_snapshot snapshot ON snapshot.id = elector.snapshotId
               LEFT JOIN notice_delivery delivery
                 ON delivery.meetingId = snapshot.meetingId AND delivery.ownerId = elector.ownerId
                AND ${isLast}
              WHERE elector.snapshotId IN (${snapshotIds.map(() => '?').join(', ')})
              GROUP BY elector.snapshotId, elector.headKey) head
      GROUP BY snapshotId, firstOn`,
    [...snapshotIds],
  );
  return rows.map(({ heads, ...row }) => ({ ...row, heads: toSafeInteger(heads) }));
}
