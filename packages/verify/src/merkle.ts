import { createHash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962, section 2.1 (as in RFC 9162): SHA-256, a leaf is hashed behind a byte 0 and a node behind
 * a byte 1, so that no node can be passed off as a leaf.
 */
const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

export const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const hashLeaf = (leaf: Uint8Array): Buffer => sha256(leafPrefix, leaf);
const hashNodes = (left: Uint8Array, right: Uint8Array): Buffer => sha256(nodePrefix, left, right);

/** Of no leaves it is the hash of nothing. */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256();
  let level = leaves.map(hashLeaf);
  while (level.length > 1) level = parentsOf(level);
  return level[0]!;
}

/** One without a neighbour goes up as it is, which comes to the same as the RFC's split at a power of two. */
const parentsOf = (level: readonly Buffer[]): Buffer[] =>
  Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
    const [left, right] = [level[2 * i]!, level[2 * i + 1]];
    return right ? hashNodes(left, right) : left;
  });

/** The hashes that lead from one leaf to the root, from below. */
export function pathOf(leaves: readonly Uint8Array[], index: number): Buffer[] {
  const path: Buffer[] = [];
  let level = leaves.map(hashLeaf);
  for (let place = index; level.length > 1; place >>= 1) {
    const neighbour = level[place ^ 1];
    if (neighbour) path.push(neighbour);
    level = parentsOf(level);
  }
  return path;
}

/** The root to which a leaf, its place and its path lead; null where they fit no tree of so many leaves. */
export function rootFrom(
  leaf: Uint8Array,
  {
    index,
    size,
    path,
  }: { readonly index: number; readonly size: number; readonly path: readonly Uint8Array[] },
): Buffer | null {
  if (index >= size) return null;
  const left = [...path];
  let hash = hashLeaf(leaf);
  for (let [place, last] = [index, size - 1]; last > 0; place >>= 1, last >>= 1) {
    const isRight = place % 2 === 1;
    if (!isRight && place === last) continue;
    const neighbour = left.shift();
    if (!neighbour) return null;
    hash = isRight ? hashNodes(neighbour, hash) : hashNodes(hash, neighbour);
  }
  return left.length === 0 ? hash : null;
}
