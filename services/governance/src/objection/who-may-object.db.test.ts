import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import {
  committee,
  elsewhere,
  meetingWith,
  mutate,
  owner,
  repairRoof,
  residents,
  street,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity, putOwner } from '../assembly-meeting/roll.builder';
import { findUnitsById, updateUnits } from '../exclusive-unit/exclusive-unit.table';
import { post } from '../owners-decision/post-decision.builder';
import { close } from '../question/vote.builder';
import { storage } from '../storage';
import { answer, enterObjection, postedDecision, raise } from './objection.builder';
import { ObjectionTable } from './objection.table';

const database = testDatabase(storage);
const onTime = { now: '2022-09-29T02:00:00.000Z' } as const;
const makeUpDay = { now: '2022-10-09T02:00:00.000Z' } as const;
const refused = { __typename: 'ObjectionRefusal', code: 'OWNER_NOT_FOUND', rule: 'GOV-VOTE-12' };

/** The only home of E. */
const strike = async (now: '2022-08-10T02:00:00.000Z' | '2022-09-26T02:00:00.000Z') => {
  const said = { unitId: 'unt_6', reason: '误录', paperNumber: '核 1', paperSha256: 'ab'.repeat(32) };
  const shown = '... on ExclusiveUnit { id }';
  const done = await mutate(database(), 'strikeExclusiveUnit', shown, withKey(said), { caller: street, now });
  expect(done).toEqual({ __typename: 'ExclusiveUnit', id: 'unt_6' });
};

test('[GOV-VOTE-12] owners of the community object, and the committee in office or the street answers', async () => {
  const decisionId = await postedDecision(database());
  expect(
    await raise(database(), 'stranger', decisionId, { caller: elsewhere.owner, ...onTime }),
  ).toMatchObject({
    code: 'NOT_IN_SCOPE',
  });
  expect(
    await raise(database(), 'A', decisionId, { caller: { ...owner('A'), owner: null }, ...onTime }),
  ).toMatchObject({
    code: 'NOT_IN_SCOPE',
  });
  await expect(raise(database(), 'A', decisionId, { caller: committee(), ...onTime })).rejects.toThrow(
    'FORBIDDEN',
  );
  // The token is of the community, and its owner has no home there and had none.
  expect(await raise(database(), 'sold', decisionId, onTime)).toMatchObject({
    code: 'OWNER_NOT_FOUND',
    rule: 'GOV-VOTE-12',
  });
  expect(await raise(database(), 'A', 'dec_none', onTime)).toMatchObject({ code: 'DECISION_NOT_FOUND' });
  expect(await raise(database(), 'A', decisionId, { text: '  ', ...onTime })).toMatchObject({
    code: 'TEXT_INVALID',
  });
  expect(await database().read.count(ObjectionTable)).toBe(0);

  const { id } = await raise(database(), 'A', decisionId, onTime);
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await answer(database(), id, { caller, ...makeUpDay })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  for (const caller of [owner('A'), residents])
    await expect(answer(database(), id, { caller, ...makeUpDay })).rejects.toThrow('FORBIDDEN');
  expect(await answer(database(), 'obj_none', makeUpDay)).toMatchObject({ code: 'OBJECTION_NOT_FOUND' });
  expect(await answer(database(), id, { answer: '', ...makeUpDay })).toMatchObject({ code: 'TEXT_INVALID' });
  expect(await answer(database(), id, { caller: street, ...makeUpDay })).toMatchObject({
    __typename: 'Objection',
  });
});

test('[GOV-VOTE-12] a decision of one building is open to objections of every owner of the zone', async () => {
  await putCommunity(database());
  const { questionIds } = await meetingWith(database(), [repairRoof()]);
  const { decision } = await close(database(), questionIds[0]!);
  await post(database(), decision.id);
  expect(await raise(database(), 'A', decision.id)).toMatchObject({ __typename: 'Objection' });
});

test('[GOV-VOTE-12, REG-7] the owner of a home that was struck since the notice may object, to the strike too, online and on paper', async () => {
  const decisionId = await postedDecision(database());
  await strike('2022-09-26T02:00:00.000Z');

  expect(await raise(database(), 'E', decisionId, onTime)).toMatchObject({ __typename: 'Objection' });
  expect(await enterObjection(database(), 'E', decisionId, onTime)).toMatchObject({
    decision: { state: 'POSTED', openObjections: 2 },
  });
});

test('[GOV-VOTE-12, REG-7] the owner of a home that was struck before the notice is of no roll and may not', async () => {
  const decisionId = await postedDecision(database(), () => strike('2022-08-10T02:00:00.000Z'));

  expect(await raise(database(), 'E', decisionId, onTime)).toMatchObject(refused);
  const onPaper = await enterObjection(database(), 'E', decisionId, onTime);
  expect(onPaper).toMatchObject(refused);
  expect(onPaper.message).toContain('or did when the notice froze the roll');
  expect(await database().read.count(ObjectionTable)).toBe(0);
});

test('[GOV-VOTE-12, REG-7] of a home sold since the notice both may object: whose ballot it was, and who owns it now', async () => {
  const decisionId = await postedDecision(database());
  await putOwner(database(), 'N');
  expect(await raise(database(), 'N', decisionId, onTime)).toMatchObject(refused);
  await transaction(database(), async (tx) => {
    const [home] = await findUnitsById(tx, ['unt_6']);
    await updateUnits(tx, [{ ...home!, ownerIds: ['own_N'], headKey: 'N' }]);
  });

  for (const letter of ['E', 'N'])
    expect(await raise(database(), letter, decisionId, onTime)).toMatchObject({ __typename: 'Objection' });
});
