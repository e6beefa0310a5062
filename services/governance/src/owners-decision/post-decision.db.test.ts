import { layer, whereBesides } from '@anju/rulebook/profile-layer.builder';
import { AuditTable } from '@anju/runtime/audit';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { fraction } from '@anju/values/fraction';
import { uuidV7 } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';
import {
  ask,
  committee,
  elsewhere,
  hireManager,
  meetingWith,
  owner,
  postingDay,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { raise } from '../objection/objection.builder';
import { post } from './post-decision.builder';
import { close } from '../question/vote.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { storage } from '../storage';
import { timers } from '../timers';

const database = testDatabase(storage);

/** The decision on a question that A, B, C and G answered so. */
async function decided(choice: 'YES' | 'NO' = 'YES', question: unknown = hireManager()) {
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database(), [question]);
  for (const letter of 'ABCDG') await cast(database(), letter, meetingId, { [questionIds[0]!]: choice });
  const { decision } = await close(database(), questionIds[0]!);
  return decision;
}

const seen = async (id: string, now: Instant = postingDay) => {
  const { data } = await ask(
    database(),
    `query ($id: ID!) { ownersDecision(id: $id) { outcome state warnings openObjections effectiveAt posting { postedOn place objectionsUntil }
       deadlines { name rule dueAt met state } } }`,
    { id },
    { now },
  );
  return data.ownersDecision;
};

test('[GOV-MEET-6, CONV-3, OVR-3] a count of a Saturday is to be posted by the Tuesday, and people see how urgent it is', async () => {
  const { id, deadlines } = await decided();
  const posting = {
    name: 'decision-posting',
    rule: 'GOV-MEET-6',
    dueAt: '2022-07-19T16:00:00.000Z',
    met: false,
  };

  expect(deadlines).toEqual([{ ...posting, state: 'GREEN' }]);
  expect(await seen(id, '2022-07-19T02:00:00.000Z')).toMatchObject({
    warnings: [expect.stringContaining('For 7 heads of the electorate no delivery is on record (GOV-MEET-2')],
    deadlines: [{ state: 'AMBER' }],
  });
  await passTime(database(), timers, '2022-07-20T02:00:00.000Z');
  expect(await seen(id, '2022-07-20T02:00:00.000Z')).toMatchObject({
    deadlines: [{ met: false, state: 'RED' }],
  });
});

test("[OVR-3, CONV-6] a county's own share of the time decides when its deadlines turn amber", async () => {
  const { id } = await decided();
  const stateThen = async () => (await seen(id, '2022-07-18T02:00:00.000Z')).deadlines[0].state;
  const half = (from: CalendarDate) =>
    layer({ division: '140502', from, changes: { oversight: { amberShare: fraction(1, 2) } } });
  expect(await stateThen()).toBe('GREEN');
  // In force on the day of the count; and one that came only after it.
  await whereBesides([half('2022-07-17')], async () => expect(await stateThen()).toBe('GREEN'));
  await whereBesides([half('2022-07-16')], async () => expect(await stateThen()).toBe('AMBER'));
});

test('[GOV-MEET-6, GOV-VOTE-12, OVR-2] posting ends one deadline and starts the time for objections', async () => {
  const { id } = await decided();

  expect(await post(database(), id, { photoSha256: 'AB'.repeat(32) })).toMatchObject({
    __typename: 'OwnersDecision',
    state: 'POSTED',
    posting: {
      postedOn: '2022-07-18',
      place: '小区南门公告栏',
      photoSha256: 'ab'.repeat(32),
      objectionsUntil: '2022-07-25',
    },
    deadlines: [
      { name: 'decision-posting', met: true, state: null },
      {
        name: 'objection-window',
        rule: 'GOV-VOTE-12',
        dueAt: '2022-07-25T16:00:00.000Z',
        met: false,
        state: 'GREEN',
      },
    ],
  });
  // By this the residents' committee is told.
  expect((await factsIn(database())).at(-1)).toEqual({
    type: 'governance.decision-posted.v1',
    data: {
      decisionId: id,
      questionId: expect.stringMatching(/^que_/),
      meetingId: expect.stringMatching(/^mtg_/),
      communityId: 'com_1',
      divisionCode: '140502',
      postedOn: '2022-07-18',
      objectionsUntil: '2022-07-25',
    },
  });
  expect(await database().read.findBy(AuditTable, { action: 'postDecision' })).toMatchObject([
    { subject: id, detail: { postedOn: '2022-07-18', objectionsUntil: '2022-07-25' } },
  ]);
});

