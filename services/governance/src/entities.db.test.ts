import type { Caller } from '@anju/runtime/caller';
import { aCaller } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { GraphQLUnionType } from 'graphql';
import {
  committee,
  meetingWith,
  other,
  postingDay,
  street,
} from './assembly-meeting/assembly-meeting.builder';
import { cast } from './ballot/ballot.builder';
import { raise } from './objection/objection.builder';
import { post } from './owners-decision/post-decision.builder';
import { close } from './question/vote.builder';
import { AssemblyMeetingTable, insertMeeting } from './assembly-meeting/assembly-meeting.table';
import { insertHeadStandings } from './ballot/head-standing.table';
import { putCommunity } from './assembly-meeting/roll.builder';
import { bureauOf } from './community/community.builder';
import { communityC } from '@anju/rulebook/electorate.builder';
import { insertObjection, ObjectionTable } from './objection/objection.table';
import { committeeEntered } from './owners-committee/owners-committee.builder';
import { insertDecision, OwnersDecisionTable } from './owners-decision/owners-decision.table';
import {
  askAs,
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  streetOf,
} from './owners-roll/owners-roll.builder';
import { insertQuestions, QuestionTable } from './question/question.table';
import { schema } from './schema';
import { storage } from './storage';

const database = testDatabase(storage);

/** What each type shows of one thing; what is nobody's secret and what is. */
const fields = {
  Division: 'name communities { nodes { name } }',
  Community: 'name zone { heads } committee { members { maskedName } }',
  Building: 'number units',
  OwnersCommittee: 'seats members { maskedName }',
  AssemblyMeeting: 'noticedAt deliveries { owners }',
  Question: 'title turnout { yes { heads } }',
  OwnersDecision: 'outcome record { ballots }',
  Objection: 'raisedAt deadlines { dueAt }',
  RenovationProject: 'id',
  PmCompany: 'id',
  ExclusiveUnit: 'label areaDm2 owners { maskedName }',
  Owner: 'kind maskedName',
};
type Type = keyof typeof fields;
const onTheRoll: readonly Type[] = ['ExclusiveUnit', 'Owner'];

