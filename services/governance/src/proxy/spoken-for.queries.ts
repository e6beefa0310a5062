import type { EntityManager } from 'typeorm';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { findRatifiers } from '../ballot/ballot.table';
import type { SnapshotId } from '../electorate-snapshot/electorate-snapshot';
import { findHeadsOf } from '../title-proof/title-proof.table';
import type { Proxy } from './proxy';
import { findProxiesOf } from './proxy.table';

/**
 * The heads for which an agent was ever named in a meeting, or brought a paper that its owner ratified, and those of
 * one owner more: what a place's cap is about (GOV-MEET-4).
 */
export async function findHeadsSpokenFor(
  tx: EntityManager,
  meetingId: MeetingId,
  agentKey: string,
  ownerId: Proxy['ownerId'],
  snapshotIds: readonly SnapshotId[],
): Promise<ReadonlySet<string>> {
  const named = (await findProxiesOf(tx, meetingId)).filter((proxy) => proxy.agentKey === agentKey);
  const ratifiers = await findRatifiers(tx, meetingId, agentKey);
  const owners = new Set([ownerId, ...named.map((proxy) => proxy.ownerId), ...ratifiers]);
  const heads = new Set<string>();
  for (const owner of owners)
    for (const { headKey } of await findHeadsOf(tx, owner, snapshotIds)) heads.add(headKey);
  return heads;
}
