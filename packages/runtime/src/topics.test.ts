import { topicOf } from '@anju/events/topic';
import { replayTopic } from '@anju/events/replay-request';
import { differences, onFewer, topics } from './topics';

const name = topicOf('funding');
const declared = topics[name]!;
const inProduction = { sandbox: false };

test('what a service tells and asks has its topic, that keeps events while any of three brokers is lost', () => {
  const services = ['governance', 'funding', 'participation', 'property-management'];
  expect(Object.keys(topics).sort()).toEqual([...services.map(topicOf), replayTopic].sort());
  for (const topic of Object.values(topics))
    expect(topic).toMatchObject({ replication: 3, minInsyncReplicas: 2, cleanupPolicy: 'delete' });
});

test('one as declared does not differ', () => {
  expect(differences(name, declared, inProduction)).toEqual([]);
});

test.each([
  ['partitions', { partitions: 2 }, 'partitions 2 and is declared with 3. Stop the services'],
  ['retention', { retentionMs: 1000 }, '--add-config retention.ms=-1'],
  ['room for less', { maxMessageBytes: 100_000 }, '--add-config max.message.bytes=1048588'],
  ['a policy that forgets', { cleanupPolicy: 'compact' }, '--add-config cleanup.policy=delete'],
])('other %s is a difference anywhere, with what to do', (_, other, says) => {
  for (const sandbox of [true, false])
    expect(differences(name, { ...declared, ...other }, { sandbox })).toEqual([
      expect.stringContaining(says),
    ]);
});

test('fewer copies are a difference in production and not in a sandbox, which has as many brokers as it has', () => {
  const onOne = onFewer(declared, 1);
  expect(onOne).toMatchObject({ replication: 1, minInsyncReplicas: 1 });
  expect(differences(name, onOne, { sandbox: true })).toEqual([]);
  expect(differences(name, onOne, inProduction)).toEqual([
    expect.stringContaining('replication 1 and is declared with 3'),
    expect.stringContaining('min.insync.replicas=2'),
  ]);
  // More in sync than there may be: with one broker lost nothing could be told.
  expect(differences(name, { ...declared, minInsyncReplicas: 3 }, { sandbox: true })).toHaveLength(1);
});
