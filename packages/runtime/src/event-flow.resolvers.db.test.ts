import { decisionEffective } from '@anju/events/governance';
import type { ReplayRequest } from '@anju/events/replay-request';
import { parse } from 'graphql';
import { IsNull } from 'typeorm';
import { AuditTable } from './audit';
import type { Role } from './caller';
import { type Consumer, on } from './consumer';
import { eventFlowResolvers } from './event-flow.resolvers';
import { receive, refuseRecord } from './inbox';
import { type InboxState, InboxTable } from './inbox.table';
import { insertMany } from './insert-many';
import { appendToOutbox, OutboxTable } from './outbox';
import { publishPending } from './relay';
import { buildSubgraph, sharedSdl } from './subgraph';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { aCaller, execute } from './testing/execute';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);
const now = '2022-09-20T10:00:00.000Z';

let poison: string | null;
beforeEach(() => (poison = null));
const consumer: Consumer = {
  name: 'bare-service',
  subscriptions: [
    on(decisionEffective, async (_, { id }) => {
      if (id === poison) throw new Error('cannot digest this');
    }),
  ],
};
const schema = buildSubgraph(
  parse(`${sharedSdl}
    extend type Query { bareServiceEvents: EventFlow! @access(roles: [OPERATOR]) }
    extend type Mutation {
      retryBareServiceKey(subject: ID!): RetryKeyResult! @access(roles: [OPERATOR])
      dropBareServiceKey(subject: ID!, dryRun: Boolean! = false): DropKeyResult! @access(roles: [OPERATOR])
      tellBareServiceAgain(input: TellAgainInput!): TellAgainResult! @access(roles: [OPERATOR])
    }`),
  [eventFlowResolvers(consumer)],
);

let askAgain: (request: ReplayRequest) => Promise<void>;
beforeEach(() => (askAgain = async () => undefined));
const ask = (source: string, variables = {}, role: Role = 'OPERATOR') => {
  const caller = aCaller({ roles: new Set([role]) });
  return execute(schema, source, { db: database(), now, caller, variables, askAgain });
};
const flow = async () => {
  const { data } = await ask(`{ bareServiceEvents { service unpublished oldestUnpublishedAt
    parked { subject eventId type sequence reason } held { subject service missing waiting }
    refused { id reason } } }`);
  return data.bareServiceEvents;
};
const retry = async (subject: string) => {
  const { data } = await ask(
    `mutation ($subject: ID!) { retryBareServiceKey(subject: $subject) {
      ... on EventFlow { parked { subject } } ... on EventFlowRefusal { code message } } }`,
    { subject },
  );
  return data.retryBareServiceKey;
};
const drop = async (subject: string, dryRun = false) => {
  const { data } = await ask(
    `mutation ($subject: ID!, $dryRun: Boolean!) { dropBareServiceKey(subject: $subject, dryRun: $dryRun) {
      ... on KeyDropped { events { eventId type sequence } fromSequence dryRun }
      ... on RefusedDropped { id reason dryRun }
      ... on EventFlowRefusal { code message } } }`,
    { subject, dryRun },
  );
  return data.dropBareServiceKey;
};
const tellAgain = async (input: object) => {
  const { data } = await ask(
    `mutation ($input: TellAgainInput!) { tellBareServiceAgain(input: $input) {
      ... on ToldAgain { events dryRun } ... on EventFlowRefusal { code message } } }`,
    { input },
  );
  return data.tellBareServiceAgain;
};
const acts = async () =>
  (await database().read.find(AuditTable, { order: { id: 'ASC' } })).map(({ action, subject }) => [
    action,
    subject,
  ]);

const take = (subject: `dec_${string}`, sequence: number) =>
  receive(database(), consumer, anEnvelope(effective(subject), { subject, sequence }), () => now);
const tell = (at: string, ...ids: `dec_${string}`[]) =>
  transaction(database(), (tx) => appendToOutbox(tx, ids.map(effective), at as typeof now));
const publish = () =>
  publishPending(database(), { open: () => true, laneOf: (subject) => subject, send: async () => undefined });
const handled = async () =>
  (await database().read.find(InboxTable, { where: { state: 'HANDLED' }, order: { eventId: 'ASC' } })).map(
    ({ eventId }) => eventId,
  );
