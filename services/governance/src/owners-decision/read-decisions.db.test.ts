import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import {
  afterwards,
  ask,
  committee,
  meetingWith,
  other,
  repairRoof,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { post } from './post-decision.builder';
import { close } from '../question/vote.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { storage } from '../storage';
import { timers } from '../timers';

const database = testDatabase(storage);

test('decisions are read from community, division, project and question, with what they warrant', async () => {
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database());
  const answers = { A: 'YES', B: 'YES', C: 'YES', G: 'YES', D: 'NO' };
  for (const [letter, choice] of Object.entries(answers))
    await cast(database(), letter, meetingId, { [questionIds[0]!]: choice, [questionIds[2]!]: 'NO' });
  for (const letter of ['D', 'E', 'V'])
    await cast(database(), letter, meetingId, { [questionIds[1]!]: 'YES' });
  const ids = [];
  for (const questionId of questionIds) ids.push((await close(database(), questionId)).decision.id);
  await post(database(), ids[1]);
  await passTime(database(), timers, '2022-07-26T02:00:00.000Z');

  const { data, errors } = await ask(
    database(),
    `{
      community(id: "com_1") { decisions(first: 2) { nodes { id outcome question { warrants { __typename
        ... on AcceptContentsWarrant { project { id } contentsHash }
        ... on PayWarrant { contentCodes ceilingFen buildingIds } } } } pageInfo { hasNextPage } } }
      city: division(code: "140500") { decisions { adopted rejected effective synthetic } }
      elsewhere: division(code: "341181") { decisions { adopted rejected effective synthetic } }
      _entities(representations: [
        { __typename: "RenovationProject", id: "prj_1" }, { __typename: "RenovationProject", id: "prj_2" },
        { __typename: "OwnersDecision", id: "${ids[2]}" }, { __typename: "Question", id: "que_none" },
        { __typename: "AssemblyMeeting", id: "${meetingId}" }
      ]) {
        ... on RenovationProject { id decisions { nodes { id question { id title meeting { id } } } } }
        ... on OwnersDecision { outcome community { id } question { warrants { ... on HireWarrant { company { id } } } } }
        ... on AssemblyMeeting { questions { id decision { id } } }
      }
    }`,
  );
  expect(errors).toBeUndefined();
  expect(data.community.decisions).toMatchObject({
    nodes: [
      {
        id: ids[0],
        outcome: 'ADOPTED',
        question: { warrants: { __typename: 'AcceptContentsWarrant', project: { id: 'prj_1' } } },
      },
      {
        id: ids[1],
        question: {
          warrants: { contentCodes: ['ROOF_REPAIR'], ceilingFen: 12_000_000, buildingIds: ['bld_2'] },
        },
      },
    ],
    pageInfo: { hasNextPage: true },
  });
  expect(data.city.decisions).toEqual({ adopted: 2, rejected: 1, effective: 1, synthetic: 0 });
  expect(data.elsewhere.decisions).toEqual({ adopted: 0, rejected: 0, effective: 0, synthetic: 0 });
  expect(data._entities).toMatchObject([
    {
      id: 'prj_1',
      decisions: { nodes: [{ id: ids[0], question: { id: questionIds[0], meeting: { id: meetingId } } }] },
    },
    { id: 'prj_2', decisions: { nodes: [] } },
    {
      outcome: 'TOO_FEW_IN_FAVOUR',
      community: { id: 'com_1' },
      question: { warrants: { company: { id: 'pmc_1' } } },
    },
    null,
    { questions: ids.map((id, i) => ({ id: questionIds[i], decision: { id } })) },
  ]);
});

test('a page of communities with meetings and decisions takes as many statements as one community', async () => {
  const statementsFor = async () => {
    const before = database().statements();
    const { errors } = await ask(
      database(),
      `{ communities(first: 50) { nodes { id
           meetings { nodes { id deliveries { owners } questions { id status turnout { yes { heads } } verdict { outcome }
             missing { state } electorate { hash } deadlines { dueAt } decision { id } } } }
           decisions { nodes { id state objections { nodes { id deadlines { dueAt } } } question { title meeting { id } } deadlines { dueAt } } } } } }`,
    );
    expect(errors).toBeUndefined();
    return database().statements() - before;
  };
  const build = async (number: string) => {
    await putCommunity(database(), { id: `com_${number}` });
    const roof = number === '1' ? 'bld_2' : `bld_${number}_2`;
    const { questionIds } = await meetingWith(
      database(),
      [repairRoof({ buildingIds: [roof] }), other()],
      { communityId: `com_${number}` },
      { caller: committee(number) },
    );
    for (const questionId of questionIds)
      await close(database(), questionId, { caller: street, now: afterwards });
  };
  await build('1');
  const one = await statementsFor();
  for (const number of ['2', '3', '4', '5']) await build(number);

  expect(await statementsFor()).toBe(one);
});
