import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import {
  afterwards,
  ask,
  committee,
  elsewhere,
  owner,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { handIn } from '../handed-in-form/handed-in-form.builder';
import { close, voteOn } from '../question/vote.builder';
import { storage } from '../storage';
import { checkPaper, enterPaperAlone, voidPaper } from './ballot.builder';

const database = testDatabase(storage);
let meetingId: string;
let questionId: string;
beforeEach(async () => {
  ({ meetingId, questionId } = await voteOn(database(), { YES: 'AB' }));
});

const marks = (...all: string[]) => ({ [questionId]: all });
const enter = (letter = 'C', formNumber = 'F-1', now = whileOpen) =>
  enterPaperAlone(
    database(),
    letter,
    meetingId,
    marks('YES'),
    { formNumber, receivedAt: whileOpen },
    { now },
  );
const check = (
  answers = marks('YES'),
  reading: Partial<Parameters<typeof checkPaper>[2]> = {},
  by: Parameters<typeof checkPaper>[4] = {},
) => checkPaper(database(), meetingId, { formNumber: 'F-1', ownerId: 'own_C', ...reading }, answers, by);

async function waiting(caller = committee(), page = '') {
  const { data, errors } = await ask(
    database(),
    `query ($id: ID!) { assemblyMeeting(id: $id) { papersUnchecked uncheckedPapers${page} {
       nodes { formNumber enteredBy lastCheck { differences checkedBy } }
       pageInfo { hasNextPage endCursor } } } }`,
    { id: meetingId },
    { caller, now: afterwards },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.assemblyMeeting;
}

test('[GOV-VOTE-13, OVR-2] a paper that one person alone has read keeps the count waiting, and not the end of voting', async () => {
  await enter();
  expect(await close(database(), questionId)).toMatchObject({
    code: 'PAPERS_UNCHECKED',
    rule: 'GOV-VOTE-13',
    message: expect.stringContaining('such as F-1,'),
  });
  const late = await enter('D', 'F-2', afterwards);
  expect(late).toMatchObject({ code: 'VOTING_OVER' });

  expect(await check(marks('YES'), {}, { caller: committee() })).toMatchObject({
    code: 'CHECKED_BY_WHO_ENTERED_IT',
  });
  expect(await check(marks('YES'), { formNumber: 'ｆ－1' }, { now: afterwards })).toEqual({
    __typename: 'PaperCheck',
    formNumber: 'F-1',
    differences: [],
    checkedBy: 'second-reader',
    checkedAt: afterwards,
  });
  expect(await check()).toMatchObject({ code: 'ALREADY_CHECKED' });
  expect(await close(database(), questionId)).toMatchObject({ status: 'COUNTED' });
  const audited = await database().read.findOneByOrFail(AuditTable, { action: 'checkPaperBallot' });
  expect(audited).toMatchObject({ actor: 'second-reader', detail: { formNumber: 'F-1', differences: [] } });
  expect(JSON.stringify(audited)).not.toContain('YES');
});

test('[GOV-VOTE-13] what two read differently waits; a slip of the second is mended by checking once more', async () => {
  await enter();
  expect(await check(marks('NO'))).toMatchObject({ differences: ['ANSWERS'] });
  expect(await waiting()).toMatchObject({
    papersUnchecked: 1,
    uncheckedPapers: {
      nodes: [
        {
          formNumber: 'F-1',
          enteredBy: 'committee-1',
          lastCheck: { differences: ['ANSWERS'], checkedBy: 'second-reader' },
        },
      ],
    },
  });
  expect(await close(database(), questionId)).toMatchObject({ code: 'PAPERS_UNCHECKED' });
  expect(await check(marks('YES'), {}, { now: afterwards })).toMatchObject({ differences: [] });
  expect(await waiting()).toMatchObject({ papersUnchecked: 0, uncheckedPapers: { nodes: [] } });
  expect(await close(database(), questionId)).toMatchObject({ status: 'COUNTED' });
});

test('[GOV-VOTE-13] a slip of the first is mended after the end too: voided, entered anew, and checked anew', async () => {
  await enter();
  expect(await voidPaper(database(), meetingId, 'F-1', { now: afterwards })).toMatchObject({
    code: 'TOO_LATE_TO_VOID',
  });
  expect(await check(marks('YES'), { ownerId: 'own_D' }, { now: afterwards })).toMatchObject({
    differences: ['OWNER'],
  });
  expect(await voidPaper(database(), meetingId, 'F-1', { now: afterwards })).toMatchObject({
    voiding: { voidedAt: afterwards },
  });
  expect(await waiting()).toMatchObject({ papersUnchecked: 0 });
  expect(await enter('D', 'F-1', afterwards)).toMatchObject({ __typename: 'Ballot', formNumber: 'F-1' });
  expect(await close(database(), questionId)).toMatchObject({ code: 'PAPERS_UNCHECKED' });
  expect(await check(marks('YES'), { ownerId: 'own_D' }, { now: afterwards })).toMatchObject({
    differences: [],
  });
  const { decision } = await close(database(), questionId);
  expect(decision.record).toMatchObject({ voidedBallots: 1, turnout: { yes: { heads: 3 } } });
});

test('[GOV-VOTE-13] a form that was handed in is entered after the end and read twice before the count', async () => {
  await handIn(database(), meetingId, ['F-1']);
  await enter('C', 'F-1', afterwards);
  expect(await close(database(), questionId)).toMatchObject({ code: 'PAPERS_UNCHECKED' });
  await check(marks('YES'), {}, { now: afterwards });
  expect(await close(database(), questionId)).toMatchObject({ status: 'COUNTED' });
});

test('[GOV-COM-5, PRIV-1] who enters papers checks them and sees the list, page by page, and nobody else', async () => {
  await enter('C', 'F-1');
  await enter('D', 'F-2');
  for (const caller of [elsewhere.committee, elsewhere.street]) {
    expect(await check(marks('YES'), {}, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    expect((await waiting(caller)).uncheckedPapers).toBeNull();
  }
  await expect(waiting(owner('A'))).rejects.toThrow('FORBIDDEN');
  expect(await check(marks('YES'), { formNumber: 'F-9' })).toMatchObject({ code: 'FORM_NOT_ENTERED' });

  const first = await waiting(street, '(first: 1)');
  expect(first).toMatchObject({
    papersUnchecked: 2,
    uncheckedPapers: { nodes: [{ formNumber: 'F-1', lastCheck: null }], pageInfo: { hasNextPage: true } },
  });
  const { endCursor } = first.uncheckedPapers.pageInfo;
  const rest = await waiting(street, `(first: 1, after: "${endCursor}")`);
  expect(rest.uncheckedPapers).toMatchObject({
    nodes: [{ formNumber: 'F-2' }],
    pageInfo: { hasNextPage: false },
  });
});

test('[GOV-VOTE-13] of an entry at the last moment and the count one comes first: none is counted that one alone has read', async () => {
  const [entered, counted] = await Promise.all([enter(), close(database(), questionId)]);
  expect([
    ['Ballot', 'PAPERS_UNCHECKED'],
    ['BallotRefusal', undefined],
  ]).toContainEqual([entered.__typename, counted.code]);
});