const untold = () => database().read.countBy(OutboxTable, { publishedAt: IsNull() });

test('an operator sees what is not told yet, what is parked and why, and what is missing', async () => {
  expect(await flow()).toEqual({
    service: 'bare-service',
    unpublished: 0,
    oldestUnpublishedAt: null,
    parked: [],
    held: [],
    refused: [],
  });
  await tell('2022-09-20T09:00:00.000Z', 'dec_1');
  await tell('2022-09-20T08:00:00.000Z', 'dec_2');
  poison = 'evt_dec_1_1';
  await take('dec_1', 1);
  await take('dec_1', 2);
  await take('dec_2', 3);
  await refuseRecord(database(), consumer, { place: 'anju.governance.events/0/7', reason: 'no ce_id' });

  expect(await flow()).toEqual({
    service: 'bare-service',
    unpublished: 2,
    oldestUnpublishedAt: '2022-09-20T08:00:00.000Z',
    parked: [
      {
        subject: 'dec_1',
        eventId: 'evt_dec_1_1',
        type: 'governance.decision-effective.v1',
        sequence: 1,
        reason: 'Error: cannot digest this',
      },
    ],
    held: [{ subject: 'dec_2', service: 'governance', missing: 1, waiting: 1 }],
    refused: [{ id: 'anju.governance.events/0/7', reason: 'no ce_id' }],
  });
});

test('more than are shown at once are counted, and each stands on one page', async () => {
  const row = (id: number, state: InboxState) => {
    const subject = `dec_${state}_${id}`;
    const { id: eventId, ...rest } = anEnvelope(effective('dec_1'), { subject, sequence: 2 });
    const envelope = { id: eventId, ...rest };
    return { consumer: 'bare-service', eventId, subject, sequence: 2, state, envelope, error: 'why' };
  };
  const states = ['PARKED', 'WAITING', 'REFUSED'] as const;
  const rows = states.flatMap((state) => Array.from({ length: 201 }, (_, i) => row(i, state)));
  await transaction(database(), (tx) => insertMany(tx, InboxTable, rows));

  const { data } = await ask('{ bareServiceEvents { parkedCount heldCount refusedCount } }');
  expect(data.bareServiceEvents).toEqual({ parkedCount: 201, heldCount: 201, refusedCount: 201 });
  for (const [list, id] of [
    ['parked', 'subject'],
    ['held', 'subject'],
    ['refused', 'id'],
  ] as const) {
    const pages: string[][] = [];
    do {
      const { data } = await ask(
        `query ($after: ID) { bareServiceEvents { page: ${list}(after: $after) { ${id} } } }`,
        { after: pages.at(-1)?.at(-1) },
      );
      pages.push(data.bareServiceEvents.page.map((each: Record<string, string>) => each[id]));
    } while (pages.at(-1)!.length > 0);
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 1, 0]);
    expect(new Set(pages.flat()).size).toBe(201);
  }
});

test('a parked key is tried again by whoever repairs, who is on record', async () => {
  poison = 'evt_dec_1_1';
  await take('dec_1', 1);
  expect(await retry('dec_1')).toMatchObject({ code: 'STILL_PARKED' });

  poison = null;
  expect(await retry('dec_1')).toEqual({ parked: [] });
  expect(await retry('dec_1')).toMatchObject({ code: 'KEY_NOT_PARKED' });
  expect(await acts()).toEqual([
    ['retry parked key', 'dec_1'],
    ['retry parked key', 'dec_1'],
  ]);
});

/** As whoever may write to the topic could: of this aggregate, in this place, and told by nobody. */
const takeForged = (subject: `dec_${string}`, sequence: number) => {
  const envelope = anEnvelope(effective(subject), { subject, sequence, id: `evt_forged_${sequence}` });
  return receive(database(), consumer, envelope, () => now);
};
const type = 'governance.decision-effective.v1';

