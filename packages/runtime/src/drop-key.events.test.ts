import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventType } from '@anju/events/define-event';
import { decisionEffective } from '@anju/events/governance';
import { topicOf } from '@anju/events/topic';
import { parse } from 'graphql';
import { Kafka, logLevel } from 'kafkajs';
import { AuditTable } from './audit';
import { type Consumer, on } from './consumer';
import { eventFlowResolvers } from './event-flow.resolvers';
import { receive, refuseRecord } from './inbox';
import { InboxTable } from './inbox.table';
import { appendToOutbox } from './outbox';
import { publishAgain } from './publish-again';
import { publishPending } from './relay';
import { buildSubgraph, sharedSdl } from './subgraph';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { aCaller, execute } from './testing/execute';
import { testDelivery } from './testing/test-delivery';
import { ownDatabase } from './testing/test-database';
import { transaction } from './transaction';

declare const TEST_BROKERS: string;
const onKafka = TEST_BROKERS !== 'embedded';

// Whoever joins a group waits for the broker.
jest.setTimeout(60_000);

const speaker = ownDatabase(bareStorage);
const listener = ownDatabase(bareStorage);
const delivery = testDelivery();
const now = '2022-09-20T10:00:00.000Z' as const;
const clock = () => now;

// One broker serves all tests, so each speaks of its own decisions under its own name.
const run = randomUUID().slice(0, 8);
const name = `dropper${run}`;
const pascal = `D${name.slice(1)}`;
let poison: string | null;
const consumer: Consumer = {
  name,
  subscriptions: [
    on(decisionEffective, async (_, { id }) => {
      if (id === poison) throw new Error('cannot digest this');
    }),
  ],
};
const schema = buildSubgraph(
  parse(`${sharedSdl}
    extend type Query { ${name}Events: EventFlow @access(roles: [OPERATOR]) }
    extend type Mutation {
      drop${pascal}Key(subject: ID!, dryRun: Boolean! = false): DropKeyResult! @access(roles: [OPERATOR])
    }`),
  [eventFlowResolvers(consumer)],
);
const drop = async (subject: string) => {
  const source = `mutation ($subject: ID!) { done: drop${pascal}Key(subject: $subject) {
    ... on KeyDropped { events { eventId } fromSequence } ... on RefusedDropped { id }
    ... on EventFlowRefusal { code message } } }`;
  const caller = aCaller({ roles: new Set(['OPERATOR']) });
  const { askAgain } = delivery();
  const { data } = await execute(schema, source, {
    db: listener(),
    now,
    caller,
    variables: { subject },
    // By a name of its own: of one name only one copy is asked, and a city may run on this broker too.
    askAgain: (request) => askAgain({ ...request, service: speakerName }),
  });
  return data.done;
};
const speakerName = `governance-${run}`;

const tell = (subject: `dec_${string}`, times: number) =>
  transaction(speaker(), (tx) =>
    appendToOutbox(
      tx,
      Array.from({ length: times }, () => effective(subject)),
      now,
    ),
  );
const publish = async () => publishPending(speaker(), await delivery().publisherFor('governance'));
const listen = () =>
  delivery().subscribe(
    consumer,
    async (event) => {
      if (event.subject.includes(run)) await receive(listener(), consumer, event, clock);
    },
    async (record) => {
      if (record.reason.includes('no JSON')) await refuseRecord(listener(), consumer, record);
    },
  );
const answer = () =>
  delivery().onAsked(speakerName, async (request) => {
    await publishAgain(speaker(), request);
    await publish();
  });
const states = async (subject: string) =>
  Object.fromEntries(
    (await listener().read.find(InboxTable, { where: { subject }, order: { sequence: 'ASC' } })).map(
      ({ eventId, state }) => [eventId, state],
    ),
  );
/** How many were refused since another has their place; what former runs left on the topic is refused too. */
const displaced = async () =>
  (await listener().read.findBy(InboxTable, { consumer: name, state: 'REFUSED' })).filter(({ error }) =>
    error!.includes(run),
  ).length;
