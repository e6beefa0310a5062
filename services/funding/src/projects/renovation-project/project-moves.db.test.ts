import { deliver } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { anybody, cityBureau, countyBureau, otherCounty } from '../../callers.builder';
import {
  annulmentWithdrawn,
  communityRegistered,
  decisionAdopted,
  decisionAnnulled,
  decisionEffective,
  householdGateMissed,
  householdGateReached,
} from '../../neighbours.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { aProposal, june as now, moves } from './renovation-project.builder';

const database = testDatabase(storage);
const { propose, list, approve, start } = moves(database);

const contents = [
  { code: 'DRAINAGE' as const, description: '雨污分流', costFen: 500_000_000, buildingIds: [] },
];
const tell = (...facts: Parameters<typeof deliver>[2]) => deliver(database(), funding, facts, { now });
const gatesOf = async (id: string, language: 'zh' | 'en' = 'en') => {
  const source = `query ($id: ID!) { project(id: $id) { gates { gate opens rule state missing community { id } } } }`;
  const caller = { ...anybody, language };
  const { data } = await execute(schema, source, { db: database(), now, caller, variables: { id } });
  return data.project.gates as { gate: string; state: string; missing: string; community: { id: string } }[];
};
const gate = async (id: string, name: string) => (await gatesOf(id)).filter((each) => each.gate === name);

let id: string;
let contentsHash: string;
beforeEach(async () => {
  await tell(communityRegistered());
  const project = await propose(aProposal({ contents }));
  ({ id, contentsHash } = project);
});

const accepted = (differing: Parameters<typeof decisionAdopted>[0] = {}) =>
  decisionAdopted({
    matter: 'OTHER_MAJOR',
    warrants: { kind: 'ACCEPT_CONTENTS', projectId: id as `prj_${string}`, contentsHash },
    ...differing,
  });

test('[PROJ-1] a project goes from PROPOSED over LISTED to APPROVED, and each step is told', async () => {
  await tell(householdGateReached());

  expect(await list(id)).toMatchObject({ state: 'LISTED' });
  expect(await approve({ projectId: id, documentNumber: '晋市建〔2022〕31号' })).toMatchObject({
    state: 'APPROVED',
  });
  expect((await factsIn(database())).map(({ type }) => type)).toEqual([
    'funding.project-proposed.v1',
    'funding.project-listed.v1',
    'funding.project-approved.v1',
  ]);
});

test.each([true, false])(
  'a project is marked as invented in every fact about it, or in none: %s',
  async (synthetic) => {
    await tell(householdGateReached(synthetic ? { synthetic } : {}));
    const money = [
      { kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 500_000_000, synthetic: false } as const,
    ];
    const { id: projectId } = await propose(aProposal({ contents, money, synthetic }));
    await list(projectId);
    await approve({ projectId, documentNumber: '1' });

    const facts = (await factsIn(database())).map(({ data }) => data as Record<string, unknown>);
    const told = facts.filter((data) => data['projectId'] === projectId);
    expect(told.map((data) => 'synthetic' in data)).toEqual([synthetic, synthetic, synthetic]);
  },
);

test('a project is invented from when it rests on what is: an invented survey, or an invented community', async () => {
  const money = [
    { kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 500_000_000, synthetic: false } as const,
  ];
  const real = { contents, money, synthetic: false };
  await tell(householdGateReached({ synthetic: true }));
  const { id: projectId } = await propose(aProposal(real));
  await list(projectId);
  await tell(communityRegistered({ communityId: 'com_2', synthetic: true }));
  const elsewhere = await propose(aProposal({ ...real, communityIds: ['com_2'] }));

  const marks = async (of: string) =>
    (await factsIn(database()))
      .map(({ data }) => data as Record<string, unknown>)
      .filter((data) => data['projectId'] === of)
      .map((data) => data['synthetic'] ?? false);
  expect(await marks(projectId)).toEqual([false, true]);
  expect(await marks(elsewhere.id)).toEqual([true]);
});

test('[PART-3] listing is refused until participation tells of the household gate, and names the community', async () => {
  expect(await list(id)).toEqual({
    code: 'HOUSEHOLD_GATE_NOT_REACHED',
    rule: 'PART-3',
    retryable: true,
    message: expect.stringContaining('凤源食品厂小区'),
  });
  await tell(householdGateMissed());
  expect(await list(id)).toMatchObject({ code: 'HOUSEHOLD_GATE_NOT_REACHED', retryable: false });

  await tell(householdGateReached({ solicitationId: 'sol_2', decidedAt: '2022-06-16T02:00:00.000Z' }));
  expect(await list(id)).toMatchObject({ state: 'LISTED' });
});