test('a forged event that is parked in the next place is dropped, and the true one takes its place', async () => {
  poison = 'evt_forged_2';
  await take('dec_1', 1);
  expect(await takeForged('dec_1', 2)).toBe('PARKED');
  expect(await take('dec_1', 2)).toBe('REFUSED');
  await take('dec_1', 3);
  await takeForged('dec_2', 1);
  const asked: ReplayRequest[] = [];
  askAgain = async (request) => void asked.push(request);
  const dropped = { events: [{ eventId: 'evt_forged_2', type, sequence: 2 }], fromSequence: 2 };

  expect(await drop('dec_1', true)).toEqual({ ...dropped, dryRun: true });
  expect([asked, await acts(), (await flow()).parked.length, (await flow()).refused.length]).toEqual([
    [],
    [],
    1,
    1,
  ]);
  expect(await drop('dec_1')).toEqual({ ...dropped, dryRun: false });

  expect(asked).toEqual([
    { consumer: 'bare-service', service: 'governance', subject: 'dec_1', fromSequence: 2 },
  ]);
  expect(await acts()).toEqual([['drop events of key', 'dec_1']]);
  expect(await flow()).toMatchObject({ parked: [], refused: [] });
  expect(await take('dec_1', 2)).toBe('HANDLED');
  expect(await handled()).toEqual(['evt_dec_1_1', 'evt_dec_1_2', 'evt_dec_1_3', 'evt_forged_1']);
});

test('a forged event far ahead of its aggregate is dropped before the line comes to it', async () => {
  await take('dec_1', 1);
  expect(await takeForged('dec_1', 9)).toBe('WAITING');

  expect(await drop('dec_1')).toMatchObject({
    events: [{ eventId: 'evt_forged_9', sequence: 9 }],
    fromSequence: 2,
  });
  expect(await flow()).toMatchObject({ held: [] });
  expect(await handled()).toEqual(['evt_dec_1_1']);
});

test('what was handled is never dropped, nor is what was refused in the place of that', async () => {
  await take('dec_1', 1);
  expect(await takeForged('dec_1', 1)).toBe('REFUSED');

  expect(await drop('dec_1')).toMatchObject({ code: 'NOTHING_TO_DROP' });
  expect(await drop('dec_2')).toMatchObject({ code: 'NOTHING_TO_DROP' });
  expect([await handled(), (await flow()).refused.length, await acts()]).toEqual([['evt_dec_1_1'], 1, []]);
});

test('a record that was refused is dropped by its id, by whoever is on record for it', async () => {
  const place = 'anju.governance.events/0/7';
  await refuseRecord(database(), consumer, { place, reason: 'no ce_id' });
  await take('dec_1', 1);
  expect(await takeForged('dec_1', 1)).toBe('REFUSED');
  const refusedIds = async () => (await flow()).refused.map(({ id }: { id: string }) => id);

  expect(await drop(place, true)).toEqual({ id: place, reason: 'no ce_id', dryRun: true });
  expect([await refusedIds(), await acts()]).toEqual([[place, 'evt_forged_1'], []]);
  expect(await drop(place)).toEqual({ id: place, reason: 'no ce_id', dryRun: false });
  expect(await drop('evt_forged_1')).toMatchObject({ reason: 'dec_1 has evt_dec_1_1 in place 1 already' });
  expect(await refusedIds()).toEqual([]);
  expect(await handled()).toEqual(['evt_dec_1_1']);
  expect(await drop(place)).toMatchObject({ code: 'NOTHING_TO_DROP' });
  expect(await drop('evt_dec_1_1')).toMatchObject({ code: 'NOTHING_TO_DROP' });
  expect(await acts()).toEqual([
    ['drop refused record', place],
    ['drop refused record', 'evt_forged_1'],
  ]);
  // Whose cause is still there is seen again.
  await refuseRecord(database(), consumer, { place, reason: 'no ce_id' });
  expect(await refusedIds()).toEqual([place]);
});

test('a true event whose refusal was dropped first still takes its place', async () => {
  poison = 'evt_forged_1';
  expect(await takeForged('dec_1', 1)).toBe('PARKED');
  expect(await take('dec_1', 1)).toBe('REFUSED');

  expect(await drop('evt_dec_1_1')).toMatchObject({ id: 'evt_dec_1_1' });
  expect(await drop('dec_1')).toMatchObject({ events: [{ eventId: 'evt_forged_1' }], fromSequence: 1 });
  expect(await take('dec_1', 1)).toBe('HANDLED');
});

