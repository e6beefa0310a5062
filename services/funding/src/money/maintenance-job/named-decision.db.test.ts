import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import type { EntityManager } from 'typeorm';
import { decisionAdopted } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { september as now } from './maintenance-job.builder';
import { findNamedDecision } from './named-decision.queries';

const database = testDatabase(storage);

/** Reads as the database does, and lets something happen once its first answer is there. */
function readAndThen(happen: () => Promise<void>): EntityManager {
  let happened = false;
  return new Proxy(database().read, {
    get(read, name) {
      const member: unknown = Reflect.get(read, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        const answer: unknown = await member.apply(read, args);
        if (!happened) {
          happened = true;
          await happen();
        }
        return answer;
      };
    },
  });
}

test('[MF-2] a decision that becomes known between two looks is not yet there, or there with what it lets be paid', async () => {
  const read = readAndThen(() => deliver(database(), funding, [decisionAdopted()], { now }));
  const { decision, warrant } = await findNamedDecision(read, 'dec_1');
  expect(decision === null || warrant !== null).toBe(true);

  expect(await findNamedDecision(database().read, 'dec_1')).toMatchObject({
    decision: { id: 'dec_1' },
    warrant: { decisionId: 'dec_1' },
  });
});
