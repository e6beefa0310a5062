import { createHash } from 'node:crypto';
import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { passTime } from '@anju/runtime/testing/pass-time';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import {
  afterwards,
  closesAt,
  committee,
  elsewhere,
  meetingWith,
  other,
  owner,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast, enterPaper, voidPaper } from '../ballot/ballot.builder';
import { giveProxy, recall } from '../proxy/proxy.builder';
import { close, standOf, voteOn } from '../question/vote.builder';
import { storage } from '../storage';
import { timers } from '../timers';
import { formsOf, handIn, setAside } from './handed-in-form.builder';

const database = testDatabase(storage);
let meetingId: string;
let questionId: string;
beforeEach(async () => {
  ({ meetingId, questionId } = await voteOn(database(), { YES: 'AB' }));
});

/** After the end of voting, a form that came while it was open. */
const enterLate = (letter: string, formNumber: string, differing: Record<string, unknown> = {}) =>
  enterPaper(
    database(),
    letter,
    meetingId,
    { [questionId]: ['YES'] },
    { formNumber, receivedAt: whileOpen, ...differing },
    { now: afterwards },
  );

test('[GOV-MEET-3, GOV-VOTE-13, OVR-2] what was handed in by the end of voting is entered after it, and counted', async () => {
  expect(await handIn(database(), meetingId, ['ｆ-1', 'F-2'])).toMatchObject({
    __typename: 'AssemblyMeeting',
    formsHandedIn: 2,
    formsWaiting: 2,
    formsSeal: null,
  });
  expect(await close(database(), questionId)).toMatchObject({ code: 'FORMS_WAITING', rule: 'GOV-VOTE-13' });
  expect(await enterLate('C', 'f－1')).toMatchObject({ formNumber: 'F-1', receivedAt: whileOpen });
  expect(await close(database(), questionId)).toMatchObject({
    code: 'FORMS_WAITING',
    message: expect.stringContaining('such as F-2,'),
  });
  const before = await standOf(database(), questionId, afterwards);
  expect(await enterLate('D', 'F-2')).toMatchObject({ __typename: 'Ballot' });
  const counted = await close(database(), questionId);
  expect(counted.decision.record.turnout.yes.heads).toBe(before.turnout.yes.heads + 1);
  expect(counted.decision.record.turnout.yes.heads).toBe(4);

  const seal = createHash('sha256').update(`F-1 ${whileOpen}\nF-2 ${whileOpen}\n`).digest('hex');
  expect(await formsOf(database(), meetingId)).toMatchObject({
    formsHandedIn: 2,
    formsWaiting: 0,
    formsSeal: seal,
    handedInForms: {
      nodes: [
        { formNumber: 'F-1', takenBy: 'committee-1', recordedAt: whileOpen, entered: true, setAside: null },
        { formNumber: 'F-2' },
      ],
    },
  });
  expect(await database().read.findOneByOrFail(AuditTable, { action: 'handInForms' })).toMatchObject({
    actor: 'committee-1',
    subject: meetingId,
    detail: { formNumbers: ['F-1', 'F-2'] },
  });
});

test('[GOV-MEET-3] after the end nothing else is entered, nor anything at another moment', async () => {
  await handIn(database(), meetingId, ['F-1']);
  expect(await enterLate('C', 'F-3')).toMatchObject({ code: 'VOTING_OVER', rule: 'GOV-MEET-3' });
  expect(await enterLate('C', 'F-1', { receivedAt: '2022-07-07T00:00:00.000Z' })).toMatchObject({
    code: 'RECEIVED_OTHERWISE',
    message: expect.stringContaining(whileOpen),
  });
  expect(await cast(database(), 'C', meetingId, { [questionId]: 'YES' }, { now: afterwards })).toMatchObject({
    code: 'VOTING_OVER',
  });
  expect(
    await handIn(database(), meetingId, ['F-9'], { now: afterwards, receivedAt: whileOpen }),
  ).toMatchObject({ code: 'VOTING_OVER', rule: 'GOV-MEET-3' });
  expect(await formsOf(database(), meetingId)).toMatchObject({ formsHandedIn: 1, formsWaiting: 1 });
});

test('[GOV-VOTE-13] a number is handed in once, and not when it is entered; nothing of such a list is kept', async () => {
  await handIn(database(), meetingId, ['F-1']);
  await enterPaper(database(), 'C', meetingId, { [questionId]: ['NO'] }, { formNumber: 'F-2' });
  for (const number of ['f_1', 'F-2'])
    expect(await handIn(database(), meetingId, ['F-3', number])).toMatchObject({
      code: 'FORM_NUMBER_USED',
      rule: 'GOV-VOTE-13',
    });
  expect(await handIn(database(), meetingId, ['F-3', ' '])).toMatchObject({ code: 'FORM_NUMBER_INVALID' });
  expect(await formsOf(database(), meetingId)).toMatchObject({ formsHandedIn: 1 });

  // Its entry was a mistake, and the form lies there.
  await voidPaper(database(), meetingId, 'F-2');
  expect(await handIn(database(), meetingId, ['F-2'])).toMatchObject({ formsHandedIn: 2, formsWaiting: 2 });

  const again = { idempotencyKey: uuidV7() };
  const first = await handIn(database(), meetingId, ['F-4'], again);
  expect(await handIn(database(), meetingId, ['F-4'], again)).toEqual(first);
});