async function eventually<T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  let found = await look();
  for (let tries = 0; !holds(found) && tries < 600; tries++) {
    await wait(50);
    found = await look();
  }
  expect(holds(found)).toBe(true);
  return found;
}
const audited = async () =>
  (await listener().read.find(AuditTable)).map(({ action, subject }) => [action, subject]);

/** As whoever may write to the topic does; where there is no topic it comes to the inbox at once. */
async function forge(
  subject: `dec_${string}`,
  sequence: number,
  type = effective(subject).type as EventType,
) {
  const forged = anEnvelope(effective(subject), { subject, sequence, type, id: `evt_forged_${subject}` });
  await (await delivery().publisherFor('governance')).send([forged]);
  return forged.id;
}

test.each([
  ['parked in the next place', 1],
  ['far ahead', 7],
])('a forged event that is %s is dropped, and what its speaker told is told again', async (what, place) => {
  const subject = `dec_${run}_${place}` as const;
  poison = `evt_forged_${subject}`;
  const listening = await listen();
  const answering = await answer();
  const forged = await forge(subject, place);
  await eventually(
    () => states(subject),
    (found) => found[forged] === (place === 1 ? 'PARKED' : 'WAITING'),
  );
  await tell(subject, 2);
  await publish();
  if (place === 1) await eventually(displaced, (count) => count === 1);
  else
    await eventually(
      () => states(subject),
      (found) => Object.keys(found).length === 3,
    );

  expect(await drop(subject)).toEqual({ events: [{ eventId: forged }], fromSequence: place === 1 ? 1 : 3 });
  const after = await eventually(
    () => states(subject),
    (found) => Object.values(found).filter((state) => state === 'HANDLED').length === 2,
  );
  await answering.stop();
  await listening.stop();

  expect(after).not.toHaveProperty(forged);
  expect(await displaced()).toBe(0);
  expect(await audited()).toEqual([['drop events of key', subject]]);
});

test('a forged event of a type nobody knows makes way for what its speaker told', async () => {
  const subject = `dec_${run}_unknown` as const;
  const listening = await listen();
  const answering = await answer();
  const forged = await forge(subject, 1, 'governance.whatever.v1');
  await eventually(
    () => states(subject),
    (found) => found[forged] === 'HANDLED',
  );
  await tell(subject, 1);
  await publish();
  await eventually(displaced, (count) => count === 1);

  expect(await drop(subject)).toEqual({ events: [{ eventId: forged }], fromSequence: 1 });
  await tell(subject, 1);
  await publish();
  const after = await eventually(
    () => states(subject),
    (found) => Object.values(found).filter((state) => state === 'HANDLED').length === 2,
  );
  await answering.stop();
  await listening.stop();

  expect(after).not.toHaveProperty(forged);
  expect(await displaced()).toBe(0);
});

// Within one process nothing comes that is no event.
if (onKafka)
  test('a record that is no event is dropped by its place, and does not come back', async () => {
    const kafka = new Kafka({ brokers: TEST_BROKERS.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    await producer.connect();
    const subject = `dec_${run}_strange` as const;
    const { id, type, source, time } = anEnvelope(effective(subject), { subject });
    const headers = {
      ce_id: id,
      ce_type: type,
      ce_source: source,
      ce_subject: subject,
      ce_time: time,
      ce_sequence: '1',
    };
    const topic = topicOf('governance');
    const [sent] = await producer.send({
      topic,
      messages: [{ key: subject, value: 'this is not it', headers }],
    });
    await producer.disconnect();
    const place = `${topic}/${sent!.partition}/${sent!.baseOffset}`;
    const isRefused = () =>
      listener().read.existsBy(InboxTable, { consumer: name, eventId: place, state: 'REFUSED' });

    const before = await listen();
    await eventually(isRefused, Boolean);
    expect(await drop(place)).toEqual({ id: place });
    expect(await isRefused()).toBe(false);
    expect(await audited()).toEqual([['drop refused record', place]]);
    await before.stop();

    const again = await listen();
    await tell(subject, 1);
    await publish();
    await eventually(
      () => states(subject),
      (found) => Object.values(found).includes('HANDLED'),
    );
    await again.stop();
    expect(await isRefused()).toBe(false);
  });