test('a forged id that is a key’s own drops nothing of that key', async () => {
  await take('dec_1', 3);
  await refuseRecord(database(), consumer, { place: 'dec_1', reason: 'forged' });

  expect(await drop('dec_1')).toMatchObject({ id: 'dec_1', reason: 'forged' });
  expect((await flow()).held).toMatchObject([{ subject: 'dec_1' }]);
  expect(await drop('dec_1')).toMatchObject({ events: [{ eventId: 'evt_dec_1_3' }] });
});

test('where the speaker cannot be asked it is said how to ask by hand', async () => {
  await takeForged('dec_1', 9);
  askAgain = async () => {
    throw new Error('no broker');
  };

  const answer = await drop('dec_1');
  expect(answer).toMatchObject({ code: 'NOT_ASKED_AGAIN' });
  expect(answer.message).toContain('(--key dec_1 --from 1)');
  expect(await acts()).toEqual([['drop events of key', 'dec_1']]);
});

test('what was told is told again by key, type and time, after a look at how much that is', async () => {
  await tell('2022-09-20T08:00:00.000Z', 'dec_1', 'dec_1', 'dec_2');
  await tell('2022-09-20T09:00:00.000Z', 'dec_1');
  await publish();
  const counted = async (input: object) => (await tellAgain({ ...input, dryRun: true })).events;

  expect(await counted({})).toBe(4);
  expect(await counted({ subject: 'dec_1' })).toBe(3);
  expect(await counted({ subject: 'dec_1', fromSequence: 2 })).toBe(2);
  expect(await counted({ type: 'governance.decision-effective.v1' })).toBe(4);
  expect(await counted({ type: 'governance.decision-adopted.v1' })).toBe(0);
  expect(await counted({ since: '2022-09-20T09:00:00Z' })).toBe(1);
  expect(await counted({ before: '2022-09-20T09:00:00Z' })).toBe(3);
  // Neither a look nor the real thing: what is meant is not guessed.
  const unsaid = await ask('mutation { tellBareServiceAgain(input: { dryRun: null }) { __typename } }').catch(
    (error: unknown) => String(error),
  );
  expect(unsaid).toMatch(/Boolean!.*null/);
  expect([await untold(), await acts()]).toEqual([0, []]);

  expect(await tellAgain({ subject: 'dec_1', fromSequence: 2 })).toEqual({ events: 2, dryRun: false });
  expect([await untold(), await acts()]).toEqual([2, [['tell events again', 'dec_1']]]);
  expect(await tellAgain({ fromSequence: 0 })).toMatchObject({ code: 'SEQUENCE_INVALID' });
});

test('how far it told of each key, and how far it heard of others, can be compared', async () => {
  await tell('2022-09-20T08:00:00.000Z', 'dec_1', 'dec_1', 'dec_2');
  await publish();
  await tell('2022-09-20T09:00:00.000Z', 'dec_2', 'dec_3');
  await take('dec_1', 1);
  await take('dec_1', 2);
  await take('dec_2', 2);

  const { data } = await ask(`{ bareServiceEvents { hears heardOf(subjects: ["dec_2", "dec_1", "dec_none"])
    told { subject sequence } behind: told(after: "dec_1") { subject } } }`);
  expect(data.bareServiceEvents).toEqual({
    hears: ['governance'],
    // What waits is not handled.
    heardOf: [0, 2, 0],
    told: [
      { subject: 'dec_1', sequence: 2 },
      { subject: 'dec_2', sequence: 1 },
    ],
    behind: [{ subject: 'dec_2' }],
  });
});

test.each(['CITY_BUREAU', 'FINANCE', 'AGENCY'] as const)('%s neither sees nor mends events', async (role) => {
  for (const source of [
    '{ bareServiceEvents { service } }',
    'mutation { retryBareServiceKey(subject: "dec_1") { __typename } }',
    'mutation { dropBareServiceKey(subject: "dec_1") { __typename } }',
    'mutation { tellBareServiceAgain(input: {}) { __typename } }',
  ]) {
    const { errors } = await ask(source, {}, role);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
});