test('[PART-3] households that are asked again shut the gate of no project that is listed, and of any other', async () => {
  await tell(householdGateReached({ decidedAt: now }));
  const listed = await propose(aProposal({ contents }));
  expect(await list(listed.id)).toMatchObject({ state: 'LISTED' });

  const later = new Date(Date.parse(now) + 1).toISOString() as typeof now;
  await tell(householdGateMissed({ solicitationId: 'sol_2', decidedAt: later }));
  expect(await gate(listed.id, 'HOUSEHOLD_CONSENT')).toMatchObject([{ state: 'MET', missing: null }]);
  // One that is not listed yet is judged by what they said last.
  expect(await gate(id, 'HOUSEHOLD_CONSENT')).toMatchObject([{ state: 'MISSING' }]);
  expect(await list(id)).toMatchObject({ code: 'HOUSEHOLD_GATE_NOT_REACHED' });
});

test('[PART-3] a project of two communities needs the gate in both', async () => {
  await tell(communityRegistered({ communityId: 'com_2', name: '华森小区' }));
  const both = await propose(aProposal({ communityIds: ['com_1', 'com_2'], contents }));
  await tell(householdGateReached());

  const refusal = await list(both.id);
  expect(refusal).toMatchObject({ code: 'HOUSEHOLD_GATE_NOT_REACHED', rule: 'PART-3' });
  expect(refusal.message).toContain('华森小区');
  expect(refusal.message).not.toContain('凤源');

  await tell(householdGateReached({ solicitationId: 'sol_2', communityId: 'com_2' }));
  expect(await list(both.id)).toMatchObject({ state: 'LISTED' });
});

test('[PROJ-1] a step out of its order is refused with the present state', async () => {
  await tell(householdGateReached());
  const document = { projectId: id, documentNumber: '31' };

  expect(await approve(document)).toEqual({
    code: 'WRONG_STATE',
    rule: 'PROJ-1',
    retryable: false,
    message:
      'The project is “proposed”, and this step is not taken from there. Next: enter it into the annual plan (listProject).',
  });
  expect(await start(id)).toMatchObject({ code: 'WRONG_STATE', rule: 'PROJ-1' });
  await list(id);
  expect(await list(id)).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('“in the annual plan”'),
  });
  const caller = { ...countyBureau, language: 'zh' as const };
  expect(await list(id, { caller })).toMatchObject({
    message: '项目目前是“已列入年度计划”，这一步不在此时办理。请办理下一步：批准（approveProject）。',
  });
  await approve(document);
  expect(await approve(document)).toMatchObject({ code: 'WRONG_STATE' });
});

test('[PROJ-1] a start is refused and names every gate that is shut', async () => {
  await tell(householdGateReached());
  await list(id);
  await approve({ projectId: id, documentNumber: '31' });

  expect(await start(id)).toEqual({
    code: 'GATES_MISSING',
    rule: 'PROJ-1',
    retryable: false,
    message: expect.stringMatching(/PART-4 .*UTIL-2 .*PROJ-1 first tranche.*PROJ-1 construction permit/),
  });
  const inChinese = await start(id, { caller: { ...countyBureau, language: 'zh' } });
  expect(inChinese.message).toContain('UTIL-2 管线单位改造计划');

  await tell(accepted(), decisionEffective());
  const rest = await start(id);
  expect(rest).toMatchObject({ code: 'GATES_MISSING', message: expect.not.stringContaining('PART-4') });
  expect(rest.message).toContain('UTIL-2');
});

test('[PROJ-1] every gate is shown, with what is missing in words', async () => {
  expect(await gatesOf(id)).toEqual([
    {
      gate: 'HOUSEHOLD_CONSENT',
      opens: 'LISTED',
      rule: 'PART-3',
      state: 'MISSING',
      missing: '凤源食品厂小区 has no solicitation that was closed.',
      community: { id: 'com_1' },
    },
    expect.objectContaining({ gate: 'OWNERS_DECISION', opens: 'STARTED', rule: 'PART-4', state: 'MISSING' }),
    expect.objectContaining({ gate: 'UTILITY_PLANS', opens: 'STARTED', rule: 'UTIL-2', state: 'MISSING' }),
    expect.objectContaining({
      gate: 'FIRST_TRANCHE',
      state: 'MISSING',
      // 30 % of 5,000,000 yuan.
      missing: 'At least 1500000.00 yuan must be there before the works begin; none is recorded.',
    }),
    expect.objectContaining({ gate: 'CONSTRUCTION_PERMIT', state: 'MISSING', community: null }),
    expect.objectContaining({
      gate: 'JOINT_ACCEPTANCE',
      opens: 'ACCEPTED',
      rule: 'PROJ-3',
      state: 'MISSING',
    }),
  ]);
  for (const { missing } of await gatesOf(id, 'zh')) expect(missing).toMatch(/^[^{}]*[一-鿿][^{}]*$/);
});

