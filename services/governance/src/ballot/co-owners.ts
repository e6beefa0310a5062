import type { SnapshotId } from '../electorate-snapshot/electorate-snapshot';

interface OwnerOfHead {
  readonly snapshotId: SnapshotId;
  readonly headKey: string;
  readonly ownerId: string;
}

/** The heads, in each snapshot, whose co-owners are exactly those who signed; one alone is no co-owner (REG-4). */
export function headsOf(owners: readonly OwnerOfHead[], signedBy: readonly string[]) {
  const signers = new Set(signedBy);
  if (signers.size < 2) return [];
  const heads = new Map<string, OwnerOfHead[]>();
  for (const owner of owners) {
    const place = `${owner.snapshotId} ${owner.headKey}`;
    heads.set(place, [...(heads.get(place) ?? []), owner]);
  }
  return [...heads.values()]
    .filter((of) => of.length === signers.size && of.every(({ ownerId }) => signers.has(ownerId)))
    .map(([first]) => ({ snapshotId: first!.snapshotId, headKey: first!.headKey }));
}
