import { receive } from '@anju/runtime/inbox';
import { anEnvelope, deliver } from '@anju/runtime/testing/envelope';
import type { aCaller } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { anybody, committee, company, countyBureau, finance, otherCounty } from '../../callers.builder';
import {
  buildingRecorded,
  committeeCorrected,
  committeeEntered,
  communityRegistered,
  contractSigned,
  contractVoided,
} from '../../neighbours.builder';
import { aProposal, moves } from '../../projects/renovation-project/renovation-project.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import {
  aCommunityWithAFund,
  aJob,
  anAcceptance,
  aReceipt,
  importAccounts,
  fundFile,
  jobSteps,
  september as now,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { propose, accept, apply, approve, instruct, receipt, collect, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const tell = (...facts: Parameters<typeof deliver>[2]) => deliver(database(), funding, facts, { now });
const stateOf = async (id: string) =>
  (await database().read.findOneByOrFail(MaintenanceJobTable, { id: id as `mjb_${string}` })).state;

const roof1996 = { part: 'WATERPROOFING', acceptedOn: '1996-10-20' } as const;
const roofAccepted = (acceptedOn: `${number}-${number}-${number}`) =>
  aJob({ lastWorks: { part: 'WATERPROOFING', acceptedOn } });

test('[MF-1, PROJ-4] example: a roof in year 3 of its 5 years of warranty is refused, in year 6 it is taken', async () => {
  await aCommunityWithAFund(database());

  expect(await propose(roofAccepted('2019-10-01'))).toEqual({
    code: 'UNDER_WARRANTY',
    rule: 'MF-1',
    retryable: false,
    message:
      'The part was accepted on 2019-10-01 and is under warranty until 2024-10-01. Let its builder repair it.',
  });
  expect(await propose(roofAccepted('2017-09-20'))).toMatchObject({ code: 'UNDER_WARRANTY' });
  expect(await database().read.count(MaintenanceJobTable)).toBe(0);
  expect(await propose(roofAccepted('2017-09-19'))).toMatchObject({ state: 'PROPOSED' });
  expect(await propose(roofAccepted('1996-10-01'))).toMatchObject({ state: 'PROPOSED' });
});

test.each([
  ['NOT_ON_SHARED_PARTS', 'MF-1', { contentCode: 'CANTEEN' }],
  ['UTILITY_OWNED', 'MF-1', { partOwner: 'UTILITY' }],
  ['LIABLE_PARTY', 'MF-1', { liableParty: '某施工单位' }],
  ['PM_CONTRACT_UPKEEP', 'MF-1', { inManagementFee: true }],
  ['LAST_WORKS_NOT_STATED', 'MF-1', { noLastWorksKnown: false }],
  ['LAST_WORKS_NOT_STATED', 'MF-1', { lastWorks: roof1996, noLastWorksKnown: true }],
  ['DATE_IN_FUTURE', null, { lastWorks: { part: 'WATERPROOFING', acceptedOn: '2022-09-21' } }],
  ['PART_DOES_NOT_FIT', 'PROJ-4', { lastWorks: { part: 'CITY_ROAD', acceptedOn: '2020-01-01' } }],
  ['WARRANTY_TIME_MISSING', 'PROJ-4', { lastWorks: { part: 'STRUCTURE', acceptedOn: '2020-01-01' } }],
  ['COMMUNITY_NOT_FOUND', null, { communityId: 'com_404' }],
  ['COMMUNITY_NOT_FOUND', null, { communityId: '凤源' }],
  ['PROJECT_NOT_FOUND', null, { projectId: 'prj_404' }],
  ['PROJECT_NOT_FOUND', null, { projectId: '凤源' }],
  ['BUILDING_NOT_FOUND', null, { buildingIds: ['bld_404'] }],
  ['BUILDING_NAMED_TWICE', null, { buildingIds: ['bld_2', 'bld_2'] }],
  ['TITLE_INVALID', null, { title: ' ' }],
  ['TITLE_INVALID', null, { title: '长'.repeat(201) }],
  ['CONTRACTOR_INVALID', null, { contractorName: '' }],
  ['CONTRACTOR_INVALID', null, { contractorName: '12345' }],
] as const)(
  '[MF-1] %s (%s): %j is refused in both languages, and nothing is stored',
  async (code, rule, differing) => {
    await aCommunityWithAFund(database());

    const refusal = await propose(aJob(differing as never));
    expect(refusal).toMatchObject({ code, rule });
    expect(refusal.message).not.toMatch(/[{}]|[一-鿿]/);
    const caller = { ...committee, language: 'zh' as const };
    const inChinese = await propose(aJob(differing as never), { caller });
    expect(inChinese.message).toMatch(/^[^{}]*[一-鿿][^{}]*$/);
    expect(await database().read.count(MaintenanceJobTable)).toBe(0);
  },
);

test('[MF-7] a community that never raised a fund cannot be paid from one', async () => {
  await tell(communityRegistered());
  await tell(buildingRecorded('2', 24));
  await tell(committeeEntered());

  expect(await propose(aJob())).toMatchObject({ code: 'NO_FUND', rule: 'MF-7', retryable: false });
  await importAccounts(database(), fundFile({ '2-1-101': '0.00' }));
  expect(await propose(aJob())).toMatchObject({ state: 'PROPOSED' });
});

test('[MF-1] works of the fund that are under warranty are not said to be on no record', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('WORKS_DONE');
  expect(await propose(aJob())).toMatchObject({ state: 'PROPOSED' });
  await accept(anAcceptance(jobId));

  expect(await propose(aJob())).toEqual({
    code: 'LAST_WORKS_ON_RECORD',
    rule: 'MF-1',
    retryable: false,
    message: `Job ${jobId} did such works here: WATERPROOFING was accepted on 2022-09-15 and is under warranty until 2027-09-15. If it is that part, its builder repairs it; if another, say which: in a proposal by the last works on it, before it is paid for by its acceptance.`,
  });
  const caller = { ...committee, language: 'zh' as const };
  expect((await propose(aJob(), { caller })).message).toContain(`维修项目 ${jobId} 已在这里做过此类工程`);
  expect(await propose(aJob({ contentCode: 'WALL_REPAIR' }))).toMatchObject({ state: 'PROPOSED' });
  // Whatever is said of the part.
  expect(await propose(roofAccepted('2009-10-20'))).toMatchObject({
    code: 'UNDER_WARRANTY',
    rule: 'MF-1',
    message:
      'The part was accepted on 2022-09-15 and is under warranty until 2027-09-15. Let its builder repair it.',
  });
  const another = { part: 'STRUCTURE', acceptedOn: '1996-10-20', designLifeYears: 20 } as const;
  expect(await propose(aJob({ lastWorks: another }))).toMatchObject({ state: 'PROPOSED' });
});

