import { dateColumn, idColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { KnownCommittee } from './committee';

export const KnownCommitteeTable = new EntitySchema<KnownCommittee>({
  name: 'known_committee',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    termFrom: dateColumn,
    termUntil: dateColumn,
  },
  indices: [{ name: 'known_committee_community', columns: ['communityId'] }],
});

export const findCommittee = (
  read: EntityManager,
  id: KnownCommittee['id'],
): Promise<KnownCommittee | null> => read.findOneBy(KnownCommitteeTable, { id });
