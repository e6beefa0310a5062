import { deliver } from '@anju/runtime/testing/envelope';
import { aCaller } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { anybody, committee, countyBureau, finance, otherCounty } from '../../callers.builder';
import {
  buildingRecorded,
  committeeEntered,
  communityRegistered,
  decisionAdopted,
  decisionEffective,
  payWarrant,
} from '../../neighbours.builder';
import { aProposal, moves } from '../../projects/renovation-project/renovation-project.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { JournalEntryTable } from '../ledger/ledger.table';
import { WarrantTable } from '../warrant/warrant.table';
import {
  aCommunityWithAFund,
  aJob,
  aMeasurement,
  aReceipt,
  importAccounts,
  fundFile,
  jobSteps,
  september as now,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { propose, link, measure, apply, approve, instruct, receipt, collect, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const tell = (...facts: Parameters<typeof deliver>[2]) => deliver(database(), funding, facts, { now });
const stateOf = async (id: string) =>
  (await database().read.findOneByOrFail(MaintenanceJobTable, { id: id as `mjb_${string}` })).state;
const committed = async () =>
  (await database().read.find(WarrantTable)).map(({ committedFen }) => committedFen);

const roofAccepted = (acceptedOn: `${number}-${number}-${number}`) =>
  aJob({ lastWorks: { part: 'WATERPROOFING', acceptedOn } });

test('[MF-1, PROJ-4] example: a roof in year 3 of its 5 years of warranty is refused, in year 6 it is taken', async () => {
  await aCommunityWithAFund(database());

  expect(await propose(roofAccepted('2019-10-01'))).toEqual({
    code: 'UNDER_WARRANTY',
    rule: 'MF-1',
    retryable: false,
    message:
      'The part was accepted on 2019-10-01 and is under warranty until 2024-10-01: its builder repairs it.',
  });
  expect(await propose(roofAccepted('2017-09-20'))).toMatchObject({ code: 'UNDER_WARRANTY' });
  expect(await database().read.count(MaintenanceJobTable)).toBe(0);
  expect(await propose(roofAccepted('2017-09-19'))).toMatchObject({ state: 'PROPOSED' });
  expect(await propose(roofAccepted('1996-10-01'))).toMatchObject({ state: 'PROPOSED' });
});

test.each([
  ['UTILITY_OWNED', 'MF-1', { partOwner: 'UTILITY' }],
  ['LIABLE_PARTY', 'MF-1', { liableParty: '某施工单位' }],
  ['PM_CONTRACT_UPKEEP', 'MF-1', { inManagementFee: true }],
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

  test('[MF-2] the company that looks after the community proposes too; owners and the public do not', async () => {
    const company = aCaller({
      roles: new Set(['PM_COMPANY']),
      communities: new Set(['com_1']),
      company: 'pmc_1',
    });
    expect(await propose(aJob(), { caller: company })).toMatchObject({ state: 'PROPOSED' });
    const elsewhere = { ...company, communities: new Set(['com_2']) };
    expect(await propose(aJob(), { caller: elsewhere })).toMatchObject({ code: 'NOT_IN_SCOPE' });
    for (const caller of [anybody, countyBureau, finance])
      expect(await propose(aJob(), { caller })).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      });
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

test('[MF-2] another community links, measures and applies for nothing here; this county may link and measure', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('PROPOSED');
  const elsewhere = { caller: { ...committee, communities: new Set(['com_2']) } };
  const county = { caller: countyBureau };
  const decided = { jobId, decisionId: 'dec_1' };

  expect(await link(decided, elsewhere)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await link(decided, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await link(decided, county)).toMatchObject({ state: 'DECIDED' });
  expect(await measure(aMeasurement(jobId), elsewhere)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await measure(aMeasurement(jobId), { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await measure(aMeasurement(jobId), county)).toMatchObject({ state: 'WORKS_DONE' });
  expect(await apply({ jobId, ...key() }, elsewhere)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await committed()).toEqual([0]);
});

describe('the decision', () => {
  test('[MF-2] nothing is measured, applied for or paid without a decision', async () => {
    await aCommunityWithAFund(database());
    const jobId = await jobAt('PROPOSED');

    for (const refused of [await measure(aMeasurement(jobId)), await apply({ jobId, ...key() })])
      expect(refused).toMatchObject({ code: 'NO_DECISION', rule: 'MF-2', retryable: false });
    expect(await approve({ jobId, documentNumber: '9' })).toMatchObject({
      code: 'NOT_APPLIED',
      rule: 'MF-2',
    });
    expect(await instruct({ jobId, ...key() })).toMatchObject({ code: 'NOT_APPROVED', rule: 'MF-2' });
    expect(await receipt(aReceipt(jobId, 1))).toMatchObject({ code: 'NOT_INSTRUCTED', rule: 'MF-2' });
    expect(await stateOf(jobId)).toBe('PROPOSED');
  });

  test("[MF-2] an unknown decision may come yet; another community's, another scope's and one that pays nothing do not do", async () => {
    await aCommunityWithAFund(database());
    await tell(decisionAdopted({ decisionId: 'dec_2', communityId: 'com_2' }));
    await tell(
      decisionAdopted({ decisionId: 'dec_3', warrants: payWarrant({ buildingIds: ['bld_2', 'bld_3'] }) }),
    );
    await tell(decisionAdopted({ decisionId: 'dec_4', warrants: payWarrant({ buildingIds: [] }) }));
    await tell(
      decisionAdopted({ decisionId: 'dec_5', matter: 'OTHER_MAJOR', warrants: { kind: 'NOTHING' } }),
    );
    const jobId = await jobAt('PROPOSED');

    for (const [decisionId, code, retryable] of [
      ['dec_404', 'DECISION_NOT_FOUND', true],
      ['凤源', 'DECISION_NOT_FOUND', false],
      ['dec_2', 'DECISION_OF_ANOTHER_COMMUNITY', false],
      ['dec_3', 'CHARGING_SCOPE_DIFFERS', false],
      ['dec_4', 'CHARGING_SCOPE_DIFFERS', false],
      ['dec_5', 'DECISION_PAYS_NOTHING', false],
    ] as const)
      expect(await link({ jobId, decisionId })).toMatchObject({ code, rule: 'MF-2', retryable });
    expect(await stateOf(jobId)).toBe('PROPOSED');
  });

  test('[FUND-8] works that were not in the question are not paid under it', async () => {
    await aCommunityWithAFund(database());
    const jobId = await jobAt('PROPOSED', { job: { contentCode: 'WALL_REPAIR' } });

    expect(await link({ jobId, decisionId: 'dec_1' })).toMatchObject({
      code: 'CONTENT_NOT_IN_QUESTION',
      rule: 'FUND-8',
      message: expect.stringContaining('asked for ROOF_REPAIR, not for WALL_REPAIR'),
    });
  });

  test('[GOV-VOTE-12] money waits until the decision is effective, to the moment', async () => {
    await aCommunityWithAFund(database(), { effective: false });
    const jobId = await jobAt('WORKS_DONE');

    expect(await apply({ jobId, ...key() })).toMatchObject({
      code: 'DECISION_NOT_EFFECTIVE',
      rule: 'GOV-VOTE-12',
      retryable: true,
    });
    const effectiveAt = '2022-09-25T16:00:00.000Z';
    await deliver(database(), funding, [decisionEffective({ effectiveAt })], { now, sequence: 2 });
    expect(await apply({ jobId, ...key() }, { now: '2022-09-25T15:59:59.999Z' })).toMatchObject({
      code: 'DECISION_NOT_EFFECTIVE',
    });
    expect(await committed()).toEqual([0]);
    expect(await apply({ jobId, ...key() }, { now: effectiveAt })).toMatchObject({ state: 'APPLIED' });
  });

  test('[FUND-8] exactly what the owners allowed may be applied for, and not a fen more', async () => {
    await aCommunityWithAFund(database());
    const jobId = await jobAt('WORKS_DONE', { measuredFen: 10_000_001 });

    expect(await apply({ jobId, ...key() })).toEqual({
      code: 'BEYOND_CEILING',
      rule: 'FUND-8',
      retryable: false,
      message:
        'The owners allowed 100000.00 yuan, 0.00 is applied for, and 100000.01 more is 0.01 too much. Ask them again.',
    });
    expect(await committed()).toEqual([0]);
    await jobAt('APPLIED', { measuredFen: 10_000_000 });
    expect(await committed()).toEqual([10_000_000]);
  });

  test('[FUND-8] example: what two draw for one item stays within it together', async () => {
    await aCommunityWithAFund(database(), { ceilingFen: 50_000_000 });
    await jobAt('APPLIED', { measuredFen: 30_000_000 });
    const second = await jobAt('WORKS_DONE', { measuredFen: 30_000_000 });

    expect(await apply({ jobId: second, ...key() })).toMatchObject({
      code: 'BEYOND_CEILING',
      rule: 'FUND-8',
      message: expect.stringContaining('100000.00 too much'),
    });
    expect(await committed()).toEqual([30_000_000]);
  });
});

describe('the works', () => {
  beforeEach(() => aCommunityWithAFund(database()));

  test('[FUND-10] nothing is paid for works that no supervisor signed for', async () => {
    const jobId = await jobAt('DECIDED');
    expect(await apply({ jobId, ...key() })).toMatchObject({ code: 'NOT_MEASURED', rule: 'FUND-10' });
  });

  test.each([
    ['AMOUNT_NOT_POSITIVE', { measuredFen: 0 }],
    ['AMOUNT_NOT_POSITIVE', { measuredFen: -7_200_000 }],
    ['SUPERVISOR_INVALID', { supervisor: ' ' }],
    ['PAPER_NUMBER_INVALID', { paperNumber: '' }],
    ['PAPER_NUMBER_INVALID', { paperNumber: '1'.repeat(101) }],
    ['PAPER_HASH_INVALID', { paperSha256: 'g'.repeat(64) }],
    ['PAPER_HASH_INVALID', { paperSha256: 'a'.repeat(63) }],
    ['DATE_IN_FUTURE', { signedOn: '2022-09-21' }],
    ['MEASURED_BEFORE_DECISION', { signedOn: '2022-07-15' }],
  ] as const)(
    '[FUND-10] %s: %j is refused in both languages, and nothing is stored',
    async (code, differing) => {
      const jobId = await jobAt('DECIDED');

      const refusal = await measure(aMeasurement(jobId, differing));
      expect(refusal).toMatchObject({ code });
      expect(refusal.message).not.toMatch(/[{}]|[一-鿿]/);
      const caller = { ...committee, language: 'zh' as const };
      expect((await measure(aMeasurement(jobId, differing), { caller })).message).toMatch(
        /^[^{}]*[一-鿿][^{}]*$/,
      );
      expect(await stateOf(jobId)).toBe('DECIDED');
      // Signed on the day of the decision, or today, it is taken.
      const signedOn = code === 'MEASURED_BEFORE_DECISION' ? '2022-07-16' : '2022-09-20';
      expect(await measure(aMeasurement(jobId, { signedOn }))).toMatchObject({ state: 'WORKS_DONE' });
    },
  );

  test.each([
    ['2 ** 53', 2 ** 53],
    ['half a fen', 0.5],
    ['text', '七万二千'],
  ])('[CONV-1] %s is no amount, and a day that does not exist no day', async (_, measuredFen) => {
    const jobId = await jobAt('DECIDED');

    const refused = { errors: [{ message: expect.stringContaining('分为单位的整数') }] };
    expect(await measure(aMeasurement(jobId, { measuredFen: measuredFen as never }))).toMatchObject(refused);
    expect(await measure(aMeasurement(jobId, { signedOn: '2022-06-31' }))).toMatchObject({
      errors: [{ message: expect.stringContaining('2022-06-31') }],
    });
    expect(await stateOf(jobId)).toBe('DECIDED');
  });
});

test('[RES-1] a cost of a few fen is not split where rounding would keep more of a home than its share', async () => {
  const units = [...Array.from({ length: 53 }, () => ({ areaDm2: 3395 })), { areaDm2: 85 }];
  await aCommunityWithAFund(database(), { units });
  const tooSmall = await jobAt('WORKS_DONE', { measuredFen: 1800 });

  expect(await apply({ jobId: tooSmall, ...key() })).toMatchObject({
    code: 'COST_TOO_SMALL',
    rule: 'RES-1',
    message: expect.stringContaining('18.00 yuan is too little to be split over 54 homes'),
  });
  expect(await committed()).toEqual([0]);
  await jobAt('APPLIED', { measuredFen: 180_000 });
});

test('[RES-1, REG-2] a home of unknown area has no share, and a scope of no homes nobody to pay', async () => {
  await aCommunityWithAFund(database(), { units: [{}, { areaDm2: null }] });
  const jobId = await jobAt('WORKS_DONE');
  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'AREA_UNKNOWN',
    rule: 'RES-1',
    message: expect.stringContaining('2-1-102'),
  });
  await deliver(database(), funding, [buildingRecorded('2', [])], { now, sequence: 2 });
  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'HOMES_NOT_KNOWN',
    rule: 'RES-1',
    retryable: true,
  });
  await deliver(database(), funding, [buildingRecorded('2', 2)], { now, sequence: 3 });
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});

describe('the payment', () => {
  beforeEach(() => aCommunityWithAFund(database()));

  test('[MF-2] the bank is not told to pay before the department approved by a document', async () => {
    const jobId = await jobAt('APPLIED');

    expect(await instruct({ jobId, ...key() })).toMatchObject({ code: 'NOT_APPROVED', rule: 'MF-2' });
    for (const documentNumber of [' ', '9'.repeat(101)])
      expect(await approve({ jobId, documentNumber })).toMatchObject({
        code: 'DOCUMENT_NUMBER_INVALID',
        rule: 'MF-2',
      });
    expect(await stateOf(jobId)).toBe('APPLIED');
  });

  test('[MF-2] a receipt over another sum, of another day or without its paper is not booked', async () => {
    const jobId = await jobAt('INSTRUCTED');

    for (const [code, amountFen, differing] of [
      ['AMOUNT_DIFFERS', 6_983_999, {}],
      ['AMOUNT_DIFFERS', 6_984_001, {}],
      ['AMOUNT_DIFFERS', -6_984_000, {}],
      ['DATE_IN_FUTURE', 6_984_000, { paidOn: '2022-09-21' }],
      ['PAID_BEFORE_INSTRUCTION', 6_984_000, { paidOn: '2022-09-19' }],
      ['PAPER_NUMBER_INVALID', 6_984_000, { paperNumber: ' ' }],
      ['PAPER_HASH_INVALID', 6_984_000, { paperSha256: '' }],
      ['IDEMPOTENCY_KEY_INVALID', 6_984_000, { idempotencyKey: 'abc' }],
    ] as const)
      expect(await receipt(aReceipt(jobId, amountFen, differing as never))).toMatchObject({ code });
    expect(await stateOf(jobId)).toBe('INSTRUCTED');
    expect(await database().read.countBy(JournalEntryTable, { kind: 'MAINTENANCE_PAYMENT' })).toBe(0);
    expect(await factsIn(database())).toEqual([]);
  });

  test('[MF-2] no step is taken twice, nor back', async () => {
    const jobId = await jobAt('PAID');

    for (const refused of [
      await link({ jobId, decisionId: 'dec_1' }),
      await measure(aMeasurement(jobId)),
      await apply({ jobId, ...key() }),
      await approve({ jobId, documentNumber: '9' }),
      await instruct({ jobId, ...key() }),
      await receipt(aReceipt(jobId, 6_984_000)),
    ])
      expect(refused).toMatchObject({
        code: 'WRONG_STATE',
        rule: 'MF-2',
        message: expect.stringContaining('is PAID'),
      });
  });

  test('unknown jobs are refused at every step', async () => {
    for (const jobId of ['mjb_404', 'com_1', '屋面'])
      for (const refused of [
        await link({ jobId, decisionId: 'dec_1' }),
        await measure(aMeasurement(jobId)),
        await apply({ jobId, ...key() }),
        await approve({ jobId, documentNumber: '9' }),
        await instruct({ jobId, ...key() }),
        await receipt(aReceipt(jobId, 1)),
        await collect({ ...aReceipt(jobId, 1), unitId: 'unt_2_1' }),
      ])
        expect(refused).toMatchObject({ code: 'JOB_NOT_FOUND', rule: null, retryable: false });
  });
});
