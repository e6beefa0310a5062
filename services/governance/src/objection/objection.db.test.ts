import { AuditTable } from '@anju/runtime/audit';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import {
  ask,
  committee,
  elsewhere,
  owner,
  residents,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { answer, countedDecision, enterObjection, insist, postedDecision, raise } from './objection.builder';
import { post } from '../owners-decision/post-decision.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import { ObjectionTable } from './objection.table';

const database = testDatabase(storage);
const effectiveFacts = async () =>
  (await factsIn(database())).filter(({ type }) => type === 'governance.decision-effective.v1');

const posted = () => postedDecision(database());
const onTime = { now: '2022-09-29T02:00:00.000Z' } as const;
const windowOver = '2022-09-30T16:00:00.000Z';
const makeUpDay = { now: '2022-10-09T02:00:00.000Z' } as const;

test('[GOV-VOTE-12, CONV-3, OVR-2, OVR-3] example: an objection of 09-29 answered on 10-09 makes the decision effective that day', async () => {
  const decisionId = await posted();

  const objection = await raise(database(), 'A', decisionId, onTime);
  expect(objection).toMatchObject({
    __typename: 'Objection',
    raisedAt: onTime.now,
    answeredAt: null,
    deadlines: [
      { name: 'objection-answer', rule: 'GOV-VOTE-12', dueAt: '2022-10-11T16:00:00.000Z', state: 'GREEN' },
    ],
  });
  await passTime(database(), timers, windowOver);
  expect(await effectiveFacts()).toEqual([]);

  expect(await answer(database(), objection.id, makeUpDay)).toMatchObject({
    answeredAt: makeUpDay.now,
    answeredBy: 'CONVENER',
    deadlines: [{ name: 'objection-answer', met: true }],
    decision: { id: decisionId, state: 'EFFECTIVE', openObjections: 0, effectiveAt: makeUpDay.now },
  });
  expect(await effectiveFacts()).toMatchObject([{ data: { decisionId, effectiveAt: makeUpDay.now } }]);
  for (const action of ['raiseObjection', 'answerObjection'])
    expect(await database().read.findBy(AuditTable, { action })).toMatchObject([
      {
        subject: objection.id,
        detail: { decisionId, legalBasis: { purpose: 'OBJECTION', ground: 'CONSENT' } },
      },
    ]);
  await passTime(database(), timers, '2022-10-20T02:00:00.000Z');
  expect(await effectiveFacts()).toHaveLength(1);
});

test('[GOV-VOTE-12] answered within the window it takes effect at its end', async () => {
  const decisionId = await posted();
  const { id } = await raise(database(), 'A', decisionId, onTime);
  expect(await answer(database(), id, { caller: street, now: '2022-09-30T15:59:59.999Z' })).toMatchObject({
    answeredBy: 'STREET',
    decision: { state: 'POSTED', effectiveAt: null },
  });
  await passTime(database(), timers, windowOver);
  expect(await effectiveFacts()).toMatchObject([{ data: { effectiveAt: windowOver } }]);
});

const inTime = { now: '2022-09-29T03:00:00.000Z' } as const;

/** Objected to and answered by the convener while the window runs. */
async function answered() {
  const decisionId = await posted();
  const { id } = await raise(database(), 'A', decisionId, onTime);
  await answer(database(), id, onTime);
  return { decisionId, id: id as string };
}

test('[GOV-VOTE-12, OVR-2, OVR-3, PRIV-1] who insists has the street answer, and the decision waits for that', async () => {
  const { decisionId, id } = await answered();

  expect(await insist(database(), 'A', id, inTime)).toMatchObject({
    __typename: 'Objection',
    isOpen: true,
    answeredAt: onTime.now,
    insistedAt: inTime.now,
    deadlines: [
      { name: 'objection-answer', met: true },
      {
        name: 'objection-street-answer',
        rule: 'GOV-VOTE-12',
        dueAt: '2022-10-11T16:00:00.000Z',
        met: false,
        state: 'GREEN',
      },
    ],
    decision: { id: decisionId, state: 'POSTED', openObjections: 1 },
  });
  await passTime(database(), timers, windowOver);
  expect(await effectiveFacts()).toEqual([]);

  expect(await answer(database(), id, makeUpDay)).toMatchObject({
    code: 'STREET_ANSWERS',
    rule: 'GOV-VOTE-12',
    message: expect.stringContaining('subdistrict office'),
  });
  expect(await effectiveFacts()).toEqual([]);
  const byStreet = { caller: street, answer: '街道复核，计票无误。', ...makeUpDay };
  expect(await answer(database(), id, byStreet)).toMatchObject({
    isOpen: false,
    answeredAt: onTime.now,
    answeredBy: 'CONVENER',
    answer: '已复核，计票无误。',
    streetAnswer: '街道复核，计票无误。',
    streetAnsweredAt: makeUpDay.now,
    deadlines: [{ met: true }, { met: true }],
    decision: { state: 'EFFECTIVE', openObjections: 0, effectiveAt: makeUpDay.now },
  });
  expect(await effectiveFacts()).toMatchObject([{ data: { decisionId, effectiveAt: makeUpDay.now } }]);
  expect(JSON.stringify(await database().read.find(ObjectionTable))).not.toContain('复核');
  expect(await database().read.findBy(AuditTable, { action: 'insistOnObjection' })).toMatchObject([
    { subject: id, detail: { decisionId, legalBasis: { purpose: 'OBJECTION', ground: 'CONSENT' } } },
  ]);
});

test('[GOV-VOTE-12] the owner who objected insists, once, while the decision is held up', async () => {
  const { id } = await answered();
  expect(await insist(database(), 'C', id, inTime)).toMatchObject({ code: 'NOT_THE_OBJECTOR' });
  expect(
    await insist(database(), 'A', id, { caller: { ...owner('A'), owner: null }, ...inTime }),
  ).toMatchObject({ code: 'NOT_THE_OBJECTOR' });
  for (const caller of [committee(), street, residents])
    await expect(insist(database(), 'A', id, { caller, ...inTime })).rejects.toThrow('FORBIDDEN');
  for (const none of ['obj_none', '7'])
    expect(await insist(database(), 'A', none, inTime)).toMatchObject({ code: 'OBJECTION_NOT_FOUND' });
  // Late, though the timer has not rung.
  expect(await insist(database(), 'A', id, { now: windowOver })).toMatchObject({
    code: 'NOT_HELD_UP',
    message: expect.stringContaining('court'),
  });

  const twice = await Promise.all([1, 2].map(() => insist(database(), 'A', id, inTime)));
  expect(twice.filter(({ __typename }) => __typename === 'Objection')).toHaveLength(1);
  expect(twice.filter(({ code }) => code === 'ALREADY_INSISTED')).toHaveLength(1);
  const [{ openObjections }] = await database().read.query('SELECT openObjections FROM owners_decision');
  expect(Number(openObjections)).toBe(1);
});

test('[GOV-VOTE-12] insisting that races with the end of the window holds it up or is refused', async () => {
  const { id } = await answered();
  const [insisted] = await Promise.all([
    insist(database(), 'A', id, { now: '2022-09-30T15:59:59.999Z' }),
    passTime(database(), timers, windowOver),
  ]);
  const held = insisted.__typename === 'Objection';
  if (!held) expect(insisted).toMatchObject({ code: 'NOT_HELD_UP' });
  expect(await effectiveFacts()).toHaveLength(held ? 0 : 1);
});

test('the same insisting again is the first one', async () => {
  const { id } = await answered();
  const again = { idempotencyKey: uuidV7(), ...inTime };
  const first = await insist(database(), 'A', id, again);
  expect(await insist(database(), 'A', id, again)).toEqual(first);
});

test('[GOV-VOTE-12] every objection has to be answered, each once', async () => {
  const decisionId = await posted();
  const [first, second] = await Promise.all(
    [...'AC'].map((letter) => raise(database(), letter, decisionId, onTime)),
  );
  await passTime(database(), timers, windowOver);

  expect(await answer(database(), first.id, makeUpDay)).toMatchObject({
    decision: { openObjections: 1, effectiveAt: null },
  });
  const twice = await Promise.all([1, 2].map(() => answer(database(), second.id, makeUpDay)));
  expect(twice.filter(({ __typename }) => __typename === 'Objection')).toHaveLength(1);
  expect(twice.filter(({ code }) => code === 'ALREADY_ANSWERED')).toHaveLength(1);
  expect(await effectiveFacts()).toHaveLength(1);
});

test('[GOV-VOTE-12] owners object from the posting to the end of the window, however late its timer is', async () => {
  const id = await countedDecision(database());
  const day = { now: '2022-09-22T02:00:00.000Z' } as const;
  expect(await raise(database(), 'A', id, day)).toMatchObject({ code: 'NOT_POSTED', rule: 'GOV-VOTE-12' });
  await post(database(), id, {}, { now: '2022-09-23T02:00:00.000Z' });
  expect(await raise(database(), 'A', id, { now: windowOver })).toMatchObject({
    code: 'WINDOW_OVER',
    rule: 'GOV-VOTE-12',
    message: expect.stringContaining('court'),
  });
  expect(await raise(database(), 'A', id, { now: '2022-09-30T15:59:59.999Z' })).toMatchObject({
    __typename: 'Objection',
  });
});

test('[GOV-VOTE-12] an objection in time that races with the end of the window holds it up, or has it wait again', async () => {
  const decisionId = await posted();
  const [objection] = await Promise.all([
    raise(database(), 'A', decisionId, { now: '2022-09-30T15:59:59.999Z' }),
    passTime(database(), timers, windowOver),
  ]);
  // Each clock allows what it asks for, so that only the row decides.
  expect(objection).toMatchObject({ __typename: 'Objection' });
  const toldBy = async (fact: string) =>
    (await factsIn(database())).filter(({ type }) => type === `governance.${fact}.v1`).length;
  expect(await toldBy('decision-suspended')).toBe(await toldBy('decision-effective'));
  const [{ effectiveAt, openObjections }] = await database().read.query(
    'SELECT effectiveAt, openObjections FROM owners_decision',
  );
  expect([effectiveAt, Number(openObjections)]).toEqual([null, 1]);
});

test('[GOV-VOTE-12, OVR-2, PRIV-1] an objection on paper holds the decision up as of when it came, though entered after the window', async () => {
  const decisionId = await posted();
  const receivedAt = '2022-09-30T15:59:59.999Z';
  const entered = await enterObjection(database(), 'A', decisionId, {
    receivedAt,
    now: '2022-09-30T16:00:00.001Z',
  });
  expect(entered).toMatchObject({
    raisedAt: receivedAt,
    enteredAt: '2022-09-30T16:00:00.001Z',
    text: '计票有误，请复核。',
    isOpen: true,
    deadlines: [{ name: 'objection-answer', dueAt: '2022-10-12T16:00:00.000Z' }],
    decision: { state: 'POSTED', openObjections: 1 },
  });
  await passTime(database(), timers, makeUpDay.now);
  expect(await effectiveFacts()).toEqual([]);
  expect(await answer(database(), entered.id, makeUpDay)).toMatchObject({
    decision: { state: 'EFFECTIVE', effectiveAt: makeUpDay.now },
  });
  expect(JSON.stringify(await database().read.find(ObjectionTable))).not.toContain('计票');
  expect(await database().read.findBy(AuditTable, { action: 'enterPaperObjection' })).toMatchObject([
    { subject: entered.id, detail: { decisionId, receivedAt, paperNumber: '收文〔2022〕1 号' } },
  ]);
  // It came in time too, and lay about until the decision was effective, which waits again for the answer.
  const late = { paperNumber: '2', paperSha256: 'cd'.repeat(32), receivedAt, ...makeUpDay };
  const { id, decision } = await enterObjection(database(), 'C', decisionId, late);
  expect(decision).toMatchObject({ state: 'POSTED', openObjections: 1 });
  expect((await factsIn(database())).at(-1)).toEqual({
    type: 'governance.decision-suspended.v1',
    data: { decisionId, communityId: 'com_1', suspendedAt: makeUpDay.now },
  });
  expect(await answer(database(), id, makeUpDay)).toMatchObject({
    decision: { state: 'EFFECTIVE', openObjections: 0 },
  });
  expect(await effectiveFacts()).toHaveLength(2);
});

test('[GOV-VOTE-12, GOV-COM-5] an office enters one paper of an owner of the place once, by its number and its scan', async () => {
  const decisionId = await posted();
  const enter = (differing: Record<string, unknown> = {}, letter = 'A') =>
    enterObjection(database(), letter, decisionId, { ...onTime, ...differing });
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await enter({ caller })).toMatchObject({ code: 'NOT_IN_SCOPE', rule: 'GOV-COM-5' });
  for (const caller of [owner('A'), residents]) await expect(enter({ caller })).rejects.toThrow('FORBIDDEN');
  for (const [code, differing] of [
    ['DECISION_NOT_FOUND', { decisionId: 'dec_none' }],
    ['DECISION_NOT_FOUND', { decisionId: '7' }],
    ['OWNER_NOT_FOUND', { ownerId: 'own_none' }],
    ['OWNER_NOT_FOUND', { ownerId: 'A' }],
    ['RECEIVED_IN_FUTURE', { receivedAt: '2022-09-29T02:00:00.001Z' }],
    ['NOT_POSTED', { receivedAt: '1969-09-29T02:00:00.000Z' }],
    ['PAPER_NUMBER_INVALID', { paperNumber: '收\u0000' }],
    ['PAPER_HASH_INVALID', { paperSha256: 'no hash' }],
    ['TEXT_INVALID', { text: ' ' }],
  ] as const) {
    const refusal = await enter(differing);
    expect(refusal).toMatchObject({ __typename: 'ObjectionRefusal', code });
    expect(refusal.message).not.toContain('undefined');
  }
  expect(await database().read.count(ObjectionTable)).toBe(0);

  const twice = await Promise.all([enter(), enter({ caller: street })]);
  expect(twice.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
    'Objection',
    'PAPER_ENTERED',
  ]);
  for (const differing of [{ paperNumber: '2' }, { paperSha256: 'cd'.repeat(32) }])
    expect(await enter(differing)).toMatchObject({ code: 'PAPER_ENTERED', rule: 'GOV-VOTE-12' });
  // A neighbour who signed the same letter.
  expect(await enter({}, 'C')).toMatchObject({ decision: { openObjections: 2 } });
});

