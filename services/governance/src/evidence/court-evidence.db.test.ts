import { AuditTable } from '@anju/runtime/audit';
import { testEvidenceKey } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { verifyBundle } from '@anju/verify/verify-bundle';
import {
  committee,
  elsewhere,
  owner,
  postingDay,
  residents,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { putOwner } from '../assembly-meeting/roll.builder';
import { enterPaper, voidPaper } from '../ballot/ballot.builder';
import { bureauOf } from '../community/community.builder';
import { raise } from '../objection/objection.builder';
import { post } from '../owners-decision/post-decision.builder';
import { giveProxy } from '../proxy/proxy.builder';
import { close, voteOn, zoneAndRoof } from '../question/vote.builder';
import { storage } from '../storage';
import { sell } from '../title-proof/title-proof.builder';
import { eventfulVote, fetchCourtEvidence, fetchEvidence } from './evidence.builder';

const database = testDatabase(storage);

const read = async (questionId: string, by = {}) => {
  const { data, errors } = await fetchCourtEvidence(database(), questionId, by);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.courtEvidence as { bundle: string; sha256: string; keyThumbprint: string };
};
const linesOf = (bundle: string, kind: string): any[] =>
  bundle
    .split('\n')
    .filter((line) => line.includes(`"kind":"${kind}"`))
    .map((line) => JSON.parse(line));

test('[GOV-VOTE-9, REG-4, REG-7, GOV-VOTE-13] a vote is counted again from the court form alone, and comes to the same', async () => {
  const { zone, roof } = await eventfulVote(database());
  for (const questionId of [zone, roof]) {
    const { decision } = await close(database(), questionId);
    const { bundle, sha256 } = await read(questionId);
    const verified = await verifyBundle(Buffer.from(bundle), testEvidenceKey.thumbprint);
    expect(verified).toMatchObject({
      faults: [],
      sha256,
      said: { form: 'COURT', statement: { questionId, turnout: decision.record.turnout } },
    });
    const { bundle: shown } = (await fetchEvidence(database(), questionId))!;
    expect(bundle.split('\n')[0]).toBe(shown.split('\n')[0]);
  }
});

test('[GOV-VOTE-9] it holds every ballot with channel, form and times, proofs, proxies, voided papers and the notice', async () => {
  const { zone, roof, meetingId } = await eventfulVote(database());
  const { decision } = await close(database(), zone);
  expect(decision.record.turnout).toMatchObject({
    tookPart: { heads: 6, areaDm2: 63_000 },
    yes: { heads: 4, areaDm2: 47_000 },
  });

  const { bundle } = await read(zone);
  const votes = linesOf(bundle, 'ACT').filter(({ act }) => act === 'VOTE');
  expect(
    votes.map(({ owner: id, channel, form, choice, inPerson }) => [id, channel, form, choice, inPerson]),
  ).toEqual(
    expect.arrayContaining([
      ['own_A', 'ONLINE', null, 'YES', true],
      ['own_B', 'PAPER', 'B-1', 'YES', true],
      ['own_Y', 'ONLINE', null, 'VOIDED', true],
      ['own_X', 'ONLINE', null, 'NO', true],
      ['own_D', 'PAPER', 'D-1', 'VOIDED', true],
      ['own_D', 'PAPER', 'D-1', 'YES', true],
      ['own_E', 'PAPER', 'E-1', 'INVALID', false],
    ]),
  );
  expect(
    linesOf(bundle, 'ACT')
      .flatMap(({ act }) => (act === 'VOTE' ? [] : [act]))
      .toSorted(),
  ).toEqual(['OBJECTION', 'SALE', 'SALE_VOIDED', 'SALE_VOIDED']);
  expect(linesOf(bundle, 'NOTICE')).toMatchObject([{ meeting: meetingId, question: zone, number: 1 }]);
  expect(linesOf(bundle, 'UNIT')).toHaveLength(9);
  expect(linesOf(bundle, 'HEAD')).toHaveLength(7);
  expect(linesOf(bundle, 'PROXY')).toMatchObject([{ owner: 'own_G', recalledAt: null }]);
  expect(linesOf(bundle, 'VOIDED_PAPER')).toHaveLength(1);
  expect(votes.find(({ owner: id }) => id === 'own_E')).toMatchObject({
    ...{ written: 'YES', why: 'UNAUTHORISED', choice: 'INVALID' },
  });
  expect(linesOf(bundle, 'RATIFICATION')).toEqual([]);
  await close(database(), roof);
  expect(linesOf((await read(roof)).bundle, 'RATIFICATION')).toMatchObject([{ head: expect.any(String) }]);
  expect(linesOf(bundle, 'TITLE_PROOF').map(({ buyer, voidedAt }) => [buyer, voidedAt !== null])).toEqual([
    ['own_Y', true],
    ['own_X', false],
  ]);
});

test('[REG-7, GOV-MEET-4] it holds where a buyer’s paper was voided and entered anew, and an agent’s went beyond the proxy', async () => {
  const { meetingId, zone, roof } = await zoneAndRoof(database());
  await putOwner(database(), 'X');
  await sell(database(), 'X', meetingId, ['unt_4'], {}, { now: '2022-07-06T01:00:00.000Z' });
  const form = { formNumber: 'X-1' };
  await enterPaper(database(), 'X', meetingId, { [zone]: ['YES'] }, form);
  await voidPaper(database(), meetingId, 'X-1');
  await enterPaper(database(), 'X', meetingId, { [zone]: ['NO'] }, form);
  const { id: agentProxyId } = await giveProxy(database(), 'E', meetingId, [zone]);
  const both = { [zone]: ['YES'], [roof]: ['YES'] };
  await enterPaper(database(), 'E', meetingId, both, { agentProxyId, keepForRatification: true });
  for (const questionId of [zone, roof]) {
    await close(database(), questionId);
    const { bundle } = await read(questionId);
    expect(linesOf(bundle, 'ACT').length).toBeGreaterThan(0);
    expect((await verifyBundle(Buffer.from(bundle))).faults).toEqual([]);
  }
});

test('[GOV-VOTE-12] it comes out the same each time, and grows by posting and objections while what is sealed stays', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCG' });
  const { decision } = await close(database(), questionId);
  const before = await read(questionId);
  expect(await read(questionId)).toEqual(before);

  await post(database(), decision.id);
  await raise(database(), 'A', decision.id);
  const after = await read(questionId);

  expect(linesOf(before.bundle, 'POSTING')).toEqual([]);
  expect(linesOf(after.bundle, 'POSTING')).toMatchObject([{ place: '小区南门公告栏' }]);
  expect(linesOf(after.bundle, 'OBJECTION')).toMatchObject([{ owner: 'own_A', raisedAt: postingDay }]);
  expect((await verifyBundle(Buffer.from(after.bundle))).faults).toEqual([]);
  expect(linesOf(after.bundle, 'ACT')).toEqual(linesOf(before.bundle, 'ACT'));
});

