import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962, section 2.1 (as in RFC 9162): SHA-256, a leaf is hashed behind a byte 0 and a node behind
 * a byte 1, so that no node can be passed off as a leaf.
 */
const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

export const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer =>
  // In one call: a large vote has some hundred thousand of them.
  hash('sha256', Buffer.concat(parts.map((part) => Buffer.from(part))), 'buffer');

const hashLeaf = (leaf: Uint8Array): Buffer => sha256(leafPrefix, leaf);
const hashNodes = (left: Uint8Array, right: Uint8Array): Buffer => sha256(nodePrefix, left, right);

/** Every row of a tree, from the hashed leaves to the root. */
export type Tree = readonly (readonly Buffer[])[];

/** Of no leaves the root is the hash of nothing. */
export function treeOf(leaves: readonly Uint8Array[]): Tree {
  if (leaves.length === 0) return [[sha256()]];
  const rows = [leaves.map(hashLeaf)];
  while (rows.at(-1)!.length > 1) rows.push(parentsOf(rows.at(-1)!));
  return rows;
}

export const rootOf = (tree: Tree): Buffer => tree.at(-1)![0]!;

/** One without a neighbour goes up as it is, which comes to the same as the RFC's split at a power of two. */
const parentsOf = (row: readonly Buffer[]): Buffer[] =>
  Array.from({ length: Math.ceil(row.length / 2) }, (_, i) => {
    const [left, right] = [row[2 * i]!, row[2 * i + 1]];
    return right ? hashNodes(left, right) : left;
  });

/** The hashes that lead from one leaf to the root, from below. */
export const pathOf = (tree: Tree, index: number): Buffer[] =>
  tree.slice(0, -1).flatMap((row, height) => row[(index >> height) ^ 1] ?? []);

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
  let found = hashLeaf(leaf);
  for (let [place, last] = [index, size - 1]; last > 0; place >>= 1, last >>= 1) {
    const isRight = place % 2 === 1;
    if (!isRight && place === last) continue;
    const neighbour = left.shift();
    if (!neighbour) return null;
    found = isRight ? hashNodes(neighbour, found) : hashNodes(found, neighbour);
  }
  return left.length === 0 ? found : null;
}