test('[GOV-VOTE-12] with its window over and nobody objecting it is effective, once, from that moment', async () => {
  const { id } = await decided();
  await post(database(), id);

  await passTime(database(), timers, '2022-07-25T15:59:59.999Z');
  expect(await seen(id)).toMatchObject({ state: 'POSTED', effectiveAt: null });
  await passTime(database(), timers, '2022-07-27T02:00:00.000Z');
  await passTime(database(), timers, '2022-07-28T02:00:00.000Z');

  const effectiveAt = '2022-07-25T16:00:00.000Z';
  expect(await seen(id)).toMatchObject({ state: 'EFFECTIVE', effectiveAt });
  expect((await factsIn(database())).slice(-1)).toEqual([
    { type: 'governance.decision-effective.v1', data: { decisionId: id, communityId: 'com_1', effectiveAt } },
  ]);
});

test('[GOV-VOTE-12] a decision that is not posted waits, however long', async () => {
  const unposted = await decided();
  await passTime(database(), timers, '2023-07-27T02:00:00.000Z');
  expect(await seen(unposted.id)).toMatchObject({ state: 'COUNTED', effectiveAt: null });
});

test('[GOV-VOTE-12] a rejected decision is posted like others, and nothing follows', async () => {
  const { id } = await decided('NO');
  await post(database(), id);
  await passTime(database(), timers, '2022-07-27T02:00:00.000Z');

  expect(await seen(id)).toMatchObject({ outcome: 'TOO_FEW_IN_FAVOUR', state: 'POSTED', effectiveAt: null });
  expect((await factsIn(database())).map(({ type }) => type)).toEqual([
    'governance.meeting-convened.v1',
    'governance.decision-rejected.v1',
    'governance.decision-posted.v1',
  ]);
});

test('[GOV-MEET-6] what is wrong with a posting is refused, and nothing is stored', async () => {
  const { id } = await decided();
  for (const [code, differing] of [
    ['POSTING_DATE_INVALID', { postedOn: '2022-07-15' }],
    ['POSTING_DATE_INVALID', { postedOn: '2022-07-19' }],
    ['PLACE_INVALID', { place: ' ' }],
    ['PLACE_INVALID', { place: '南\u0000门' }],
    ['PLACE_INVALID', { place: '南\u202e门' }],
    ['PHOTO_HASH_INVALID', { photoSha256: 'no hash' }],
    ['MINUTES_INVALID', { minutes: { number: '记录\u202e', sha256: 'ef'.repeat(32) } }],
    ['MINUTES_INVALID', { minutes: { number: '记录 1', sha256: 'no hash' } }],
    ['DECISION_NOT_FOUND', { decisionId: 'dec_none' }],
    ['DECISION_NOT_FOUND', { decisionId: '7' }],
  ] as const) {
    const refusal = await post(database(), id, differing);
    expect(refusal).toMatchObject({ __typename: 'OwnersDecisionRefusal', code });
    expect(refusal.message).not.toContain('undefined');
  }
  expect(await seen(id)).toMatchObject({ state: 'COUNTED', posting: null });
});

test('[GOV-MEET-6, OVR-2] the minutes named with a posting are on the record, for everybody and for good', async () => {
  const { id, record } = await decided();
  const minutes = { number: '会议记录 2022-7', sha256: 'EF'.repeat(32) };
  const kept = { number: minutes.number, sha256: 'ef'.repeat(32) };
  expect(await post(database(), id, { minutes })).toMatchObject({ record: { minutes: kept } });
  const [{ detail }] = (await database().read.findBy(AuditTable, { action: 'postDecision' })) as [any];
  expect(detail).toMatchObject({ minutes: kept });

  const { turnout } = record;
  const correction = {
    hung: { ...turnout, yes: { ...turnout.yes, heads: turnout.yes.heads - 1 } },
    figures: turnout,
    reason: '赞成人数少写一人',
    paperNumber: '更正 1',
    paperSha256: 'cd'.repeat(32),
  };
  const others = { correction, minutes: { ...minutes, number: '会议记录 2022-8' } };
  expect(await post(database(), id, others)).toMatchObject({
    code: 'MINUTES_NAMED',
    rule: 'GOV-MEET-6',
    message: expect.stringContaining('"会议记录 2022-7"'),
  });
  expect(await post(database(), id, { correction })).toMatchObject({
    supersededPostings: [{}],
    record: { minutes: kept },
  });
  const source = `{ ownersDecision(id: "${id}") { record { minutes { number sha256 } } } }`;
  expect((await ask(database(), source)).data.ownersDecision.record.minutes).toEqual(kept);
});