/** What the gateway sends a service, sent to it by somebody else. */
async function reach(caller: Caller, type: Type, id: string, asked = fields[type]) {
  const { data, errors } = await askAs(
    caller,
    database(),
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${asked} } } }`,
    { representations: [{ __typename: type, [type === 'Division' ? 'code' : 'id']: id }] },
    postingDay,
  );
  return errors ? errors[0].extensions.code : data._entities[0];
}

test('[PRIV-1, PRIV-2] _entities sent straight here shows each what the rules let it see, and no name', async () => {
  const { communityId, otherId } = await registered(database());
  await importRoll(database(), communityId, rollOfC());
  const ownCommittee = await committeeEntered(database(), communityId);
  const { meetingId, questionIds } = await meetingWith(
    database(),
    [other()],
    { communityId },
    { caller: ownCommittee },
  );
  const roll = await rollAsSeen(database(), communityId);
  const ownerAt = (label: string) =>
    ownerOf(communityId, roll.find((unit) => unit.label === label).owners[0].id);
  const owner = ownerAt('1-1-104');
  for (const label of ['1-1-101', '1-1-103', '1-1-104', '2-1-201', '3-0-1'])
    await cast(database(), '', meetingId, { [questionIds[0]!]: 'YES' }, { caller: ownerAt(label) });
  const { decision } = await close(database(), questionIds[0]!, { caller: ownCommittee });
  await post(database(), decision.id, {}, { caller: ownCommittee });
  const objection = await raise(database(), '', decision.id, { caller: owner, text: '常三不同意。' });

  const ids: Record<Type, string> = {
    Division: '140502',
    Community: communityId,
    Building: roll[0].building.id,
    OwnersCommittee: ownCommittee.committee!,
    AssemblyMeeting: meetingId,
    Question: questionIds[0]!,
    OwnersDecision: decision.id,
    Objection: objection.id,
    RenovationProject: 'prj_1',
    PmCompany: 'pmc_1',
    ExclusiveUnit: roll[3].id,
    Owner: owner.owner!,
  };
  const neighbour = ownerAt('1-1-101');
  const inside = {
    owner,
    neighbour,
    committee: ownCommittee,
    street: streetOf(),
    county: bureauOf('140502'),
  };
  const outside = {
    'another owner': ownerOf(otherId, 'own_other'),
    'another committee': { ...ownCommittee, communities: new Set([otherId]), committee: 'oc_other' },
    'another county': bureauOf('341181'),
    'another street': { ...streetOf(), division: '341181' as const },
    'finance elsewhere': aCaller({ roles: new Set(['FINANCE']), division: '341181' }),
    nobody: aCaller(),
  };
  const finance = aCaller({ roles: new Set(['FINANCE']), division: '140502' });
  const told: unknown[] = [];
  for (const [who, caller] of Object.entries({ ...inside, ...outside }))
    for (const type of Object.keys(fields) as Type[]) {
      const seen = await reach(caller, type, ids[type]);
      told.push(seen);
      expect([who, type, seen !== null && typeof seen === 'object']).toEqual([
        who,
        type,
        who in inside || !onTheRoll.includes(type),
      ]);
    }
  // 103 is a couple's, 101 and 104 are one's each: what is shown of a name is masked.
  expect(JSON.stringify(told)).toContain('常*');
  for (const name of ['安一', '白一', '柏二', '常三', '邓四', '方五', '国兴商贸', 'DOC', 'C-1'])
    expect(JSON.stringify(told)).not.toContain(name);

  // Who pays by homes sees their numbers, and not whose they are.
  expect(await reach(finance, 'ExclusiveUnit', roll[3].id)).toEqual({
    label: '1-1-104',
    areaDm2: 6000,
    owners: null,
  });
  expect(await reach(finance, 'Owner', owner.owner!)).toBeNull();

  const textFor = (caller: Caller) => reach(caller, 'Objection', objection.id, 'text(purpose: "答复异议")');
  for (const caller of [owner, ownCommittee, streetOf()])
    expect(await textFor(caller)).toEqual({ text: '常三不同意。' });
  for (const caller of [
    neighbour,
    outside['another owner'],
    outside['another committee'],
    outside['another street'],
  ])
    expect(await textFor(caller)).toEqual({ text: null });
  for (const caller of [inside.county, outside.nobody, finance])
    expect(await textFor(caller)).toBe('FORBIDDEN');

  // A type that comes later is tried here too.
  const { _Entity: entity } = schema.getTypeMap();
  const types = entity instanceof GraphQLUnionType ? entity.getTypes().map(({ name }) => name) : [];
  expect(types.toSorted()).toEqual(Object.keys(fields).toSorted());
});

test('a division with its communities, their rolls, committees, meetings, decisions and objections takes as many statements for 50 as for 2', async () => {
  const cost = async (caller: Caller) => {
    const before = database().statements();
    const { data, errors } = await askAs(
      caller,
      database(),
      `{ _entities(representations: [{ __typename: "Division", code: "140500" }, { __typename: "Division", code: "140502" }]) {
           ... on Division { communityCount decisions { adopted }
             communities(first: 100) { nodes { id zone { heads } committee { members { maskedName } deadlines { dueAt } }
               buildings { nodes { units } }
               rollUnits { nodes { label building { number } } }
               meetings { nodes { deliveries { owners }
                 questions { status synthetic turnout { yes { heads } } missing { state } electorate { hash } decision { id } } } }
               decisions { nodes { state synthetic record { ballots } question { title meeting { id } }
                 objections { nodes { text(purpose: "核对") deadlines { dueAt } } } deadlines { dueAt } } } } } } } }`,
      {},
      postingDay,
    );
    expect(errors).toBeUndefined();
    const [, { communities }] = data._entities;
    return { statements: database().statements() - before, of: communities.nodes.length, communities };
  };
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database(), [other()]);
  await cast(database(), 'A', meetingId, { [questionIds[0]!]: 'YES' });
  const { decision } = await close(database(), questionIds[0]!);
  await post(database(), decision.id);
  await raise(database(), 'C', decision.id);

  /** The same once more, with ids of its own. */
  const again = async (number: number) => {
    await putCommunity(database(), { id: `com_${number}`, roll: communityC.slice(0, 2) });
    await transaction(database(), async (tx) => {
      const [meeting] = await tx.find(AssemblyMeetingTable, { take: 1 });
      const [question] = await tx.find(QuestionTable, { take: 1 });
      const [decided] = await tx.find(OwnersDecisionTable, { take: 1 });
      const [objection] = await tx.find(ObjectionTable, { take: 1 });
      const of = {
        communityId: `com_${number}`,
        meetingId: `mtg_${number}`,
        questionId: `que_${number}`,
        decisionId: `dec_${number}`,
      } as const;
      const { communityId, meetingId, questionId, decisionId } = of;
      await insertMeeting(tx, { ...meeting!, id: meetingId, communityId });
      await insertQuestions(tx, [{ ...question!, id: questionId, meetingId, communityId }]);
      await insertHeadStandings(tx, [
        { questionId, headKey: 'A', areaDm2: 1, state: 'MISSING', ballotId: null, choice: null, acts: 0 },
      ]);
      await insertDecision(tx, { ...decided!, id: decisionId, questionId, meetingId, communityId });
      await insertObjection(tx, { ...objection!, id: `obj_${number}`, decisionId });
    });
  };
  await again(2);
  const few = await cost(street);
  const fewToOne = await cost(committee());
  for (let number = 3; number <= 50; number++) await again(number);
  const many = await cost(street);
  const manyToOne = await cost(committee());

  expect([few.of, many.of]).toEqual([2, 50]);
  expect(many.communities.nodes[49]).toMatchObject({
    rollUnits: { nodes: [{}, {}] },
    meetings: { nodes: [{}] },
    decisions: { nodes: [{ objections: { nodes: [{ text: expect.stringContaining('计票') }] } }] },
  });
  expect(many.statements).toBe(few.statements);
  // A committee reads one of them, and asks no more for the others.
  expect(manyToOne.statements).toBe(fewToOne.statements);
});
