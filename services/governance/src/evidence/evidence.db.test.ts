import { testEvidenceKey, testPersonalData } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { verifyBundle } from '@anju/verify/verify-bundle';
import { ask, hireManager, meetingWith, other } from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { close, voteOn } from '../question/vote.builder';
import { storage } from '../storage';
import { fetchEvidence } from './evidence.builder';
import { EvidenceTable } from './evidence.table';

const database = testDatabase(storage);

const verified = async (questionId: string) => {
  const evidence = (await fetchEvidence(database(), questionId))!;
  return { evidence, ...(await verifyBundle(Buffer.from(evidence.bundle), testEvidenceKey.thumbprint)) };
};

test('[GOV-VOTE-9] of a question that was counted anybody fetches the public evidence, and it holds', async () => {
  const answers = { YES: 'ABC', NO: 'D', ABSTAIN: 'G' };
  const { meetingId, questionId } = await voteOn(database(), answers, hireManager());
  expect(await fetchEvidence(database(), questionId)).toBeNull();

  const { decision } = await close(database(), questionId);

  const { evidence, faults, said, sha256 } = await verified(questionId);
  expect(faults).toEqual([]);
  expect(evidence).toMatchObject({ sha256, keyThumbprint: testEvidenceKey.thumbprint });
  expect(said).toMatchObject({
    form: 'PUBLIC',
    statement: {
      ...{ questionId, meetingId, decisionId: decision.id, communityId: 'com_1', division: '140502' },
      ...{ matter: 'HIRE_MANAGER', mixedWith: null, decidedAt: decision.decidedAt },
      ruleProfile: 'CN-140500@2022-06-05',
      turnout: decision.record.turnout,
      verdict: { outcome: 'ADOPTED', majority: 'ORDINARY' },
      roll: { leaves: 9 },
      ballots: { leaves: 5 },
      snapshotHash: decision.record.snapshotHash,
      ballotsHash: decision.record.ballotsHash,
    },
  });
});

test('[GOV-VOTE-1] where nobody voted it says so, and holds', async () => {
  const { questionId } = await voteOn(database(), {});
  await close(database(), questionId);

  expect(await verified(questionId)).toMatchObject({
    faults: [],
    said: {
      statement: { verdict: { outcome: 'TOO_FEW_TOOK_PART', approval: null }, ballots: { leaves: 0 } },
    },
  });
});

test('[PRIV-2] it names no owner, home, ballot or paper, and no finer area than the six integers', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCG', NO: 'D' });
  await close(database(), questionId);

  const { bundle } = (await fetchEvidence(database(), questionId))!;
  expect(bundle).not.toMatch(/own_|unt_|bal_|bld_|F-\d|"NO"/);
  // D alone said no.
  expect(bundle).not.toMatch(/\b7000\b/);
});

test('the mark of the evidence stands in the record of the decision, and the bundle comes out the same each time', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCG' });
  const { decision } = await close(database(), questionId);

  const { sha256, keyThumbprint, bundle } = (await fetchEvidence(database(), questionId))!;
  const { data } = await ask(
    database(),
    `query ($id: ID!) { ownersDecision(id: $id) { record { evidence { sha256 keyThumbprint } } } }`,
    { id: decision.id },
  );
  expect(data.ownersDecision.record.evidence).toEqual({ sha256, keyThumbprint });
  expect((await fetchEvidence(database(), questionId))!.bundle).toBe(bundle);
});

test('[PRIV-1] what leaves are salted by is sealed where it is stored, and another for each question', async () => {
  await putCommunity(database());
  const { questionIds } = await meetingWith(database(), [hireManager(), other()]);
  for (const questionId of questionIds) await close(database(), questionId);

  const seeds = (await database().read.find(EvidenceTable)).map(({ seed }) => testPersonalData.open(seed));
  expect(seeds).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(new Set(seeds).size).toBe(2);
  const rootOf = async (id: string) => (await verified(id)).said!.statement.roll.root;
  expect(await rootOf(questionIds[0]!)).not.toBe(await rootOf(questionIds[1]!));
});

test('[GOV-VOTE-10] what is not counted yet has no evidence, and what is counted is sealed once', async () => {
  const { questionId } = await voteOn(database(), { YES: 'A' });
  expect(await close(database(), questionId, { now: '2022-07-10T00:00:00.000Z' })).toMatchObject({
    code: 'VOTING_NOT_OVER',
  });
  expect(await database().read.count(EvidenceTable)).toBe(0);
  await close(database(), questionId);
  const first = await fetchEvidence(database(), questionId);
  expect(await close(database(), questionId)).toMatchObject({ code: 'ALREADY_COUNTED' });
  expect(await fetchEvidence(database(), questionId)).toEqual(first);
});