test('[GOV-VOTE-12, OVR-2] posted again with changed figures it waits for a new window, also once effective, and what hung before is kept', async () => {
  const { id, record } = await decided();
  await post(database(), id);
  const { turnout } = record;
  const hung = { ...turnout, yes: { ...turnout.yes, heads: turnout.yes.heads - 1 } };
  const again = { now: '2022-07-22T02:00:00.000Z' } as const;
  const correction = {
    hung,
    figures: turnout,
    reason: '赞成人数少写一人',
    paperNumber: '更正〔2022〕1 号',
    paperSha256: 'CD'.repeat(32),
  };

  expect(await post(database(), id, {}, again)).toMatchObject({ code: 'ALREADY_POSTED' });
  for (const [code, differing] of [
    ['FIGURES_NOT_COUNTED', { figures: hung }],
    ['FIGURES_UNCHANGED', { hung: turnout }],
    ['FIGURES_IMPLAUSIBLE', { hung: { ...hung, yes: { heads: -1, areaDm2: -1 } } }],
    ['REASON_INVALID', { reason: ' ' }],
    ['PAPER_NUMBER_INVALID', { paperNumber: '更正\u0000' }],
    ['PAPER_NUMBER_INVALID', { paperNumber: '更正\u200b1' }],
    ['PAPER_HASH_INVALID', { paperSha256: 'no hash' }],
  ] as const) {
    const refusal = await post(database(), id, { correction: { ...correction, ...differing } }, again);
    expect(refusal).toMatchObject({ code, rule: code === 'FIGURES_IMPLAUSIBLE' ? 'CONV-1' : 'GOV-VOTE-12' });
    expect(refusal.message).not.toContain('undefined');
  }
  const idempotencyKey = uuidV7();
  const both = await Promise.all(
    [1, 2].map(() => post(database(), id, { correction, place: '北门', idempotencyKey }, again)),
  );
  expect(both[0]).toMatchObject({
    state: 'POSTED',
    posting: { postedOn: '2022-07-22', place: '北门', objectionsUntil: '2022-07-29' },
    supersededPostings: [
      {
        postedOn: '2022-07-18',
        place: '小区南门公告栏',
        objectionsUntil: '2022-07-25',
        hung,
        reason: correction.reason,
        paperNumber: correction.paperNumber,
        paperSha256: 'cd'.repeat(32),
      },
    ],
    deadlines: [{ met: true }, { name: 'objection-window', dueAt: '2022-07-29T16:00:00.000Z', met: false }],
  });
  expect(both[1]).toEqual(both[0]);
  expect((await factsIn(database())).at(-1)).toMatchObject({
    type: 'governance.decision-posted.v1',
    data: { postedOn: '2022-07-22', objectionsUntil: '2022-07-29' },
  });

  await passTime(database(), timers, '2022-07-29T15:59:59.999Z');
  expect(await seen(id)).toMatchObject({ state: 'POSTED', effectiveAt: null });
  const effectiveAt = '2022-07-29T16:00:00.000Z';
  await passTime(database(), timers, effectiveAt);
  expect(await seen(id)).toMatchObject({ state: 'EFFECTIVE', effectiveAt });

  const late = { now: '2022-08-08T02:00:00.000Z' } as const;
  expect(await post(database(), id, { correction }, late)).toMatchObject({ code: 'PAPER_ENTERED' });
  const another = { ...correction, paperNumber: '更正〔2022〕2 号', paperSha256: 'ef'.repeat(32) };
  expect(await post(database(), id, { correction: another }, late)).toMatchObject({
    state: 'POSTED',
    posting: { objectionsUntil: '2022-08-15' },
    supersededPostings: [{ postedOn: '2022-07-18' }, { postedOn: '2022-07-22', place: '北门' }],
    deadlines: [{}, { name: 'objection-window', met: false }],
  });
  await passTime(database(), timers, '2022-08-15T15:59:59.999Z');
  expect(await seen(id)).toMatchObject({ state: 'POSTED', effectiveAt: null });
  await passTime(database(), timers, '2022-08-15T16:00:00.000Z');
  expect(await seen(id)).toMatchObject({ state: 'EFFECTIVE', effectiveAt: '2022-08-15T16:00:00.000Z' });
  expect((await factsIn(database())).slice(-4)).toMatchObject([
    { type: 'governance.decision-effective.v1', data: { effectiveAt } },
    { type: 'governance.decision-suspended.v1', data: { decisionId: id, suspendedAt: late.now } },
    { type: 'governance.decision-posted.v1' },
    { type: 'governance.decision-effective.v1', data: { effectiveAt: '2022-08-15T16:00:00.000Z' } },
  ]);
});

