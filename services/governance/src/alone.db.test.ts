import { join } from 'node:path';
import { shippedHolidays } from '@anju/rulebook/holidays';
import { playRecordedFacts } from '@anju/runtime/recorded-facts';
import { testPersonalData } from '@anju/runtime/testing/execute';
import { passTime } from '@anju/runtime/testing/pass-time';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { acceptContents, ask, hireManager, meetingWith } from './assembly-meeting/assembly-meeting.builder';
import { enterPaper } from './ballot/ballot.builder';
import { post } from './owners-decision/post-decision.builder';
import { close } from './question/vote.builder';
import { importList, monday } from './community/community.builder';
import { demo } from './demo';
import { committeeEntered } from './owners-committee/owners-committee.builder';
import { importRoll, rollAsSeen, rollOfC } from './owners-roll/owners-roll.builder';
import { storage } from './storage';
import { governance } from './subscriptions';
import { timers } from './timers';

const database = testDatabase(storage);
const facts = join(__dirname, '../data/demo-facts.json');
const communityId = 'com_demo-fengyuan';

const start = async () => {
  const holidays = () => shippedHolidays;
  await demo({
    db: database(),
    clock: () => monday,
    personalData: testPersonalData,
    evidenceKey: null,
    holidays,
  });
  return playRecordedFacts(database(), governance, facts, () => monday);
};

test('[PART-4, GOV-COM-5, GOV-VOTE-12] with its neighbours down governance puts what they told to the owners, up to the effective decision', async () => {
  expect(await start()).toBe(3);
  expect(await start()).toBe(0);
  const { data } = await ask(
    database(),
    '{ communities(divisionCode: "140502", first: 100) { nodes { id name } } }',
  );
  expect(data.communities.nodes).toHaveLength(5);
  expect(data.communities.nodes).toContainEqual({ id: communityId, name: '凤源食品厂小区' });

  await importRoll(database(), communityId, rollOfC());
  const caller = await committeeEntered(database(), communityId);
  const contents = {
    projectId: 'prj_demo-fengyuan',
    contentsHash: 'ad2846aa1f7253c6e92549ee6e5a173cc75245b9a18e10f5758c0dd177715900',
  };
  const asked = [
    acceptContents({ acceptContents: contents }),
    hireManager({ hire: { companyId: 'pmc_demo-anhe' } }),
  ];
  const { meetingId, questionIds } = await meetingWith(database(), asked, { communityId }, { caller });

  const owners = new Set((await rollAsSeen(database(), communityId)).map(({ owners: [first] }) => first?.id));
  for (const ownerId of owners) {
    if (!ownerId) continue;
    const answers = Object.fromEntries(questionIds.map((id) => [id, ['YES']]));
    const ballot = await enterPaper(database(), '', meetingId, answers, { ownerId }, { caller });
    expect(ballot).toMatchObject({ __typename: 'Ballot' });
  }
  for (const questionId of questionIds) {
    const { decision } = await close(database(), questionId, { caller });
    expect(await post(database(), decision.id, {}, { caller })).toMatchObject({ state: 'POSTED' });
  }
  await passTime(database(), timers, '2022-07-26T02:00:00.000Z');

  const told = await factsIn(database());
  const of = (type: string) =>
    told.filter((fact) => fact.type === `governance.${type}.v1`).map((each) => each.data);
  expect(of('decision-adopted')).toMatchObject([
    { communityId, warrants: { kind: 'ACCEPT_CONTENTS', ...contents } },
    { communityId, warrants: { kind: 'HIRE', companyId: 'pmc_demo-anhe' } },
  ]);
  expect(of('decision-effective')).toHaveLength(2);
});

test('a register that has the demonstration under other ids is told to make room', async () => {
  await importList(database(), 'jincheng-urban-2020');

  await expect(start()).rejects.toThrow('use an ANJU_DATA of its own');
});