test('[MF-1] what was accepted since a job was proposed is asked for again once money is applied for', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 20_000_000 });
  const [earlier, later] = [await jobAt('WORKS_DONE'), await jobAt('WORKS_DONE')];
  await accept(anAcceptance(earlier));

  expect(await apply({ jobId: later, ...key() })).toMatchObject({ code: 'LAST_WORKS_ON_RECORD' });
  await accept(anAcceptance(later));
  expect(await apply({ jobId: later, ...key() })).toMatchObject({ code: 'UNDER_WARRANTY', rule: 'MF-1' });
  await accept(anAcceptance(later, { part: 'STRUCTURE', designLifeYears: 50 }));
  expect(await apply({ jobId: later, ...key() })).toMatchObject({ state: 'APPLIED' });
  expect(await apply({ jobId: earlier, ...key() })).toMatchObject({ state: 'APPLIED' });
});

test.each([
  ['earlier', ['2022-09-14', '2022-09-15'], 0],
  ['earlier, though proposed later,', ['2022-09-15', '2022-09-14'], 1],
  ['on the same day and proposed first', ['2022-09-15', '2022-09-15'], 0],
] as const)(
  '[MF-1] of two jobs for one roof that were accepted before either applied the one accepted %s may apply',
  async (_, acceptedOn, first) => {
    await aCommunityWithAFund(database(), { ceilingFen: 20_000_000 });
    const jobs = [await jobAt('WORKS_DONE'), await jobAt('WORKS_DONE')];
    for (const [i, jobId] of jobs.entries())
      await accept(anAcceptance(jobId, { acceptedOn: acceptedOn[i]! }));
    const [one, other] = [jobs[first]!, jobs[1 - first]!];
    const refusal = { code: 'UNDER_WARRANTY', rule: 'MF-1', retryable: false };

    expect(await apply({ jobId: other, ...key() })).toMatchObject(refusal);
    expect(await apply({ jobId: one, ...key() })).toMatchObject({ state: 'APPLIED' });
    expect(await apply({ jobId: other, ...key() })).toMatchObject(refusal);
    expect(await approve({ jobId: one, documentNumber: '城建维〔2022〕9号' })).toMatchObject({
      state: 'APPROVED',
    });
  },
);