test('[GOV-VOTE-12] a posting said to have hung for weeks is no way around the time for objections', async () => {
  const { id } = await decided();
  const late = '2022-08-08T02:00:00.000Z';
  expect(await raise(database(), 'D', id, { now: late })).toMatchObject({ code: 'NOT_POSTED' });
  expect(await post(database(), id, { postedOn: '2022-07-16' }, { now: late })).toMatchObject({
    state: 'POSTED',
    posting: { postedOn: '2022-07-16', recordedAt: late, objectionsUntil: '2022-08-15' },
    deadlines: [{ name: 'decision-posting' }, { name: 'objection-window', met: false, state: 'GREEN' }],
  });
  await passTime(database(), timers, '2022-08-15T15:59:59.999Z');
  expect(await seen(id)).toMatchObject({ state: 'POSTED', effectiveAt: null });

  // Of those days the last is as good as any.
  expect(await raise(database(), 'D', id, { now: '2022-08-15T15:59:59.999Z' })).toMatchObject({
    __typename: 'Objection',
  });
  await passTime(database(), timers, '2022-08-16T02:00:00.000Z');
  expect(await seen(id)).toMatchObject({ state: 'POSTED', openObjections: 1, effectiveAt: null });
});

test('[GOV-MEET-6] of those who post it at once one does; entered days late it is dated as it was', async () => {
  const { id } = await decided();
  const answers = await Promise.all(
    [committee(), street].map((caller) => post(database(), id, { postedOn: '2022-07-16' }, { caller })),
  );
  expect(answers.filter(({ __typename }) => __typename === 'OwnersDecision')).toMatchObject([
    { posting: { postedOn: '2022-07-16', objectionsUntil: '2022-07-25' } },
  ]);
  expect(answers.filter(({ code }) => code === 'ALREADY_POSTED')).toHaveLength(1);
});

test('[GOV-MEET-6] a posting sent again after a lost answer is the first one, and not ALREADY_POSTED', async () => {
  const { id } = await decided();
  const again = { idempotencyKey: uuidV7() };
  const [first, second] = await Promise.all([1, 2].map(() => post(database(), id, again)));
  expect(first).toMatchObject({ state: 'POSTED', posting: { postedOn: '2022-07-18' } });
  expect(second).toEqual(first);
  // On another day too it is dated as it was.
  expect(await post(database(), id, again, { now: '2022-07-19T02:00:00.000Z' })).toMatchObject({
    posting: { postedOn: '2022-07-18' },
  });
  expect(await post(database(), id)).toMatchObject({ code: 'ALREADY_POSTED' });
  expect(await post(database(), id, { ...again, place: '北门' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await database().read.countBy(AuditTable, { action: 'postDecision' })).toBe(1);
});

test('[GOV-COM-5] the committee and the street of the place post, and nobody else', async () => {
  const { id } = await decided();
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await post(database(), id, {}, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  await expect(post(database(), id, {}, { caller: owner('A') })).rejects.toThrow('FORBIDDEN');
  expect(await post(database(), id, {}, { caller: street })).toMatchObject({ state: 'POSTED' });
});