test('[PRIV-1] what was written is sealed, and read by its owner and, for a purpose on record, by those who answer', async () => {
  const decisionId = await posted();
  const { id, text } = await raise(database(), 'A', decisionId, onTime);
  expect(text).toBe('计票有误，请复核。');
  await answer(database(), id, onTime);
  expect(JSON.stringify(await database().read.find(ObjectionTable))).not.toMatch(/计票/);
  const before = await traces();
  const read = async (caller: ReturnType<typeof owner>, purpose?: string) => {
    const { data, errors } = await ask(
      database(),
      `query ($purpose: String) { ownersDecision(id: "${decisionId}") { openObjections objections { nodes {
         id text(purpose: $purpose) answer(purpose: $purpose) streetAnswer(purpose: $purpose) } } } }`,
      purpose === undefined ? {} : { purpose },
      { caller, ...makeUpDay },
    );
    return errors ? errors[0].extensions.code : data.ownersDecision.objections.nodes[0];
  };
  const all = { id, text: '计票有误，请复核。', answer: '已复核，计票无误。', streetAnswer: null };
  const withheld = { id, text: null, answer: null, streetAnswer: null };

  expect(await read(owner('A'))).toEqual(all);
  for (const caller of [committee(), street]) expect(await read(caller)).toEqual(withheld);
  for (const caller of [owner('C'), elsewhere.street, elsewhere.committee])
    expect(await read(caller, '答复异议')).toEqual(withheld);
  expect(await read(residents, '答复异议')).toBe('FORBIDDEN');
  for (const purpose of ['', '  ', '查'.repeat(201)])
    expect(await read(street, purpose)).toBe('BAD_USER_INPUT');
  // Who may not read it is told nothing of purposes, and owners need none for their own.
  expect(await read(elsewhere.street, '')).toEqual(withheld);
  expect(await read(owner('A'), '')).toEqual(all);
  expect(await traces()).toEqual(before);

  expect(await read(committee(), ' 答复异议 ')).toEqual(all);
  expect(await read(street, '查'.repeat(200))).toEqual(all);
  // All of it read at once is one reading.
  const legalBasis = { purpose: 'OBJECTION', ground: 'CONSENT', rules: ['GOV-VOTE-12'] };
  expect((await traces()).slice(before.length)).toMatchObject([
    { actor: 'committee-1', subject: id, detail: { purpose: '答复异议', legalBasis } },
    { actor: street.subject, subject: id, detail: { purpose: '查'.repeat(200), legalBasis } },
  ]);
  expect(JSON.stringify(await traces())).not.toContain('计票');
});

const traces = () =>
  database().read.find(AuditTable, { where: { action: 'read Objection.text' }, order: { id: 'ASC' } });

test('the same request twice at once is one objection', async () => {
  const decisionId = await posted();
  const idempotencyKey = uuidV7();
  const send = () =>
    ask(
      database(),
      `mutation ($input: RaiseObjectionInput!) { raiseObjection(input: $input) { ... on Objection { id } } }`,
      { input: { idempotencyKey, decisionId, text: '请复核。' } },
      { caller: owner('A'), ...onTime },
    );
  const [first, second] = await Promise.all([send(), send()]);
  expect(second).toEqual(first);
  expect(await database().read.count(ObjectionTable)).toBe(1);
});
