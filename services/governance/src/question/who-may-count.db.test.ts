import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import {
  committee,
  elsewhere,
  meetingWith,
  other,
  owner,
  residents,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { storage } from '../storage';
import { close, voteOn } from './vote.builder';

const database = testDatabase(storage);

const decisionFacts = async () =>
  (await factsIn(database())).filter(({ type }) => type.startsWith('governance.decision-'));

test('[GOV-VOTE-13] of those who count a question at once, one does', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCG' });

  const answers = await Promise.all(
    [committee(), street, residents].map((caller) => close(database(), questionId, { caller })),
  );

  expect(answers.filter(({ __typename }) => __typename === 'Question')).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'ALREADY_COUNTED')).toHaveLength(2);
  expect(await decisionFacts()).toHaveLength(1);
});

test("[GOV-COM-5] the committee in office, the residents' committee and the street of the place count, and nobody else", async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCG' });
  for (const caller of [elsewhere.committee, elsewhere.street, elsewhere.residents])
    expect(await close(database(), questionId, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  await expect(close(database(), questionId, { caller: owner('A') })).rejects.toThrow('FORBIDDEN');
  expect(await close(database(), 'que_none')).toMatchObject({ code: 'QUESTION_NOT_FOUND' });
  expect(await close(database(), 'nonsense')).toMatchObject({ code: 'QUESTION_NOT_FOUND' });

  expect(await close(database(), questionId, { caller: residents })).toMatchObject({ status: 'COUNTED' });
});

test('[GOV-COM-5, REG-10] a street is reached by the code of its county, and told so where its token has another', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCG' });
  const streetCode = { ...street, division: '140502006' as const };

  expect(await close(database(), questionId, { caller: streetCode })).toMatchObject({
    code: 'NOT_IN_SCOPE',
    message: expect.stringContaining("names the county's code of six digits"),
  });
  expect(await close(database(), questionId, { caller: { ...streetCode, language: 'zh' } })).toMatchObject({
    message: expect.stringContaining('令牌须写县（区）的六位代码'),
  });
  expect(await close(database(), questionId, { caller: street })).toMatchObject({ status: 'COUNTED' });
});

test('[GOV-COM-5] a committee whose term is over does not count; the street does', async () => {
  await putCommunity(database(), { termUntil: '2022-07-15' });
  const { questionIds } = await meetingWith(database(), [other()]);

  expect(await close(database(), questionIds[0]!)).toMatchObject({ code: 'NOT_IN_SCOPE', rule: 'GOV-COM-5' });
  expect(await close(database(), questionIds[0]!, { caller: street })).toMatchObject({ status: 'COUNTED' });
});
