import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import {
  ask,
  closesAt,
  committee,
  elsewhere,
  meetingWith,
  other,
  owner,
  street,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast, designate, object } from './ballot.builder';
import { close, standOf } from '../question/vote.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { storage } from '../storage';
import { CoOwnerActTable } from './ballot.table';

const database = testDatabase(storage);

let meetingId: string;
let questionId: string;
beforeEach(async () => {
  await putCommunity(database());
  const meeting = await meetingWith(database(), [other()]);
  meetingId = meeting.meetingId;
  questionId = meeting.questionIds[0]!;
});

const say = (letter: string, choice: string) => cast(database(), letter, meetingId, { [questionId]: choice });
const couple = { heads: 1, areaDm2: 9000 };
const nobody = { heads: 0, areaDm2: 0 };
const legalBasis = { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' };

test('[REG-4] co-owners who agree are one head, whose area counts once', async () => {
  await say('B', 'YES');
  await say('b', 'YES');
  expect(await standOf(database(), questionId)).toMatchObject({ turnout: { yes: couple }, pending: nobody });
});

test('[REG-4] where they contradict neither counts, until they agree', async () => {
  await say('B', 'YES');
  expect(await say('b', 'NO')).toMatchObject({ answers: [{ choice: 'NO', standing: 'PENDING' }] });
  expect(await standOf(database(), questionId)).toMatchObject({
    turnout: { tookPart: nobody },
    pending: couple,
  });

  await say('B', 'NO');
  expect(await standOf(database(), questionId)).toMatchObject({
    turnout: { tookPart: couple, yes: nobody },
    pending: nobody,
  });
});

test('[REG-4] a conflict that lasts to the end is not counted', async () => {
  await say('B', 'YES');
  await say('b', 'NO');
  expect(await close(database(), questionId)).toMatchObject({
    decision: { record: { ballots: 2, turnout: { tookPart: nobody } } },
  });
});

test('[REG-4] two co-owners who contradict each other at once are found out', async () => {
  await Promise.all([say('B', 'YES'), say('b', 'NO')]);
  expect(await standOf(database(), questionId)).toMatchObject({ pending: couple });
});

test('[REG-4, OVR-2, PRIV-1] the one they designated votes for them', async () => {
  await say('B', 'YES');
  await say('b', 'NO');

  expect(await designate(database(), meetingId, 'b', 'Bb')).toMatchObject({
    questions: [{ id: questionId }],
  });

  expect(await standOf(database(), questionId)).toMatchObject({ turnout: { tookPart: couple, yes: nobody } });
  expect(await database().read.findBy(AuditTable, { action: 'designateVoter' })).toMatchObject([
    { subject: meetingId, detail: { ownerId: 'own_b', signedBy: ['own_B', 'own_b'], legalBasis } },
  ]);
});

test('[REG-4] named again, the other votes for them, and what the one named before cast stands until then', async () => {
  await designate(database(), meetingId, 'b', 'Bb');
  await say('b', 'YES');
  await designate(database(), meetingId, 'B', 'Bb');
  expect(await standOf(database(), questionId)).toMatchObject({ turnout: { tookPart: couple, yes: couple } });
  await say('b', 'NO');
  expect(await standOf(database(), questionId)).toMatchObject({ turnout: { tookPart: couple, yes: couple } });
  await say('B', 'NO');
  expect(await standOf(database(), questionId)).toMatchObject({ turnout: { tookPart: couple, yes: nobody } });
});

test('[REG-4] all co-owners sign a designation, with the one they name, while voting is open', async () => {
  const refused = { code: 'NOT_THE_CO_OWNERS', rule: 'REG-4' };
  expect(await designate(database(), meetingId, 'b', 'b')).toMatchObject(refused);
  expect(await designate(database(), meetingId, 'b', 'BbC')).toMatchObject(refused);
  expect(await designate(database(), meetingId, 'C', 'Bb')).toMatchObject(refused);
  expect(await designate(database(), meetingId, 'C', 'C')).toMatchObject(refused);
  expect(await designate(database(), meetingId, 'b', 'Bb', { now: closesAt })).toMatchObject({
    code: 'VOTING_OVER',
  });
  expect(await designate(database(), 'mtg_none', 'b', 'Bb')).toMatchObject({ code: 'MEETING_NOT_FOUND' });
  for (const caller of [elsewhere.street, committee('2')])
    expect(await designate(database(), meetingId, 'b', 'Bb', { caller })).toMatchObject({
      code: 'NOT_IN_SCOPE',
    });
  await expect(designate(database(), meetingId, 'b', 'Bb', { caller: owner('b') })).rejects.toThrow(
    'FORBIDDEN',
  );
  expect(await database().read.count(CoOwnerActTable)).toBe(0);
  expect(await designate(database(), meetingId, 'b', 'Bb', { caller: street })).toMatchObject({
    __typename: 'VoterDesignation',
  });
});

test('[REG-4, OVR-2, PRIV-1] an objection holds up the ballot of the other, until its owner agrees', async () => {
  await say('B', 'YES');

  expect(await object(database(), 'b', questionId)).toMatchObject({ __typename: 'Question', id: questionId });
  expect(await standOf(database(), questionId)).toMatchObject({
    turnout: { tookPart: nobody },
    pending: couple,
  });
  expect(await database().read.findBy(AuditTable, { action: 'objectToCoOwnersBallot' })).toMatchObject([
    { subject: questionId, detail: { ownerId: 'own_b', legalBasis } },
  ]);

  await say('b', 'YES');
  expect(await standOf(database(), questionId)).toMatchObject({ turnout: { yes: couple }, pending: nobody });
});

test('[REG-4, GOV-VOTE-6] whose objection withdraws an own ballot sees it pending: none took its place', async () => {
  for (const letter of 'Bb') await say(letter, 'YES');
  await object(database(), 'b', questionId);

  const { data } = await ask(
    database(),
    `{ question(id: "${questionId}") { pending { heads } myBallots { answers { choice standing } } } }`,
    {},
    { caller: owner('b'), now: whileOpen },
  );
  expect(data.question).toEqual({
    pending: { heads: 1 },
    myBallots: [{ answers: [{ choice: 'YES', standing: 'PENDING' }] }],
  });
});

test('[REG-4] there is nothing to object to before the other votes, nor against the designated one', async () => {
  const nothing = { code: 'NOTHING_TO_OBJECT_TO', rule: 'REG-4' };
  expect(await object(database(), 'b', questionId)).toMatchObject(nothing);
  await designate(database(), meetingId, 'B', 'Bb');
  await say('B', 'YES');
  expect(await object(database(), 'b', questionId)).toMatchObject(nothing);
  expect(await standOf(database(), questionId)).toMatchObject({ turnout: { yes: couple } });
});

test('[REG-4, GOV-VOTE-6] who voted cannot object to the objection of the other, and the ballot stays as it is', async () => {
  await say('B', 'YES');
  await object(database(), 'b', questionId);
  expect(await object(database(), 'B', questionId)).toMatchObject({
    code: 'NOTHING_TO_OBJECT_TO',
    rule: 'REG-4',
  });
  expect(await standOf(database(), questionId)).toMatchObject({ pending: couple, invalid: nobody });
});

test('[REG-4] of an objection made twice at once one is taken', async () => {
  await say('B', 'YES');
  const answers = await Promise.all([1, 2].map(() => object(database(), 'b', questionId)));
  expect(answers.filter(({ __typename }) => __typename === 'Question')).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'NOTHING_TO_OBJECT_TO')).toHaveLength(1);
});