test('[MF-1] a job that has applied is paid before one for the same roof that was accepted earlier', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 20_000_000 });
  const [applied, earlier] = [await jobAt('APPLIED'), await jobAt('WORKS_DONE')];
  await accept(anAcceptance(applied, { acceptedOn: '2022-09-15' }));
  await accept(anAcceptance(earlier, { acceptedOn: '2022-09-14' }));
  expect(await apply({ jobId: earlier, ...key() })).toMatchObject({ code: 'UNDER_WARRANTY', rule: 'MF-1' });
});

test('[MF-1] of two jobs for one roof that were applied for before either was accepted the first is paid', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 30_000_000 });
  const [first, second] = [await jobAt('APPLIED'), await jobAt('APPLIED')];
  const other = await jobAt('APPROVED');
  for (const jobId of [first, second, other]) await accept(anAcceptance(jobId));

  const documentNumber = '城建维〔2022〕9号';
  expect(await approve({ jobId: second, documentNumber })).toMatchObject({
    code: 'UNDER_WARRANTY',
    rule: 'MF-1',
    retryable: false,
  });
  expect(await instruct({ jobId: other, ...key() })).toMatchObject({ code: 'UNDER_WARRANTY', rule: 'MF-1' });
  expect(await approve({ jobId: first, documentNumber })).toMatchObject({ state: 'APPROVED' });
  expect(await instruct({ jobId: first, ...key() })).toMatchObject({ state: 'INSTRUCTED' });

  for (const jobId of [second, other])
    await accept(anAcceptance(jobId, { part: 'STRUCTURE', designLifeYears: 50 }));
  expect(await approve({ jobId: second, documentNumber })).toMatchObject({ state: 'APPROVED' });
  expect(await instruct({ jobId: other, ...key() })).toMatchObject({ code: 'UNDER_WARRANTY' });
});

test('a job belongs to a project of its own community', async () => {
  await aCommunityWithAFund(database());
  await tell(communityRegistered({ communityId: 'com_2', name: '华森小区' }));
  const { propose: proposeProject } = moves(database);
  const own = await proposeProject(aProposal());
  const other = await proposeProject(
    aProposal({ communityIds: ['com_2'], contents: [{ ...aProposal().contents[0]!, costFen: 500_000_000 }] }),
  );

  expect(await propose(aJob({ projectId: other.id }))).toMatchObject({
    code: 'PROJECT_OF_ANOTHER_COMMUNITY',
  });
  expect(await propose(aJob({ projectId: own.id }))).toMatchObject({ state: 'PROPOSED' });
});

