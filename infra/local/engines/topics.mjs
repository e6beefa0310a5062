import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

/** Makes the declared topics, each on as many brokers as there are at most. */
export async function makeTopics(brokers, copies) {
  register();
  const { createTopics } = createRequire(import.meta.url)('../../kafka/create-topics.ts');
  return createTopics(brokers, copies);
}
