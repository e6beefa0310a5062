import type { Delivery } from '@anju/runtime/delivery';
import { createEmbeddedDelivery } from '@anju/runtime/embedded-delivery';
import { connectKafka } from '@anju/runtime/kafka';
import { createLog } from '@anju/runtime/request-log';

/** `embedded`, or where a broker answers: jest.config.mjs runs every `*.events.test.ts` on each. */
declare const TEST_BROKERS: string;

/** The delivery under test, closed after each test. */
export function testDelivery(): () => Delivery {
  let delivery: Delivery;
  beforeEach(() => {
    delivery =
      TEST_BROKERS === 'embedded'
        ? createEmbeddedDelivery()
        : connectKafka(TEST_BROKERS.split(','), 'tester', createLog('tester', 'silent'));
  });
  afterEach(() => delivery.close());
  return () => delivery;
}