test('[PRIV-1] names, and what people wrote, are not in it', async () => {
  const { zone } = await eventfulVote(database());
  const { decision } = await close(database(), zone);
  await post(database(), decision.id);
  await raise(database(), 'A', decision.id, { text: '计票有误' });

  expect((await read(zone)).bundle).not.toMatch(/王小明|李小红|计票有误|代为表决/);
});

test('[PRIV-1] the offices that keep the roll read it, for a purpose that is recorded; nobody else', async () => {
  const { questionId } = await voteOn(database(), { YES: 'A' });
  const readings = () => database().read.findBy(AuditTable, { action: 'read Query.courtEvidence' });
  expect((await fetchCourtEvidence(database(), questionId)).data.courtEvidence).toBeNull();
  await close(database(), questionId);

  for (const caller of [committee(), residents, owner('A')]) {
    const { errors } = await fetchCourtEvidence(database(), questionId, { caller });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  const stranger = await fetchCourtEvidence(database(), questionId, { caller: elsewhere.street });
  expect(stranger.data.courtEvidence).toBeNull();
  const unsaid = await fetchCourtEvidence(database(), questionId, { purpose: ' ' });
  expect(unsaid.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await readings()).toEqual([]);

  await read(questionId, { caller: street });
  await read(questionId, { caller: bureauOf('140502'), purpose: '复核' });
  const legalBasis = { purpose: 'OWNERS_VOTE', ground: 'STATUTORY_DUTY' };
  expect(await readings()).toMatchObject([
    { actor: 'street', subject: questionId, detail: { purpose: '法院调取', legalBasis } },
    { actor: 'bureau-140502', subject: questionId, detail: { purpose: '复核' } },
  ]);
});
