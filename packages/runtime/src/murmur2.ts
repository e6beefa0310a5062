/**
 * The 32-bit murmur2 hash by which Kafka's own clients choose the partition of a key. Pinned here, so
 * that an aggregate stays in its partition whatever a library's default becomes.
 */
export function murmur2(key: string): number {
  const data = Buffer.from(key, 'utf8');
  const m = 0x5bd1e995;
  const words = data.length & ~3;
  let h = 0x9747b28c ^ data.length;

  for (let i = 0; i < words; i += 4) {
    let k = Math.imul(data.readInt32LE(i), m);
    k = Math.imul(k ^ (k >>> 24), m);
    h = Math.imul(h, m) ^ k;
  }
  const rest = data.length & 3;
  if (rest === 3) h ^= data[words + 2]! << 16;
  if (rest >= 2) h ^= data[words + 1]! << 8;
  if (rest >= 1) h = Math.imul(h ^ data[words]!, m);

  h = Math.imul(h ^ (h >>> 13), m);
  return h ^ (h >>> 15);
}
