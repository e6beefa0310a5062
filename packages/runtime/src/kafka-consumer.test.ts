import type { EachBatchPayload } from 'kafkajs';
import { takeBatch } from './kafka-consumer';

/** Two keys of one partition, as kafkajs brings them; the numbers that may be committed are noted. */
function batchOfTwo() {
  const resolved: string[] = [];
  const payload = {
    batch: {
      topic: 'anju.governance.events',
      partition: 0,
      messages: ['dec_1', 'dec_2'].map((key, i) => ({ key: Buffer.from(key), offset: `${i}`, value: null })),
    },
    resolveOffset: (offset: string) => void resolved.push(offset),
    heartbeat: async () => undefined,
    isRunning: () => true,
    isStale: () => false,
    commitOffsetsIfNecessary: async () => undefined,
    uncommittedOffsets: () => ({ topics: [] }),
  } as unknown as EachBatchPayload;
  return { payload, resolved };
}

test('an event that fails before the one in front of it has ended ends the batch, and not the process', async () => {
  const { payload, resolved } = batchOfTwo();
  let secondFailed!: () => void;
  const second = new Promise<void>((resolve) => (secondFailed = resolve));
  let begun = 0;
  const batch = takeBatch(payload, async () => {
    if (++begun === 1) await second;
    // Long enough for a rejection that nobody hears yet to be one: Node ends the process for it, and jest the test.
    else setTimeout(secondFailed, 20);
    throw new Error('the database is away');
  });
  await expect(batch).rejects.toThrow('the database is away');
  expect(begun).toBe(2);
  expect(resolved).toEqual([]);
});
