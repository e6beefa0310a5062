import type { Words } from '@anju/runtime/csv-table';
import type { PersonalData } from '@anju/runtime/personal-data';
import { foldWidth } from '@anju/values/fold-width';
import type { Id } from '@anju/values/id';
import type { EntityManager } from 'typeorm';
import type { SnapshotId } from '../electorate-snapshot/electorate-snapshot';
import { findFrozenUnitsLabelled, findOwnersOfHeads } from '../electorate-snapshot/electorate-snapshot.table';
import { findOwnersById } from '../owner/owner.table';
import { findSoldHeads } from '../title-proof/title-proof.table';
import { paperBatchWords as words } from './paper-batch.words';

type Signer = Id<'own'>;

interface Signature {
  readonly label: string;
  readonly ownerName: string;
}

/** As the eye reads it: wide or narrow, with a blank in it or none. */
const asRead = (name: string) => foldWidth(name).replace(/\s/g, '');

/**
 * Who signed a paper, by the home on it and the name: an owner of its head in the electorate, or who bought all of it since
 * (REG-4, REG-7). The name may be left out where there is one. Asked once for all papers.
 */
export async function findSigners(
  tx: EntityManager,
  { open }: Pick<PersonalData, 'open'>,
  papers: readonly Signature[],
  snapshotIds: readonly SnapshotId[],
) {
  const labels = [...new Set(papers.map(({ label }) => label))];
  const units = await findFrozenUnitsLabelled(tx, snapshotIds, labels);
  const headKeys = [...new Set(units.map(({ headKey }) => headKey))];
  const electors = await findOwnersOfHeads(tx, snapshotIds, headKeys);
  const sold = (await findSoldHeads(tx, snapshotIds)).filter(({ headKey }) => headKeys.includes(headKey));
  const byHead = new Map<string, Set<Signer>>(headKeys.map((headKey) => [headKey, new Set()]));
  for (const { headKey, ownerId } of electors) byHead.get(headKey)!.add(ownerId);
  for (const { headKey, buyerId } of sold) byHead.get(headKey)!.add(buyerId);
  const headOf = new Map(units.map(({ label, headKey }) => [label, headKey]));
  const owners = await findOwnersById(tx, [...new Set([...byHead.values()].flatMap((ids) => [...ids]))]);
  const nameOf = new Map(owners.map(({ id, name }) => [id, asRead(open(name))]));

  return ({
    label,
    ownerName,
  }: Signature): Signer | { readonly column: 'door' | 'owner'; readonly reason: Words } => {
    const headKey = headOf.get(label);
    if (headKey === undefined) return { column: 'door', reason: words.notAHome(label) };
    const all = [...byHead.get(headKey)!];
    const named = ownerName === '' ? all : all.filter((id) => nameOf.get(id) === asRead(ownerName));
    const [signer, ...more] = named;
    if (signer && more.length === 0) return signer;
    const reason = !signer ? words.otherOwner : ownerName === '' ? words.whichOwner : words.sameName;
    return { column: 'owner', reason };
  };
}