test('[PART-3] a community that fell short shows by how much', async () => {
  await tell(householdGateMissed());

  expect(await gate(id, 'HOUSEHOLD_CONSENT')).toMatchObject([
    {
      missing: expect.stringContaining(
        'short of consents: of 144 households 130 were contacted, 100 answered, 66 agreed',
      ),
    },
  ]);
});

test("[PART-4] the owners' decision on exactly this list opens its gate, once it is effective", async () => {
  const elsewhere = accepted({
    decisionId: 'dec_0',
    warrants: { kind: 'ACCEPT_CONTENTS', projectId: id as `prj_${string}`, contentsHash: 'b'.repeat(64) },
  });
  await tell(elsewhere);
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([
    { missing: expect.stringContaining('another list') },
  ]);

  await tell(accepted());
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([
    {
      state: 'MISSING',
      missing: expect.stringContaining(
        'dec_1 of 凤源食品厂小区 is not effective: not posted, within its objection window',
      ),
    },
  ]);

  await deliver(database(), funding, [decisionEffective()], { now, sequence: 2 });
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([{ state: 'MET', missing: null }]);
});

test('[PART-4, GOV-VOTE-10] its gate is shut again once that decision is annulled, and open where the annulment is withdrawn', async () => {
  await tell(accepted(), decisionEffective());
  const open = [{ state: 'MET', missing: null }];
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject(open);
  await deliver(database(), funding, [decisionAnnulled()], { now, sequence: 3 });
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([
    {
      state: 'MISSING',
      missing: expect.stringContaining('dec_1 of 凤源食品厂小区 is annulled as of 2022-09-18 (GOV-VOTE-10)'),
    },
  ]);
  await deliver(database(), funding, [annulmentWithdrawn()], { now, sequence: 4 });
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject(open);
});

test('[PART-4] a lift in the list needs the majority of rebuilding', async () => {
  const lift = [{ ...contents[0]!, code: 'LIFT' as const }];
  ({ id, contentsHash } = await propose(aProposal({ contents: lift })));

  await tell(accepted(), decisionEffective());
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([
    { missing: expect.stringContaining('REBUILD_ALTER') },
  ]);

  await tell(
    accepted({ decisionId: 'dec_2', matter: 'REBUILD_ALTER' }),
    decisionEffective({ decisionId: 'dec_2' }),
  );
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([{ state: 'MET' }]);
});

test('[PART-4, GOV-VOTE-4] a lift accepted in one question with other matters, by the stricter majority, is accepted', async () => {
  const lift = [{ ...contents[0]!, code: 'LIFT' as const }];
  ({ id, contentsHash } = await propose(aProposal({ contents: lift })));
  await tell(accepted({ mixedWith: 'COMMON_PART_USE' }), decisionEffective());
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([
    { missing: expect.stringContaining('REBUILD_ALTER') },
  ]);

  const decisionId = 'dec_2';
  await tell(accepted({ decisionId, mixedWith: 'REBUILD_ALTER' }), decisionEffective({ decisionId }));
  expect(await gate(id, 'OWNERS_DECISION')).toMatchObject([{ state: 'MET' }]);
});

test('unknown projects, other counties and nameless documents are refused', async () => {
  await tell(householdGateReached());

  for (const projectId of ['prj_404', 'com_1', '凤源']) {
    expect(await list(projectId)).toMatchObject({ code: 'PROJECT_NOT_FOUND', rule: null, retryable: false });
    expect(await start(projectId)).toMatchObject({ code: 'PROJECT_NOT_FOUND' });
    expect(await approve({ projectId, documentNumber: '31' })).toMatchObject({ code: 'PROJECT_NOT_FOUND' });
  }
  expect(await list(id, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  await list(id);
  expect(await start(id, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  const document = { projectId: id, documentNumber: ' ' };
  expect(await approve(document, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await approve(document)).toMatchObject({ code: 'DOCUMENT_NUMBER_INVALID' });
  expect(await approve({ ...document, documentNumber: '31' }, { caller: cityBureau })).toMatchObject({
    state: 'APPROVED',
  });
});

test('two listings at once list it once', async () => {
  await tell(householdGateReached());

  const results = await Promise.all([list(id), list(id)]);

  expect(results).toContainEqual(expect.objectContaining({ state: 'LISTED' }));
  expect(results).toContainEqual(expect.objectContaining({ code: 'WRONG_STATE' }));
  expect(await factsIn(database())).toHaveLength(2);
});
