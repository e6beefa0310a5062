import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { storage } from '../storage';
import {
  ask,
  committee,
  elsewhere,
  meetingWith,
  other,
  owner,
  street,
  whileOpen,
} from './assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { close, standOf } from '../question/vote.builder';
import { DeliveryTable } from './assembly-meeting.table';
import { putCommunity } from './roll.builder';

const database = testDatabase(storage);

const record = async (
  meetingId: string,
  deliveries: readonly [letter: string, way: string, deliveredOn?: string][],
  caller = committee(),
  idempotencyKey = uuidV7(),
) => {
  const input = {
    idempotencyKey,
    meetingId,
    deliveries: deliveries.map(([letter, way, deliveredOn = '2022-06-21']) => ({
      ownerId: letter.length === 1 ? `own_${letter}` : letter,
      way,
      deliveredOn,
    })),
  };
  const { data, errors } = await ask(
    database(),
    `mutation ($input: RecordDeliveriesInput!) { recordDeliveries(input: $input) { __typename
       ... on AssemblyMeetingRefusal { code rule message }
       ... on AssemblyMeeting { id deliveries { owners hand post posted online notDelivered } } } }`,
    { input },
    { caller, now: whileOpen },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recordDeliveries;
};

test('[GOV-MEET-3, OVR-2] example: five by hand, one by mail, one posted; who is reached has not voted', async () => {
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database(), [other()]);

  expect(
    await record(meetingId, [
      ...[...'ABCDE'].map((letter) => [letter, 'HAND'] as [string, string]),
      ['V', 'POST'],
      ['G', 'POSTED'],
    ]),
  ).toEqual({
    __typename: 'AssemblyMeeting',
    id: meetingId,
    // b, the other half of the couple, is an owner too.
    deliveries: { owners: 8, hand: 5, post: 1, posted: 1, online: 0, notDelivered: 1 },
  });
  for (const letter of 'ABCDE') await cast(database(), letter, meetingId, { [questionIds[0]!]: 'YES' });

  expect(await standOf(database(), questionIds[0]!)).toMatchObject({
    turnout: { entitled: { heads: 7 }, tookPart: { heads: 5 } },
  });
  expect(await database().read.findBy(AuditTable, { action: 'recordDeliveries' })).toMatchObject([
    { subject: meetingId, detail: { deliveries: 7 } },
  ]);
});

test('[GOV-MEET-3] the same again changes nothing, and a second way is a second line for one who was reached', async () => {
  await putCommunity(database());
  const { meetingId } = await meetingWith(database(), [other()]);

  await Promise.all(
    [1, 2].map(() =>
      record(meetingId, [
        ['A', 'POST'],
        ['C', 'HAND'],
      ]),
    ),
  );
  const again = await record(meetingId, [
    ['A', 'POST'],
    ['A', 'POSTED', '2022-06-25'],
  ]);

  expect(again.deliveries).toEqual({ owners: 8, hand: 1, post: 1, posted: 0, online: 0, notDelivered: 6 });
  const byHand = await record(meetingId, [
    ['A', 'HAND', '2022-06-26'],
    ['A', 'ONLINE', '2022-06-24'],
    ['D', 'POSTED'],
    ['E', 'POSTED'],
    ['E', 'ONLINE'],
  ]);
  expect(byHand.deliveries).toEqual({ owners: 8, hand: 2, post: 0, posted: 1, online: 1, notDelivered: 4 });
  // Of A three entries: the first, and twice all that was said anew.
  expect(await database().read.count(DeliveryTable)).toBe(9);
  expect(await database().read.countBy(AuditTable, { action: 'recordDeliveries' })).toBe(3);
});

test('[GOV-MEET-3, GOV-MEET-2] what was recorded of the wrong owner or day is put right by recording it again, and stays', async () => {
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database(), [other()]);
  const all = [...'ABCDEGV'].map((letter) => [letter, 'HAND', '2022-06-20'] as [string, string, string]);
  await record(meetingId, all);
  expect(await record(meetingId, [['A', 'POSTED', '2022-06-25']])).toMatchObject({
    deliveries: { hand: 6, posted: 1 },
  });
  const { decision } = await close(database(), questionIds[0]!);
  const warnings = async () =>
    (await ask(database(), `{ ownersDecision(id: "${decision.id}") { warnings } }`)).data.ownersDecision
      .warnings;
  expect(await warnings()).toEqual([expect.stringContaining('To 1 heads')]);
  // And back: it had been A after all.
  expect(await record(meetingId, [['A', 'HAND', '2022-06-20']])).toMatchObject({
    deliveries: { hand: 7, posted: 0 },
  });
  expect(await warnings()).toEqual([]);
  expect(await database().read.countBy(DeliveryTable, { ownerId: 'own_A' })).toBe(3);
});