test('[GOV-VOTE-13] a form that is nobody’s is set aside, and entered all the same where it is found out whose it is', async () => {
  await handIn(database(), meetingId, ['F-1', 'F-2', 'F-3']);
  await enterPaper(
    database(),
    'C',
    meetingId,
    { [questionId]: ['YES'] },
    { formNumber: 'F-3', receivedAt: whileOpen },
  );
  expect(await setAside(database(), meetingId, 'F-1', { now: whileOpen })).toMatchObject({
    code: 'VOTING_NOT_OVER',
  });
  for (const number of ['F-1', 'F-2'])
    expect(await setAside(database(), meetingId, number)).toMatchObject({ __typename: 'AssemblyMeeting' });
  expect(await setAside(database(), meetingId, 'F-1')).toMatchObject({ code: 'FORM_SET_ASIDE' });
  expect(await setAside(database(), meetingId, 'F-3')).toMatchObject({ code: 'FORM_ENTERED' });
  expect(await setAside(database(), meetingId, 'F-9')).toMatchObject({ code: 'FORM_NOT_HANDED_IN' });

  expect(await enterLate('D', 'F-2')).toMatchObject({ __typename: 'Ballot' });
  const { decision } = await close(database(), questionId);
  expect(decision.record.turnout.yes.heads).toBe(4);
  const first = await formsOf(database(), meetingId, { page: '(first: 1)' });
  expect(first.handedInForms).toMatchObject({
    nodes: [
      { formNumber: 'F-1', entered: false, setAside: { reason: '票上没有房号', setAsideBy: 'committee-1' } },
    ],
    pageInfo: { hasNextPage: true },
  });
  const { endCursor } = first.handedInForms.pageInfo;
  const rest = await formsOf(database(), meetingId, { page: `(first: 5, after: "${endCursor}")` });
  expect(rest.handedInForms.nodes).toMatchObject([
    { formNumber: 'F-2', entered: true, setAside: { setAsideAt: afterwards } },
    { formNumber: 'F-3', entered: true, setAside: null },
  ]);
});

test('[GOV-VOTE-13] where the entry of a form was voided the count waits for it, and it is entered anew', async () => {
  await handIn(database(), meetingId, ['F-1']);
  await enterPaper(
    database(),
    'C',
    meetingId,
    { [questionId]: ['NO'] },
    { formNumber: 'F-1', receivedAt: whileOpen },
  );
  await voidPaper(database(), meetingId, 'F-1');
  expect(await close(database(), questionId)).toMatchObject({ code: 'FORMS_WAITING' });
  expect(await enterLate('D', 'F-1')).toMatchObject({ __typename: 'Ballot' });
  expect(await close(database(), questionId)).toMatchObject({ status: 'COUNTED' });
});

