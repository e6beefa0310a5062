import { communityC } from '@anju/rulebook/electorate.builder';
import { layer, whereBesides } from '@anju/rulebook/profile-layer.builder';
import { AuditTable } from '@anju/runtime/audit';
import { testEvidenceKey } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { verifyBundle } from '@anju/verify/verify-bundle';
import {
  ask,
  committee,
  convene,
  elsewhere,
  meetingWith,
  other,
  owner,
  residents,
  street,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { cast, enterPaper } from '../ballot/ballot.builder';
import { fetchCourtEvidence } from '../evidence/evidence.builder';
import { giveProxy } from '../proxy/proxy.builder';
import { close, standOf } from '../question/vote.builder';
import { storage } from '../storage';
import { enterRules, voidRules } from './rules-of-procedure.builder';
import { RulesOfProcedureTable } from './rules-of-procedure.table';

const database = testDatabase(storage);

const entered = () => database().read.count(RulesOfProcedureTable);

/** A question put to all, and what the owners of these letters did. */
async function asked() {
  const { meetingId, questionIds } = await meetingWith(database(), [other()]);
  return { meetingId, questionId: questionIds[0]! };
}

test('[CONV-4, OVR-2] rules of procedure are kept as they were entered, and the trail has who entered what', async () => {
  await putCommunity(database());
  const rules = await enterRules(database(), { maxProxiesPerAgent: 3, feeDefaulters: 'NO_CANDIDACY' });
  expect(rules).toMatchObject({
    __typename: 'RulesOfProcedure',
    appliesFrom: '2021-09-01',
    clauses: {
      maxProxiesPerAgent: 3,
      signedBlank: null,
      stalls: null,
      silentOwners: null,
      feeDefaulters: 'NO_CANDIDACY',
    },
    synthetic: false,
  });
  const audit = await database().read.findBy(AuditTable, { action: 'enterRulesOfProcedure' });
  expect(audit).toMatchObject([
    { subject: rules.id, actor: 'committee-1', detail: { paperSha256: 'ab'.repeat(32) } },
  ]);
});

test('[CONV-4] a meeting goes by the rules that applied at its notice, whatever is entered later', async () => {
  await putCommunity(database());
  const first = await enterRules(database(), { signedBlank: 'ABSTAIN' });
  const { meetingId } = await asked();
  await enterRules(
    database(),
    {},
    { adoptedOn: '2022-06-21', appliesFrom: '2022-06-21' },
    { now: '2022-06-21T02:00:00.000Z' },
  );

  const source = `query ($meeting: ID!) {
    assemblyMeeting(id: $meeting) { rulesOfProcedure { id } noticeSheet { html } }
    community(id: "com_1") {
      rulesOfProcedureInForce { appliesFrom }
      rulesOfProcedure(first: 1) { nodes { id community { id } } pageInfo { hasNextPage } }
    } }`;
  const { data } = await ask(database(), source, { meeting: meetingId });
  expect(data).toMatchObject({
    assemblyMeeting: {
      rulesOfProcedure: { id: first.id },
      noticeSheet: { html: expect.stringContaining('凤源业〔2021〕1号，自2021年9月1日起施行') },
    },
    community: {
      rulesOfProcedureInForce: { appliesFrom: '2022-06-21' },
      rulesOfProcedure: {
        nodes: [{ id: first.id, community: { id: 'com_1' } }],
        pageInfo: { hasNextPage: true },
      },
    },
  });
});

test('[CONV-4] of rules that apply from one day those entered last hold, and those of a day to come not yet', async () => {
  await putCommunity(database());
  await enterRules(database(), { maxProxiesPerAgent: 1 });
  const right = await enterRules(database(), { maxProxiesPerAgent: 2 });
  await enterRules(database(), { maxProxiesPerAgent: 9 }, { appliesFrom: '2022-06-21' });
  const { meetingId } = await asked();
  const { data } = await ask(
    database(),
    'query ($id: ID!) { assemblyMeeting(id: $id) { rulesOfProcedure { id clauses { maxProxiesPerAgent } } } }',
    { id: meetingId },
  );
  expect(data.assemblyMeeting.rulesOfProcedure).toEqual({ id: right.id, clauses: { maxProxiesPerAgent: 2 } });
});

test('[CONV-4] rules entered with a wrong day are voided, and no notice goes by them; one that went by them stays', async () => {
  await putCommunity(database());
  const right = await enterRules(database(), { maxProxiesPerAgent: 2 });
  const wrong = await enterRules(database(), { maxProxiesPerAgent: 1 }, { appliesFrom: '2022-06-20' });
  const { meetingId } = await asked();
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await voidRules(database(), wrong.id, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await voidRules(database(), wrong.id, { reason: ' ' })).toMatchObject({ code: 'REASON_INVALID' });
  for (const none of ['rop_none', '规则'])
    expect(await voidRules(database(), none)).toMatchObject({ code: 'RULES_NOT_FOUND' });

  expect(await voidRules(database(), wrong.id)).toMatchObject({
    id: wrong.id,
    voiding: { voidedAt: '2022-06-19T03:00:00.000Z', reason: '施行日期填错' },
  });
  expect(await voidRules(database(), wrong.id)).toMatchObject({ code: 'ALREADY_VOIDED' });
  const { data } = await ask(
    database(),
    `query ($id: ID!) { assemblyMeeting(id: $id) { rulesOfProcedure { id } }
       community(id: "com_1") { rulesOfProcedureInForce { id } rulesOfProcedure { nodes { voiding { reason } } } } }`,
    { id: meetingId },
  );
  expect(data).toEqual({
    assemblyMeeting: { rulesOfProcedure: { id: wrong.id } },
    community: {
      rulesOfProcedureInForce: { id: right.id },
      rulesOfProcedure: { nodes: [{ voiding: null }, { voiding: { reason: '施行日期填错' } }] },
    },
  });
});

test.each([
  ['nothing', {}, { choice: null, invalidBecause: 'NO_MARK' }, { heads: 0, areaDm2: 0 }],
  [
    'an abstention',
    { signedBlank: 'ABSTAIN' },
    { choice: 'ABSTAIN', invalidBecause: null },
    { heads: 1, areaDm2: 6000 },
  ],
])(
  '[GOV-VOTE-6] a signed blank is %s where the rules of procedure say so',
  async (_, clauses, answer, tookPart) => {
    await putCommunity(database());
    await enterRules(database(), clauses);
    const { meetingId, questionId } = await asked();

    expect(await enterPaper(database(), 'C', meetingId, { [questionId]: [] })).toMatchObject({
      answers: [answer],
    });
    await enterPaper(database(), 'D', meetingId, { [questionId]: [] }, { signed: false });
    await enterPaper(database(), 'E', meetingId, { [questionId]: ['YES', 'NO'] });
    expect(await standOf(database(), questionId)).toMatchObject({
      turnout: { tookPart, yes: { heads: 0 } },
    });
    expect(await close(database(), questionId)).toMatchObject({
      decision: { record: { turnout: { tookPart } } },
    });
  },
);

test('[GOV-MEET-4] an agent speaks for as many heads as the rules of procedure allow', async () => {
  await putCommunity(database());
  await enterRules(database(), { maxProxiesPerAgent: 1 });
  const { meetingId, questionId } = await asked();
  expect(await giveProxy(database(), 'C', meetingId, [questionId])).toMatchObject({ __typename: 'Proxy' });
  expect(await giveProxy(database(), 'E', meetingId, [questionId])).toMatchObject({
    code: 'TOO_MANY_FOR_ONE_AGENT',
    rule: 'GOV-MEET-4',
  });
});

test('[GOV-VOTE-6, GOV-VOTE-9] a court reads by what document a blank was an abstention, and counts to the same', async () => {
  await putCommunity(database());
  await enterRules(database(), { signedBlank: 'ABSTAIN' });
  const { meetingId, questionId } = await asked();
  await enterPaper(database(), 'C', meetingId, { [questionId]: [] });
  await close(database(), questionId);

  const { data } = await fetchCourtEvidence(database(), questionId);
  const { bundle } = data.courtEvidence;
  expect(await verifyBundle(Buffer.from(bundle), testEvidenceKey.thumbprint)).toMatchObject({ faults: [] });
  expect(bundle).toContain(
    '"rulesOfProcedure":{"adoptedOn":"2021-08-20","appliesFrom":"2021-09-01","paperNumber":"凤源业〔2021〕1号"',
  );
  expect(bundle).toContain(
    '"clauses":{"maxProxiesPerAgent":null,"signedBlank":"ABSTAIN","stalls":null,"silentOwners":null,"feeDefaulters":null}',
  );
  expect(bundle).toContain('"written":"BLANK","why":null,"choice":"ABSTAIN"');
});

describe('[REG-6] parking spaces and stalls', () => {
  const shop = communityC.find(({ unitId }) => unitId === 'unt_9')!;
  const stall = { ...shop, unitId: 'unt_10', label: '3-0-B1', areaDm2: 1200 } as const;
  /** X owns a stall and nothing else. */
  const lone = { ...stall, unitId: 'unt_11', label: '3-0-B2', headKey: 'X', ownerIds: ['own_X'] } as const;
  const put = (roll: readonly (typeof shop)[] = [...communityC, stall, lone]) =>
    putCommunity(database(), { roll, stalls: ['unt_10', 'unt_11'] });

  test("example: G's stall of 12.00 m² is not included unless the rules say so, and who owns only a stall is no head", async () => {
    await put();
    const { meetingId, questionId } = await asked();
    expect(await standOf(database(), questionId)).toMatchObject({
      turnout: { entitled: { heads: 7, areaDm2: 70_000 } },
    });
    expect(await cast(database(), 'X', meetingId, { [questionId]: 'YES' })).toMatchObject({
      code: 'NOT_AN_ELECTOR',
      rule: 'REG-7',
    });
  });

  test('where they are included, they are in the totals and in the votes', async () => {
    await put();
    await enterRules(database(), { stalls: 'INCLUDED' });
    const { meetingId, questionId } = await asked();
    await cast(database(), 'G', meetingId, { [questionId]: 'YES' });
    await cast(database(), 'X', meetingId, { [questionId]: 'YES' });
    expect(await standOf(database(), questionId)).toMatchObject({
      turnout: { entitled: { heads: 8, areaDm2: 72_400 }, yes: { heads: 2, areaDm2: 17_400 } },
    });
    const { data } = await ask(
      database(),
      'query ($id: ID!) { question(id: $id) { electorate { areaDm2 stallsAreaDm2 } } }',
      { id: questionId },
    );
    expect(data.question.electorate).toEqual({ areaDm2: 72_400, stallsAreaDm2: 2400 });
    await close(database(), questionId);
    // Who shares a cost out over the homes knows by it what they had of the area (RES-1).
    const told = (await factsIn(database())).find(({ type }) => type === 'governance.decision-rejected.v1');
    expect(told!.data).toMatchObject({ stallsAreaDm2: 2400 });
  });

  test('one of unknown area keeps nobody from being asked while they are excluded', async () => {
    await put([...communityC, { ...stall, areaDm2: null }]);
    expect(await convene(database(), { questions: [other()] })).toMatchObject({
      __typename: 'AssemblyMeeting',
    });
    await enterRules(database(), { stalls: 'INCLUDED' });
    expect(await convene(database(), { questions: [other({ title: '另一事项' })] })).toMatchObject({
      code: 'UNITS_WITHOUT_AREA',
      rule: 'REG-2',
    });
  });

  test('the zone tells how many of its units they are', async () => {
    await put();
    const { data } = await ask(
      database(),
      '{ community(id: "com_1") { zone { units stalls heads areaDm2 } } }',
    );
    expect(data.community.zone).toEqual({ units: 11, stalls: 2, heads: 8, areaDm2: 72_400 });
  });
});

test('[GOV-VOTE-7] example: E owes fees, is 7000 / 1 in the totals all the same and votes', async () => {
  await putCommunity(database());
  await enterRules(database(), { feeDefaulters: 'NO_CANDIDACY' });
  const { meetingId, questionId } = await asked();
  await cast(database(), 'E', meetingId, { [questionId]: 'YES' });
  expect(await standOf(database(), questionId)).toMatchObject({
    turnout: { entitled: { heads: 7, areaDm2: 70_000 }, yes: { heads: 1, areaDm2: 7000 } },
  });
});

test.each([
  ['GOV-VOTE-6', { silentOwners: 'JOIN_MAJORITY' }, 'SILENCE_IS_NO_VOTE', /take part in the vote.*strike it/],
  ['GOV-VOTE-7', { feeDefaulters: 'NO_VOTE' }, 'VOTE_NOT_TO_BE_TAKEN', /keep their vote.*NO_CANDIDACY/],
  ['GOV-MEET-4', { maxProxiesPerAgent: 0 }, 'CAP_INVALID', /from 1 to 100000/],
])('[%s] a clause that the law does not let them make is refused', async (rule, clauses, code, says) => {
  await putCommunity(database());
  expect(await enterRules(database(), clauses)).toMatchObject({
    code,
    rule,
    message: expect.stringMatching(says),
  });
  expect(await enterRules(database(), clauses, {}, { caller: committee('1', 'zh') })).toMatchObject({
    message: expect.stringMatching(/请/),
  });
  expect(await entered()).toBe(0);
});

test('[CONV-4] a number that a local text sets is not theirs to set, and holds where it comes after them', async () => {
  await putCommunity(database());
  const city = layer({ changes: { meeting: { maxProxiesPerAgent: 1 } } });
  await whereBesides([city], async () => {
    expect(await enterRules(database(), { maxProxiesPerAgent: 3 })).toMatchObject({
      code: 'SET_BY_A_HIGHER_TEXT',
      rule: 'CONV-4',
      message: expect.stringMatching(
        /^For how many heads one agent may vote is set by “晋城市条例.*Leave the clause out/,
      ),
    });
  });
  await enterRules(database(), { maxProxiesPerAgent: 3 });
  const { meetingId, questionId } = await asked();
  await whereBesides([city], async () => {
    await giveProxy(database(), 'C', meetingId, [questionId]);
    expect(await giveProxy(database(), 'E', meetingId, [questionId])).toMatchObject({
      code: 'TOO_MANY_FOR_ONE_AGENT',
    });
  });
});

test.each([
  [{ adoptedOn: '2022-06-20' }, 'ADOPTED_ON_INVALID'],
  [{ adoptedOn: '2003-08-31' }, 'ADOPTED_ON_INVALID'],
  [{ appliesFrom: '2021-08-19' }, 'APPLIES_FROM_INVALID'],
  [{ appliesFrom: '2023-06-21' }, 'APPLIES_FROM_INVALID'],
  [{ paperNumber: ' ' }, 'PAPER_NUMBER_INVALID'],
  [{ paperSha256: 'ab' }, 'PAPER_HASH_INVALID'],
  [{ communityId: 'com_none' }, 'COMMUNITY_NOT_FOUND'],
  [{ communityId: '凤源' }, 'COMMUNITY_NOT_FOUND'],
])('what is wrong with the document is said, and nothing stored: %o', async (differing, code) => {
  await putCommunity(database());
  const said = await enterRules(database(), {}, differing);
  expect(said).toMatchObject({ code });
  expect(said.message).not.toContain('undefined');
  expect(await entered()).toBe(0);
  for (const taken of [{ adoptedOn: '2022-06-19', appliesFrom: '2022-06-19' }, { appliesFrom: '2023-06-20' }])
    expect(await enterRules(database(), {}, taken)).toMatchObject({ __typename: 'RulesOfProcedure' });
});

test('[GOV-COM-5] the committee in office and the street of the place enter them, and nobody else', async () => {
  await putCommunity(database());
  for (const caller of [elsewhere.committee, elsewhere.street])
    expect(await enterRules(database(), {}, {}, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  for (const caller of [owner('A'), residents])
    await expect(enterRules(database(), {}, {}, { caller })).rejects.toThrow('FORBIDDEN');
  expect(await entered()).toBe(0);
  expect(await enterRules(database(), {}, {}, { caller: street })).toMatchObject({
    __typename: 'RulesOfProcedure',
  });
});

test('rules entered twice under one key are entered once', async () => {
  await putCommunity(database());
  const idempotencyKey = uuidV7();
  const once = await enterRules(database(), {}, { idempotencyKey });
  expect(await enterRules(database(), {}, { idempotencyKey })).toEqual(once);
  expect(await enterRules(database(), { maxProxiesPerAgent: 2 }, { idempotencyKey })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await entered()).toBe(1);
});

test('what rests on invented rules of procedure is invented too', async () => {
  await putCommunity(database());
  await enterRules(database(), {}, { synthetic: true });
  const { meetingId } = await asked();
  const { data } = await ask(database(), 'query ($id: ID!) { assemblyMeeting(id: $id) { synthetic } }', {
    id: meetingId,
  });
  expect(data.assemblyMeeting.synthetic).toBe(true);
});