test('[GOV-MEET-3] a request that comes again, at once or after it was put right, records nothing', async () => {
  await putCommunity(database());
  const { meetingId } = await meetingWith(database(), [other()]);
  const key = uuidV7();
  const first = () => record(meetingId, [['A', 'HAND']], committee(), key);
  await Promise.all([first(), first()]);
  expect(await database().read.count(DeliveryTable)).toBe(1);

  await record(meetingId, [['A', 'POSTED', '2022-06-25']]);
  expect(await first()).toMatchObject({ deliveries: { hand: 0, posted: 1 } });
  expect(await record(meetingId, [['C', 'HAND']], committee(), key)).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await record(meetingId, [['C', 'HAND']], committee(), 'no key')).toMatchObject({
    code: 'IDEMPOTENCY_KEY_INVALID',
  });
  expect(await database().read.count(DeliveryTable)).toBe(2);
});

test('[GOV-MEET-2, GOV-MEET-3] a decision warns of heads that were not reached, or not in time, with their number', async () => {
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database(), [other()]);
  const { decision } = await close(database(), questionIds[0]!);
  const warnings = async () => {
    const { data } = await ask(database(), `{ ownersDecision(id: "${decision.id}") { warnings } }`);
    return data.ownersDecision.warnings;
  };
  expect(await warnings()).toEqual([expect.stringContaining('For 7 heads')]);

  // Voting began on 5 July. One of a couple is enough for its head, and the first day counts.
  await record(meetingId, [
    ['A', 'HAND', '2022-06-20'],
    ['A', 'POST', '2022-06-21'],
    ['b', 'HAND', '2022-06-20'],
    ['C', 'HAND', '2022-06-21'],
  ]);
  expect(await warnings()).toEqual([
    expect.stringContaining('For 4 heads'),
    expect.stringContaining('To 1 heads of the electorate the paper first came less than 15 days'),
  ]);
  await record(
    meetingId,
    [...'CDEGV'].map((letter) => [letter, 'ONLINE', '2022-06-20'] as [string, string, string]),
  );
  expect(await warnings()).toEqual([]);
});

test('[GOV-MEET-3] one that is wrong refuses all of them', async () => {
  await putCommunity(database());
  const { meetingId } = await meetingWith(database(), [other()]);
  const refused = (...more: Parameters<typeof record>[1]) => record(meetingId, [['A', 'HAND'], ...more]);

  expect(await refused(['X', 'HAND'])).toMatchObject({
    code: 'NOT_AN_ELECTOR',
    message: expect.stringContaining('own_X'),
  });
  expect(await refused(['张三', 'HAND'])).toMatchObject({
    code: 'NOT_AN_ELECTOR',
    message: expect.stringContaining('张三'),
  });
  expect(await refused(['C', 'HAND', '2022-06-19'])).toMatchObject({ code: 'DELIVERY_DATE_INVALID' });
  expect(await refused(['C', 'HAND', '2022-07-07'])).toMatchObject({ code: 'DELIVERY_DATE_INVALID' });
  await expect(refused(['C', 'HAND', '2022-06-31'])).rejects.toThrow('Not a calendar date');
  expect(await record(meetingId, [])).toMatchObject({ code: 'DELIVERIES_NOT_COUNTED' });
  expect(await record('mtg_none', [['A', 'HAND']])).toMatchObject({ code: 'MEETING_NOT_FOUND' });
  expect(await database().read.count(DeliveryTable)).toBe(0);
});

test('[GOV-COM-5] the committee and the street of the place record, and nobody else', async () => {
  await putCommunity(database());
  await putCommunity(database(), { id: 'com_2' });
  const { meetingId } = await meetingWith(database(), [other()]);

  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await record(meetingId, [['A', 'HAND']], caller)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  await expect(record(meetingId, [['A', 'HAND']], owner('A'))).rejects.toThrow('FORBIDDEN');
  expect(await record(meetingId, [['A', 'HAND']], street)).toMatchObject({ deliveries: { hand: 1 } });
});
