import { dateColumn, idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { Proxy, ProxyId } from './proxy';

export const ProxyTable = new EntitySchema<Proxy>({
  name: 'proxy',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    meetingId: idColumn,
    ownerId: idColumn,
    agentName: { type: 'text' },
    agentOwnerId: { ...idColumn, nullable: true },
    agentKey: { type: 'varchar', length: 64 },
    questionIds: { type: 'json' },
    powers: { type: 'text' },
    instructions: { type: 'json', nullable: true },
    from: dateColumn,
    until: dateColumn,
    registeredAt: instantColumn,
    recalledAt: { ...instantColumn, nullable: true },
    endedBecause: { ...wordColumn, nullable: true },
  },
  indices: [{ name: 'proxy_meeting', columns: ['meetingId', 'agentKey'] }],
});

/** In order to use it or to end it: of a paper and a recall one comes first. */
export const lockProxy = (tx: EntityManager, id: ProxyId): Promise<Proxy | null> =>
  tx.findOne(ProxyTable, { where: { id }, ...forUpdate(tx) });

export const findProxiesOf = (read: EntityManager, meetingId: Proxy['meetingId']): Promise<Proxy[]> =>
  read.findBy(ProxyTable, { meetingId });

export async function insertProxy(tx: EntityManager, proxy: Proxy): Promise<void> {
  await tx.insert(ProxyTable, proxy as never);
}

export const updateProxy = (tx: EntityManager, proxy: Proxy): Promise<void> =>
  compareAndSet(tx, ProxyTable, proxy);