test('[GOV-COM-5, PRIV-1] the committee in office and the street take forms and see the list, and nobody else', async () => {
  await handIn(database(), meetingId, ['F-1']);
  expect(await handIn(database(), meetingId, ['F-2'], { caller: street })).toMatchObject({
    formsHandedIn: 2,
  });
  for (const caller of [elsewhere.committee, elsewhere.street]) {
    expect(await handIn(database(), meetingId, ['F-3'], { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    expect(await setAside(database(), meetingId, 'F-1', { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    expect((await formsOf(database(), meetingId, { caller })).handedInForms).toBeNull();
  }
  await expect(formsOf(database(), meetingId, { caller: owner('A') })).rejects.toThrow('FORBIDDEN');
  expect(await handIn(database(), 'mtg_9', ['F-1'], { caller: committee() })).toMatchObject({
    code: 'MEETING_NOT_FOUND',
  });
});

test('[GOV-VOTE-13] of a late entry and the count one comes first: none is acknowledged and left out', async () => {
  await handIn(database(), meetingId, ['F-1']);
  const [entered, counted] = await Promise.all([enterLate('C', 'F-1'), close(database(), questionId)]);
  expect(entered).toMatchObject({ __typename: 'Ballot' });
  if (counted.code) expect(counted.code).toBe('FORMS_WAITING');
  const { decision } = counted.code ? await close(database(), questionId) : counted;
  expect(decision.record.turnout.yes.heads).toBe(3);
});

test('[GOV-VOTE-13] of a form that is handed in at the last moment and the count one comes first', async () => {
  for (const number of ['F-1', 'F-2', 'F-3']) {
    const { meetingId: id, questionIds } = await meetingWith(database(), [other({ title: number })]);
    const [handedIn, counted] = await Promise.all([
      handIn(database(), id, [number]),
      close(database(), questionIds[0]!),
    ]);
    const codes = [handedIn.code, counted.code];
    expect([
      [undefined, 'FORMS_WAITING'],
      ['VOTING_OVER', undefined],
    ]).toContainEqual(codes);
  }
});

test('[GOV-VOTE-13, GOV-MEET-3] once the timer has ended voting a form that was handed in is entered, and the list is sealed', async () => {
  const sealed = async () => (await formsOf(database(), meetingId)).formsSeal;
  await handIn(database(), meetingId, ['F-1', 'F-2']);
  // The row still says that voting goes on: a form may be under way.
  expect(await sealed()).toBeNull();
  await passTime(database(), timers, afterwards);
  expect(await sealed()).toMatch(/^[0-9a-f]{64}$/);
  for (const [letter, number] of [
    ['C', 'F-1'],
    ['D', 'F-2'],
  ] as const)
    expect(await enterLate(letter, number)).toMatchObject({ __typename: 'Ballot' });
  expect(await enterLate('G', 'F-3')).toMatchObject({ code: 'VOTING_OVER' });
  const { decision } = await close(database(), questionId);
  expect(decision.record.turnout.yes.heads).toBe(4);
});

test('[GOV-VOTE-13] after the timer too, of a late entry and the count one comes first', async () => {
  await handIn(database(), meetingId, ['F-1']);
  await passTime(database(), timers, afterwards);
  const [entered, counted] = await Promise.all([enterLate('C', 'F-1'), close(database(), questionId)]);
  expect(entered).toMatchObject({ __typename: 'Ballot' });
  if (counted.code) expect(counted.code).toBe('FORMS_WAITING');
  const { decision } = counted.code ? await close(database(), questionId) : counted;
  expect(decision.record.turnout.yes.heads).toBe(3);
});

test('[GOV-VOTE-13] an entry that is voided at the last moment keeps the count waiting, or is not voided', async () => {
  const last = '2022-07-15T15:59:59.999Z';
  for (const number of ['F-1', 'F-2', 'F-3', 'F-4']) {
    const { meetingId: id, questionIds } = await meetingWith(database(), [other({ title: number })]);
    await handIn(database(), id, [number]);
    const marks = { [questionIds[0]!]: ['YES'] };
    await enterPaper(database(), 'C', id, marks, { formNumber: number, receivedAt: whileOpen });
    const [voided, counted] = await Promise.all([
      voidPaper(database(), id, number, { now: last }),
      close(database(), questionIds[0]!),
    ]);
    expect([
      [undefined, 'FORMS_WAITING'],
      ['TOO_LATE_TO_VOID', undefined],
    ]).toContainEqual([voided.code, counted.code]);
  }
});

test('[GOV-VOTE-13, GOV-MEET-4] a late entry and a recall that is proven after the end leave what both say', async () => {
  for (const number of ['F-1', 'F-2', 'F-3']) {
    const { meetingId: id, questionIds } = await meetingWith(database(), [other({ title: number })]);
    const proxy = await giveProxy(database(), 'C', id, questionIds);
    const yes = { [questionIds[0]!]: ['YES'] };
    await enterPaper(database(), 'C', id, yes, { agentProxyId: proxy.id });
    await handIn(database(), id, [number]);
    await passTime(database(), timers, afterwards);
    const unsigned = { formNumber: number, receivedAt: whileOpen, signed: false };
    await Promise.all([
      enterPaper(database(), 'C', id, yes, unsigned, { now: afterwards }),
      recall(
        database(),
        proxy.id,
        { now: afterwards },
        { because: 'RESIGNED', endedAt: '2022-07-05T02:00:00.000Z' },
      ),
    ]);
    expect((await standOf(database(), questionIds[0]!, afterwards)).turnout.yes.heads).toBe(0);
  }
});

test('[GOV-VOTE-13] on two nodes of a cluster a form and the count meet in what both write', async () => {
  asOnTwoNodes(database(), 'question');
  const [handedIn, counted] = await Promise.all([
    handIn(database(), meetingId, ['F-1']),
    close(database(), questionId),
  ]);
  expect([
    [undefined, 'FORMS_WAITING'],
    ['VOTING_OVER', undefined],
  ]).toContainEqual([handedIn.code, counted.code]);
});

test('[GOV-VOTE-13] a ballot that is cast at the last moment and a form of the same head that is entered then are both kept', async () => {
  const last = '2022-07-15T15:59:59.999Z';
  for (const number of ['F-1', 'F-2', 'F-3', 'F-4']) {
    const { meetingId: id, questionIds } = await meetingWith(database(), [other({ title: number })]);
    const question = questionIds[0]!;
    await handIn(database(), id, [number]);
    const yes = { [question]: ['YES'] };
    const form = { formNumber: number, receivedAt: whileOpen };
    const [online, paper] = await Promise.all([
      cast(database(), 'C', id, { [question]: 'NO' }, { now: last }),
      enterPaper(database(), 'C', id, yes, form, { now: closesAt }),
    ]);
    expect([online, paper]).toMatchObject([{ __typename: 'Ballot' }, { __typename: 'Ballot' }]);
    // The one that came last counts, whichever was written first.
    const { turnout } = await standOf(database(), question, afterwards);
    expect(turnout).toMatchObject({ tookPart: { heads: 1 }, yes: { heads: 0 } });
  }
});