test('[REG-4] who owns nothing together with others has nobody to object to', async () => {
  expect(await object(database(), 'C', questionId)).toMatchObject({ code: 'NOT_A_CO_OWNER', rule: 'REG-4' });
  expect(await object(database(), 'b', questionId, { caller: owner('b', 'com_2') })).toMatchObject({
    code: 'NOT_IN_SCOPE',
    rule: 'GOV-MEET-3',
  });
  expect(await object(database(), 'b', 'que_none')).toMatchObject({ code: 'QUESTION_NOT_FOUND' });
  expect(await object(database(), 'b', questionId, { now: closesAt })).toMatchObject({ code: 'VOTING_OVER' });
  await expect(object(database(), 'b', questionId, { caller: committee() })).rejects.toThrow('FORBIDDEN');
});

test('[GOV-VOTE-6, REG-4] once one is named to vote, what the other casts is kept, is invalid and says why', async () => {
  await designate(database(), meetingId, 'b', 'Bb');
  expect(await say('B', 'YES')).toMatchObject({
    answers: [{ choice: null, invalidBecause: 'NOT_DESIGNATED', standing: 'INVALID' }],
  });
  expect(await standOf(database(), questionId)).toMatchObject({
    turnout: { tookPart: nobody },
    invalid: couple,
  });

  expect(await say('b', 'NO')).toMatchObject({ answers: [{ choice: 'NO', standing: 'COUNTED' }] });
  expect(await standOf(database(), questionId)).toMatchObject({
    turnout: { tookPart: couple, yes: nobody },
    invalid: nobody,
  });
});
