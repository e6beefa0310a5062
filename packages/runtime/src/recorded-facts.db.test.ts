import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionEffective } from '@anju/events/governance';
import { Like } from 'typeorm';
import { type Consumer, on } from './consumer';
import { LeaseTable } from './lease';
import { playRecordedFacts } from './recorded-facts';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { testDatabase } from './testing/test-database';

const database = testDatabase(bareStorage);
const clock = () => '2022-09-20T10:00:00.000Z' as const;
const folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
afterAll(() => rmSync(folder, { recursive: true }));

const consumer: Consumer = {
  name: 'tester',
  subscriptions: [
    on(decisionEffective, async (tx, { id, subject }) => {
      if (subject === 'dec_bad') throw new Error('cannot digest this');
      await tx.insert(LeaseTable, { name: id, token: 1, expiresAt: '' });
    }),
  ],
};
const play = (...subjects: `dec_${string}`[]) => {
  const file = join(folder, 'facts.json');
  writeFileSync(file, JSON.stringify(subjects.map((subject) => anEnvelope(effective(subject)))));
  return playRecordedFacts(database(), consumer, file, clock);
};

test('recorded facts have their effect once, however often the service starts with them', async () => {
  expect(await play('dec_1', 'dec_2')).toBe(2);
  expect(await play('dec_1', 'dec_2', 'dec_3')).toBe(1);

  expect(await database().read.countBy(LeaseTable, { name: Like('evt%') })).toBe(3);
});

test('a recorded fact that cannot be handled is named with its reason and what to do, at every start', async () => {
  for (const _start of ['first', 'next'])
    await expect(play('dec_1', 'dec_bad')).rejects.toThrow(
      /evt_dec_bad_1 \(governance\.decision-effective\.v1\): .*cannot digest this.* To start empty, run rm -f /,
    );
});