describe('by whom', () => {
  beforeEach(() => aCommunityWithAFund(database()));

  test('[GOV-COM-5] the committee in office proposes, and no other', async () => {
    const as = (differing: Parameters<typeof aCaller>[0]) => ({ caller: { ...committee, ...differing } });

    expect(await propose(aJob(), as({ communities: new Set(['com_2']) }))).toMatchObject({
      code: 'NOT_IN_SCOPE',
    });
    expect(await propose(aJob(), as({ committee: 'oc_404' }))).toMatchObject({
      code: 'COMMITTEE_NOT_KNOWN',
      retryable: true,
    });
    expect(await propose(aJob(), as({ committee: null }))).toMatchObject({ code: 'COMMITTEE_NOT_KNOWN' });
    await tell(committeeEntered({ committeeId: 'oc_2', communityId: 'com_2' }));
    expect(await propose(aJob(), as({ committee: 'oc_2' }))).toMatchObject({
      code: 'COMMITTEE_NOT_KNOWN',
      rule: 'GOV-COM-5',
      retryable: false,
    });
    await tell(committeeEntered({ committeeId: 'oc_3', termUntil: '2022-09-19' }));
    expect(await propose(aJob(), as({ committee: 'oc_3' }))).toMatchObject({
      code: 'COMMITTEE_NOT_IN_OFFICE',
      rule: 'GOV-COM-5',
    });
    await tell(committeeEntered({ committeeId: 'oc_4', termUntil: '2022-09-20' }));
    expect(await propose(aJob(), as({ committee: 'oc_4' }))).toMatchObject({ state: 'PROPOSED' });
  });

  test('[MF-2, GOV-COM-5] a committee acts within the term as the county put it right, also told twice', async () => {
    const correctedTo = (termUntil: '2022-09-19' | '2022-09-20', sequence: number) =>
      receive(database(), funding, anEnvelope(committeeCorrected({ termUntil }), { sequence }), () => now);
    expect(await correctedTo('2022-09-19', 2)).toBe('HANDLED');
    expect(await correctedTo('2022-09-19', 2)).toBe('DUPLICATE');
    expect(await propose(aJob())).toMatchObject({ code: 'COMMITTEE_NOT_IN_OFFICE', rule: 'GOV-COM-5' });
    expect(await correctedTo('2022-09-20', 3)).toBe('HANDLED');
    expect(await propose(aJob())).toMatchObject({ state: 'PROPOSED' });
  });

  test('[MF-2] the company that looks after the community proposes too; owners and the public do not', async () => {
    await tell(contractSigned());
    expect(await propose(aJob(), { caller: company })).toMatchObject({ state: 'PROPOSED' });
    const elsewhere = { ...company, communities: new Set(['com_2']) };
    expect(await propose(aJob(), { caller: elsewhere })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    for (const caller of [anybody, countyBureau, finance])
      expect(await propose(aJob(), { caller })).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
  });

  test('[MF-2] a company whose contract is not known here, or is with others, proposes nothing', async () => {
    const unknown = { code: 'COMPANY_NOT_CONTRACTED', rule: 'MF-2', retryable: true };
    expect(await propose(aJob(), { caller: company })).toMatchObject(unknown);
    await tell(contractSigned({ contractId: 'pct_2', companyId: 'pmc_2' }));
    await tell(contractSigned({ contractId: 'pct_3', communityId: 'com_2' }));
    const refusal = await propose(aJob(), { caller: company });
    expect(refusal).toMatchObject(unknown);
    expect(refusal.message).toContain('Let its committee act');
    const nameless = { ...company, company: null, language: 'zh' as const };
    expect(await propose(aJob(), { caller: nameless })).toMatchObject({
      ...unknown,
      retryable: false,
      message: expect.stringContaining('请由业主委员会办理'),
    });
    expect(await database().read.count(MaintenanceJobTable)).toBe(0);
  });

  test('[MF-2] a company whose contract was voided acts no more until it is entered anew; what it proposed stays', async () => {
    await tell(contractSigned());
    expect(await propose(aJob(), { caller: company })).toMatchObject({ state: 'PROPOSED' });
    await deliver(database(), funding, [contractVoided()], { now, sequence: 2 });
    const refusal = { code: 'COMPANY_NOT_CONTRACTED', rule: 'MF-2', retryable: true };
    expect(await propose(aJob(), { caller: company })).toMatchObject(refusal);
    expect(await database().read.count(MaintenanceJobTable)).toBe(1);

    await tell(contractSigned({ contractId: 'pct_2' }));
    expect(await propose(aJob(), { caller: company })).toMatchObject({ state: 'PROPOSED' });
  });

  test('[MF-2] a company proposes and applies on the days of its contract, the first and the last included', async () => {
    await tell(contractSigned({ from: '2022-09-20', until: '2022-09-20' }));
    const jobId = await jobAt('WORKS_DONE');
    const at = (now: Instant) => ({ caller: company, now });
    const over = { code: 'CONTRACT_NOT_RUNNING', rule: 'MF-2', retryable: false };

    for (const moment of ['2022-09-19T15:59:59.999Z', '2022-09-20T16:00:00.000Z'] as const) {
      expect(await propose(aJob(), at(moment))).toMatchObject(over);
      expect(await apply({ jobId, ...key() }, at(moment))).toMatchObject(over);
    }
    for (const moment of ['2022-09-19T16:00:00.000Z', '2022-09-20T15:59:59.999Z'] as const)
      expect(await propose(aJob(), at(moment))).toMatchObject({ state: 'PROPOSED' });
    expect(await apply({ jobId, ...key() }, at('2022-09-20T15:59:59.999Z'))).toMatchObject({
      state: 'APPLIED',
    });
  });

  test('[MF-2] who has several roles acts in each where that one reaches', async () => {
    await tell(contractSigned());
    const bureauAnd = (differing: Parameters<typeof aCaller>[0]) => ({
      caller: { ...countyBureau, ...differing },
    });
    const elsewhere = { communities: new Set(['com_2']), company: 'pmc_1', committee: 'oc_1' };
    for (const role of ['PM_COMPANY', 'OWNERS_COMMITTEE'] as const) {
      const roles = new Set(['COUNTY_BUREAU' as const, role]);
      expect(await propose(aJob(), bureauAnd({ ...elsewhere, roles }))).toMatchObject({
        code: 'NOT_IN_SCOPE',
      });
      const here = { ...elsewhere, communities: new Set(['com_1']), roles };
      expect(await propose(aJob(), bureauAnd(here))).toMatchObject({ state: 'PROPOSED' });
    }
    // The other role of the same token has nothing to act by.
    const both = { ...company, roles: new Set(['PM_COMPANY', 'OWNERS_COMMITTEE'] as const) };
    expect(await propose(aJob(), { caller: both })).toMatchObject({ state: 'PROPOSED' });
    const member = { ...both, company: 'pmc_2', committee: 'oc_1' };
    expect(await propose(aJob(), { caller: member })).toMatchObject({ state: 'PROPOSED' });
    const neither = { ...both, company: 'pmc_2' };
    expect(await propose(aJob(), { caller: neither })).toMatchObject({ code: 'COMMITTEE_NOT_KNOWN' });
  });

  test("[MF-2] another county's department neither approves nor instructs, and a committee does not approve itself", async () => {
    const jobId = await jobAt('APPLIED');
    const document = { jobId, documentNumber: '9' };

    expect(await approve(document, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    expect(await approve(document, { caller: committee })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    // Being of the community's committee as well does not make it this county's office.
    const both = {
      ...otherCounty,
      roles: new Set(['COUNTY_BUREAU', 'OWNERS_COMMITTEE'] as const),
      communities: committee.communities,
      committee: committee.committee,
    };
    expect(await approve(document, { caller: both })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    expect(await stateOf(jobId)).toBe('APPLIED');
    await approve(document);
    expect(await instruct({ jobId, ...key() }, { caller: otherCounty })).toMatchObject({
      code: 'NOT_IN_SCOPE',
    });
    const { instructedFen } = await instruct({ jobId, ...key() });
    const otherFinance = { ...finance, division: '140521' as const };
    const paper = aReceipt(jobId, instructedFen);
    expect(await receipt(paper, { caller: otherFinance })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    await receipt(paper);
    expect(await stateOf(jobId)).toBe('PAID');
    const collection = { ...aReceipt(jobId, 1), unitId: 'unt_2_1' };
    expect(await collect(collection, { caller: otherFinance })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  });
});
