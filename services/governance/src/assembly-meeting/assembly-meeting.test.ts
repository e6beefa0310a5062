import { type ContentCode, contentCodes, contents } from '@anju/rulebook/content';
import { profileAt } from '@anju/rulebook/rule-profile';
import type { CalendarDate, Instant } from '@anju/values/time';
import {
  type AskedQuestion,
  type AssemblyMeeting,
  type Convening,
  conveneMeeting,
  type MeetingPlan,
  namesInvented,
  type QuestionPlan,
  stateOf,
  withdrawMeeting,
} from './assembly-meeting';
import { type Delivery, missedBy, recordDeliveries, type RecordedDelivery } from './delivery';

const contentsHash = 'c0'.repeat(32);

const aQuestionPlan = (differing: Partial<QuestionPlan> = {}): QuestionPlan => ({
  title: '其他重大事项',
  matter: 'OTHER_MAJOR',
  mixedWith: null,
  scope: 'ZONE',
  buildingIds: [],
  warrants: { kind: 'NOTHING' },
  ...differing,
});

const aPlan = (differing: Partial<MeetingPlan> = {}): MeetingPlan => ({
  communityId: 'com_1',
  form: 'WRITTEN_CONSULTATION',
  opensAt: '2022-09-19T16:00:00.000Z',
  closesAt: '2022-09-23T16:00:00.000Z',
  synthetic: false,
  questions: [aQuestionPlan()],
  ...differing,
});

const committee = { id: 'oc_1', communityId: 'com_1', termUntil: '2024-08-01', synthetic: false } as const;
const community = { id: 'com_1', divisionCode: '140502', synthetic: false } as const;

const companiesOf = (...ids: string[]) => new Map(ids.map((id) => [id, { synthetic: false }]));

/** Notice on 5 September 2022. */
const convening = (differing: Partial<Convening> = {}): Convening => ({
  meetingId: 'mtg_1',
  community,
  committee,
  inOffice: true,
  homesInvented: false,
  buildings: new Set(['bld_1', 'bld_2']),
  projects: new Map([
    [
      'prj_1',
      { state: 'LISTED' as const, communityIds: ['com_1'], contents: [], contentsHash, synthetic: false },
    ],
  ]),
  companies: companiesOf('pmc_1'),
  asked: [],
  profile: profileAt('140502', '2022-09-05'),
  now: '2022-09-05T02:00:00.000Z',
  ...differing,
});

const convene = (plan: Partial<MeetingPlan> = {}, differing: Partial<Convening> = {}) =>
  conveneMeeting(aPlan(plan), convening(differing));
const ask = (question: Partial<QuestionPlan>) => convene({ questions: [aQuestionPlan(question)] });
const refused = (code: string, rule: string | null) => ({ refusal: { code, rule } });

test('[GOV-MEET-2] example: notice on 09-05 for 09-20 is 15 days and enough, on 09-06 it is 14 and refused', () => {
  expect(convene()).toMatchObject({
    state: { noticedAt: '2022-09-05T02:00:00.000Z', residentsCommitteeToldAt: '2022-09-05T02:00:00.000Z' },
  });
  expect(convene({}, { now: '2022-09-05T15:59:59.999Z' })).toMatchObject({ accepted: true });
  expect(convene({}, { now: '2022-09-05T16:00:00.000Z' })).toMatchObject({
    refusal: {
      code: 'NOTICE_TOO_SHORT',
      rule: 'GOV-MEET-2',
      detail: { days: 15, today: '2022-09-06', earliest: '2022-09-21' },
    },
  });
});

test("[GOV-MEET-2] a notice is a fact, by which the residents' committee is told; an invented one says so", () => {
  const factOf = (synthetic: boolean) => {
    const convened = convene({ synthetic });
    return convened.accepted ? convened.events[0]!.data : null;
  };
  expect(factOf(true)).toMatchObject({ meetingId: 'mtg_1', noticeOn: '2022-09-05', synthetic: true });
  expect(factOf(false)).not.toHaveProperty('synthetic');
});

test('[GOV-MEET-2] a meeting that rests on an invented community, committee or home is invented too', () => {
  const invented = { state: { synthetic: true }, events: [{ data: { synthetic: true } }] };
  expect(convene()).toMatchObject({ state: { synthetic: false } });
  expect(convene({ synthetic: true })).toMatchObject(invented);
  expect(convene({}, { community: { ...community, synthetic: true } })).toMatchObject(invented);
  expect(convene({}, { committee: { ...committee, synthetic: true } })).toMatchObject(invented);
  expect(convene({}, { homesInvented: true })).toMatchObject(invented);
});

test('what a question names is invented or not, whatever its meeting is', () => {
  const named = {
    projects: new Map([
      ['prj_1', { state: 'LISTED' as const, communityIds: [], contents: [], contentsHash, synthetic: true }],
    ]),
    companies: new Map([
      ['pmc_1', { synthetic: true }],
      ['pmc_2', { synthetic: false }],
    ]),
  };
  expect(namesInvented({ kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash }, named)).toBe(true);
  expect(namesInvented({ kind: 'HIRE', companyId: 'pmc_1' }, named)).toBe(true);
  expect(namesInvented({ kind: 'HIRE', companyId: 'pmc_2' }, named)).toBe(false);
  expect(namesInvented({ kind: 'NOTHING' }, named)).toBe(false);
});

test('[GOV-MEET-3] voting ends after it begins', () => {
  const opensAt = '2022-09-19T16:00:00.000Z';
  expect(convene({ opensAt, closesAt: opensAt })).toMatchObject(
    refused('CLOSES_BEFORE_IT_OPENS', 'GOV-MEET-3'),
  );
  expect(convene({ opensAt, closesAt: '2022-09-19T16:00:00.001Z' })).not.toMatchObject(
    refused('CLOSES_BEFORE_IT_OPENS', 'GOV-MEET-3'),
  );
});

test('[GOV-MEET-3] an opening or a close of another year is taken for a slip, and no rule is named for it', () => {
  const implausible = refused('VOTING_PERIOD_IMPLAUSIBLE', null);
  const opening = (opensAt: Instant, closesAt: Instant) => convene({ opensAt, closesAt });
  // 366 days after 5 September 2022, and one more.
  expect(opening('2023-09-05T16:00:00.000Z', '2023-09-20T16:00:00.000Z')).toMatchObject({ accepted: true });
  expect(opening('2023-09-06T16:00:00.000Z', '2023-09-20T16:00:00.000Z')).toMatchObject(implausible);
  expect(opening('2150-09-19T16:00:00.000Z', '2150-09-23T16:00:00.000Z')).toMatchObject({
    refusal: { ...implausible.refusal, detail: { today: '2022-09-05', opensUntil: '2023-09-06' } },
  });
  // 366 days after 20 September 2022, and one more.
  expect(convene({ closesAt: '2023-09-20T16:00:00.000Z' })).toMatchObject({ accepted: true });
  expect(convene({ closesAt: '2023-09-21T16:00:00.000Z' })).toMatchObject({
    refusal: {
      ...implausible.refusal,
      detail: { closesFrom: '2022-09-20T16:00:00.000Z', closesUntil: '2023-09-21' },
    },
  });
});

test('[GOV-MEET-3] a written consultation is open for a day at least, and a gathered meeting for an hour', () => {
  const refusal = (leastHours: number) => ({
    refusal: { code: 'VOTING_PERIOD_IMPLAUSIBLE', rule: null, detail: { mostDays: 366, leastHours } },
  });
  expect(convene({ closesAt: '2022-09-20T16:00:00.000Z' })).toMatchObject({ accepted: true });
  expect(convene({ closesAt: '2022-09-20T15:59:59.999Z' })).toMatchObject(refusal(24));
  const form = 'MEETING';
  expect(convene({ form, closesAt: '2022-09-19T17:00:00.000Z' })).toMatchObject({ accepted: true });
  expect(convene({ form, closesAt: '2022-09-19T16:59:59.999Z' })).toMatchObject(refusal(1));
});

test("[GOV-COM-12] voting begins within the committee's term, its last day included", () => {
  const until = (termUntil: CalendarDate) => convene({}, { committee: { ...committee, termUntil } });
  expect(until('2022-09-20')).toMatchObject({ accepted: true });
  expect(until('2022-09-19')).toMatchObject({
    refusal: { code: 'OPENS_AFTER_TERM', rule: 'GOV-COM-12', detail: { termUntil: '2022-09-19' } },
  });
});

test('[GOV-COM-12] an election that comes late is held after the term, and nothing else beside it', () => {
  const election = aQuestionPlan({ matter: 'ELECT_COMMITTEE' });
  const late = (questions: readonly QuestionPlan[]) =>
    convene({ questions }, { committee: { ...committee, termUntil: '2022-09-19' } });
  expect(late([election])).toMatchObject({ accepted: true });
  expect(late([election, aQuestionPlan()])).toMatchObject(refused('OPENS_AFTER_TERM', 'GOV-COM-12'));
  const mixed = { mixedWith: 'HIRE_MANAGER', warrants: { kind: 'HIRE', companyId: 'pmc_1' } } as const;
  expect(late([{ ...election, ...mixed }])).toMatchObject(refused('OPENS_AFTER_TERM', 'GOV-COM-12'));
});

test('[GOV-COM-5] the committee in office of this community convenes, and no other', () => {
  expect(convene({}, { committee: null })).toMatchObject(refused('COMMITTEE_NOT_KNOWN', 'GOV-COM-5'));
  expect(convene({}, { committee: { ...committee, communityId: 'com_2' } })).toMatchObject(
    refused('NOT_THE_COMMITTEE', 'GOV-COM-5'),
  );
  expect(convene({}, { inOffice: false })).toMatchObject(refused('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5'));
});

test('[GOV-VOTE-4] a paper carries 1 to 20 questions, each with a title of up to 200 characters', () => {
  const many = (length: number) =>
    convene({ questions: Array.from({ length }, (_, i) => aQuestionPlan({ title: `事项 ${i + 1}` })) });
  expect(many(0)).toMatchObject(refused('QUESTIONS_NOT_COUNTED', 'GOV-VOTE-4'));
  expect(many(20)).toMatchObject({ accepted: true });
  expect(many(21)).toMatchObject(refused('QUESTIONS_NOT_COUNTED', 'GOV-VOTE-4'));
  expect(ask({ title: '' })).toMatchObject(refused('TITLE_INVALID', null));
  expect(ask({ title: '𠮷'.repeat(200) })).toMatchObject({ accepted: true });
  expect(ask({ title: '题'.repeat(201) })).toMatchObject(refused('TITLE_INVALID', null));
});

const pay = { kind: 'PAY', ceilingFen: 1, contentCodes: ['ROOF_REPAIR'], buildingIds: [] } as const;

test('[GOV-VOTE-5] the fund may be put to the charging scope, other matters to the whole zone only', () => {
  const some = { scope: 'BUILDINGS', buildingIds: ['bld_2'] } as const;
  const fund = {
    matter: 'USE_MAINTENANCE_FUND',
    warrants: { ...pay, contentCodes: ['ROOF_REPAIR'] as ['ROOF_REPAIR'], buildingIds: [] as [] },
  } as const;
  expect(ask({ ...some, ...fund })).toMatchObject({ accepted: true });
  expect(ask({ ...some, matter: 'RAISE_MAINTENANCE_FUND' })).toMatchObject({ accepted: true });
  expect(ask({ ...some, matter: 'REBUILD_ALTER' })).toMatchObject({ accepted: true });
  for (const matter of [
    'ADOPT_RULES_OF_PROCEDURE',
    'ADOPT_COVENANT',
    'ELECT_COMMITTEE',
    'COMMON_PART_USE',
    'OTHER_MAJOR',
  ] as const) {
    expect(ask({ ...some, matter })).toMatchObject(refused('SCOPE_TOO_NARROW', 'GOV-VOTE-5'));
    expect(ask({ matter })).toMatchObject({ accepted: true });
  }
  expect(ask({ ...some, ...fund, mixedWith: 'COMMON_PART_USE' })).toMatchObject(
    refused('SCOPE_TOO_NARROW', 'GOV-VOTE-5'),
  );
});

test('[GOV-VOTE-5] some buildings are named, each once and known, and the zone names none', () => {
  const to = (differing: Partial<QuestionPlan>) => ask({ matter: 'REBUILD_ALTER', ...differing });
  const invalid = refused('BUILDINGS_INVALID', 'GOV-VOTE-5');
  expect(to({ scope: 'BUILDINGS', buildingIds: [] })).toMatchObject(invalid);
  expect(to({ scope: 'BUILDINGS', buildingIds: ['bld_1', 'bld_1'] })).toMatchObject(invalid);
  expect(to({ scope: 'ZONE', buildingIds: ['bld_1'] })).toMatchObject(invalid);
  expect(to({ scope: 'BUILDINGS', buildingIds: ['bld_1', 'bld_9'] })).toMatchObject({
    refusal: { code: 'BUILDING_NOT_FOUND', detail: { number: 1, buildingId: 'bld_9' } },
  });
  expect(to({ scope: 'BUILDINGS', buildingIds: ['bld_1', 'bld_2'] })).toMatchObject({ accepted: true });
});

test('[GOV-VOTE-4] what a question warrants fits its matter, and there is one of it', () => {
  const unfit = refused('WARRANT_DOES_NOT_FIT', 'GOV-VOTE-4');
  expect(ask({ warrants: null })).toMatchObject(unfit);
  expect(ask({ matter: 'USE_MAINTENANCE_FUND' })).toMatchObject(unfit);
  expect(ask({ matter: 'HIRE_MANAGER' })).toMatchObject(unfit);
  expect(ask({ warrants: { kind: 'HIRE', companyId: 'pmc_1' } })).toMatchObject(unfit);
});

test('[FUND-8, CONV-1] a payment names its works, each once, and a sum of more than 0 that somebody can mean', () => {
  const matter = 'USE_MAINTENANCE_FUND';
  const warrants = { kind: 'PAY', ceilingFen: 1, contentCodes: ['ROOF_REPAIR' as const], buildingIds: [] };
  const put = (differing: object) =>
    ask({ matter, warrants: { ...warrants, ...differing } as QuestionPlan['warrants'] });
  expect(put({})).toMatchObject({ accepted: true });
  expect(put({ ceilingFen: 0 })).toMatchObject(refused('CEILING_NOT_POSITIVE', 'FUND-8'));
  expect(put({ ceilingFen: -1 })).toMatchObject(refused('CEILING_NOT_POSITIVE', 'FUND-8'));
  expect(put({ ceilingFen: 1_000_000_000_000 })).toMatchObject({ accepted: true });
  for (const ceilingFen of [1_000_000_000_001, Number.MAX_SAFE_INTEGER])
    expect(put({ ceilingFen })).toMatchObject(refused('CEILING_TOO_LARGE', 'CONV-1'));
  expect(put({ contentCodes: [] })).toMatchObject(refused('CONTENT_CODES_MISSING', 'FUND-8'));
  expect(put({ contentCodes: ['ROOF_REPAIR', 'ROADS'] })).toMatchObject({ accepted: true });
  expect(put({ contentCodes: ['ROOF_REPAIR', 'ROADS', 'ROOF_REPAIR'] })).toMatchObject(
    refused('CONTENT_CODE_TWICE', 'FUND-8'),
  );
});

test('[MF-1] nobody is asked to pay from the fund for what is no work on shared parts', () => {
  const pay = (...contentCodes: ContentCode[]) =>
    ask({
      matter: 'USE_MAINTENANCE_FUND',
      warrants: { kind: 'PAY', ceilingFen: 1, contentCodes, buildingIds: [] },
    });
  for (const code of contentCodes.filter((each) => each !== 'LIFT'))
    expect(pay('ROOF_REPAIR', ...(code === 'ROOF_REPAIR' ? [] : [code]))).toMatchObject(
      contents[code].onSharedParts
        ? { accepted: true }
        : {
            refusal: { code: 'NOT_ON_SHARED_PARTS', rule: 'MF-1', detail: { number: 1, contentCode: code } },
          },
    );
  // Before what the owners could mend by another majority.
  expect(pay('LIFT', 'CANTEEN')).toMatchObject(refused('NOT_ON_SHARED_PARTS', 'MF-1'));
});

test('[GOV-COM-5] the company to hire is known, or may be in a moment', () => {
  const hire = (companyId: `pmc_${string}`) =>
    ask({ matter: 'HIRE_MANAGER', warrants: { kind: 'HIRE', companyId } });
  expect(hire('pmc_1')).toMatchObject({ accepted: true });
  expect(hire('pmc_2')).toMatchObject({ refusal: { code: 'COMPANY_NOT_KNOWN', retryable: true } });
});

test("[PART-4] the contents are those of the community's project as it stands", () => {
  const accept = (differing: object) =>
    ask({ warrants: { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash, ...differing } });
  expect(accept({})).toMatchObject({ accepted: true });
  expect(accept({ projectId: 'prj_2' })).toMatchObject({
    refusal: { code: 'PROJECT_NOT_KNOWN', retryable: true },
  });
  expect(accept({ contentsHash: 'c1'.repeat(32) })).toMatchObject({
    refusal: { code: 'CONTENTS_DIFFER', rule: 'PART-4', retryable: true },
  });
  const projects = new Map([
    [
      'prj_1',
      {
        state: 'LISTED' as const,
        communityIds: ['com_2' as const],
        contents: [],
        contentsHash,
        synthetic: false,
      },
    ],
  ]);
  const warrants = { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash } as const;
  expect(convene({ questions: [aQuestionPlan({ warrants })] }, { projects })).toMatchObject(
    refused('PROJECT_ELSEWHERE', 'PART-4'),
  );
});

test('[PROJ-1] the list of a project that was given up is put to the owners no more', () => {
  const list = { communityIds: ['com_1' as const], contents: [], contentsHash, synthetic: false };
  const warrants = { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash } as const;
  const ask = (state: 'APPROVED' | 'CANCELLED') =>
    convene(
      { questions: [aQuestionPlan({ warrants })] },
      { projects: new Map([['prj_1', { ...list, state }]]) },
    );
  expect(ask('APPROVED')).toMatchObject({ accepted: true });
  expect(ask('CANCELLED')).toMatchObject(refused('PROJECT_CANCELLED', 'PROJ-1'));
});

test('[PART-5, GOV-VOTE-4] a list with a lift is accepted as REBUILD_ALTER, alone or mixed, and as nothing less', () => {
  const warrants = { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash } as const;
  const accept = (matters: Partial<QuestionPlan>, ...codes: readonly ContentCode[]) => {
    const contents = codes.map((code) => ({ code, costFen: 1 }));
    const projects = new Map([
      [
        'prj_1',
        {
          state: 'LISTED' as const,
          communityIds: ['com_1' as const],
          contents,
          contentsHash,
          synthetic: false,
        },
      ],
    ]);
    return convene({ questions: [aQuestionPlan({ warrants, ...matters })] }, { projects });
  };
  const tooSmall = { refusal: { code: 'MATTER_TOO_SMALL', rule: 'PART-5', detail: { number: 1 } } };
  expect(accept({}, 'ROOF_REPAIR', 'LIFT')).toMatchObject(tooSmall);
  expect(accept({ mixedWith: 'COMMON_PART_USE' }, 'LIFT')).toMatchObject(tooSmall);
  expect(accept({ mixedWith: 'REBUILD_ALTER' }, 'ROOF_REPAIR', 'LIFT')).toMatchObject({ accepted: true });
  expect(accept({ matter: 'REBUILD_ALTER' }, 'LIFT')).toMatchObject({ accepted: true });
  expect(accept({}, 'ROOF_REPAIR', 'PARKING')).toMatchObject({ accepted: true });
  const common = 'COMMON_PART_USE';
  expect(accept({ mixedWith: common }, 'PARKING')).toMatchObject({ accepted: true });
  expect(accept({ matter: common, mixedWith: 'OTHER_MAJOR' }, 'PARKING')).toMatchObject({ accepted: true });
});

test('[PART-5, GOV-VOTE-4] a lift is paid from the fund as REBUILD_ALTER too, and by no ordinary majority', () => {
  const payFor = (differing: Partial<QuestionPlan>, ...codes: ContentCode[]) =>
    ask({
      matter: 'USE_MAINTENANCE_FUND',
      warrants: { kind: 'PAY', ceilingFen: 1, contentCodes: codes, buildingIds: [] },
      ...differing,
    });
  const tooSmall = { refusal: { code: 'MATTER_TOO_SMALL', rule: 'PART-5', detail: { number: 1 } } };
  expect(payFor({}, 'LIFT')).toMatchObject(tooSmall);
  expect(payFor({}, 'ROOF_REPAIR', 'LIFT')).toMatchObject(tooSmall);
  expect(payFor({ mixedWith: 'COMMON_PART_USE' }, 'LIFT')).toMatchObject(tooSmall);
  expect(payFor({ mixedWith: 'REBUILD_ALTER' }, 'ROOF_REPAIR', 'LIFT')).toMatchObject({ accepted: true });
  const rebuild = { matter: 'REBUILD_ALTER', mixedWith: 'USE_MAINTENANCE_FUND' } as const;
  expect(payFor(rebuild, 'LIFT')).toMatchObject({ accepted: true });
  expect(payFor({ matter: 'REBUILD_ALTER' }, 'LIFT')).toMatchObject(
    refused('WARRANT_DOES_NOT_FIT', 'GOV-VOTE-4'),
  );
  expect(payFor({}, 'ROOF_REPAIR', 'WALL_REPAIR')).toMatchObject({ accepted: true });
  // GOV-VOTE-5: one lift is its building's question, and the fund its charging scope's.
  const some = { scope: 'BUILDINGS', buildingIds: ['bld_2'] } as const;
  expect(payFor({ ...some, mixedWith: 'REBUILD_ALTER' }, 'LIFT')).toMatchObject({ accepted: true });
});

test('[GOV-VOTE-4, GOV-VOTE-5] chargers are common use where the convener says so, and then the whole zone is asked', () => {
  const payForChargers = (differing: Partial<QuestionPlan>) =>
    ask({
      matter: 'USE_MAINTENANCE_FUND',
      warrants: { kind: 'PAY', ceilingFen: 1, contentCodes: ['CHARGING'], buildingIds: [] },
      ...differing,
    });
  const some = { scope: 'BUILDINGS', buildingIds: ['bld_2'] } as const;
  // The code does not tell a repair from a new station on the common road.
  expect(payForChargers({})).toMatchObject({ accepted: true });
  expect(payForChargers({ mixedWith: 'COMMON_PART_USE' })).toMatchObject({ accepted: true });
  expect(payForChargers({ ...some, mixedWith: 'COMMON_PART_USE' })).toMatchObject(
    refused('SCOPE_TOO_NARROW', 'GOV-VOTE-5'),
  );
});

test('[GOV-VOTE-5, PART-4] the works are accepted by the whole zone, as whatever matter they are decided', () => {
  const warrants = { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash } as const;
  const some = { scope: 'BUILDINGS', buildingIds: ['bld_2'] } as const;
  const rebuild = { matter: 'REBUILD_ALTER', warrants } as const;
  expect(ask(rebuild)).toMatchObject({ accepted: true });
  expect(ask({ ...rebuild, ...some })).toMatchObject(refused('SCOPE_TOO_NARROW', 'GOV-VOTE-5'));
  expect(ask({ ...some, matter: 'REBUILD_ALTER' })).toMatchObject({ accepted: true });
});

test('a refusal names the question by its number on the paper', () => {
  expect(convene({ questions: [aQuestionPlan(), aQuestionPlan({ title: '' })] })).toMatchObject({
    refusal: { code: 'TITLE_INVALID', detail: { number: 2 } },
  });
});

const delivery = (differing: Partial<Delivery> = {}): Delivery => ({
  ownerId: 'own_A',
  way: 'HAND',
  deliveredOn: '2022-09-06',
  ...differing,
});
const record = (deliveries: readonly Delivery[], recorded: readonly RecordedDelivery[] = []) =>
  recordDeliveries({ noticedAt: '2022-09-05T02:00:00.000Z', withdrawnAt: null }, deliveries, {
    owners: new Set(['own_A', 'own_C']),
    recorded,
    now: '2022-09-08T02:00:00.000Z',
  });

test('[GOV-MEET-3] deliveries are dated from the notice to today', () => {
  for (const deliveredOn of ['2022-09-05', '2022-09-08'] as const)
    expect(record([delivery({ deliveredOn })])).toMatchObject({ accepted: true });
  for (const deliveredOn of ['2022-09-04', '2022-09-09'] as const)
    expect(record([delivery({ deliveredOn })])).toMatchObject(refused('DELIVERY_DATE_INVALID', 'GOV-MEET-3'));
});

test('[GOV-MEET-3, REG-7] deliveries go to owners of the electorate, 1 to 1000 at a time', () => {
  expect(record([delivery({ ownerId: 'own_X' })])).toMatchObject(refused('NOT_AN_ELECTOR', 'REG-7'));
  expect(record([])).toMatchObject({ refusal: { code: 'DELIVERIES_NOT_COUNTED' } });
  const many = (length: number) => record(Array.from({ length }, () => delivery()));
  expect(many(1000)).toMatchObject({ accepted: true });
  expect(many(1001)).toMatchObject({ refusal: { code: 'DELIVERIES_NOT_COUNTED' } });
});

test('[GOV-MEET-2, GOV-MEET-3] heads that no paper reached, or one fewer than 15 days before, are told with their number', () => {
  // Voting begins on 20 September in China.
  const meeting = { opensAt: '2022-09-19T16:00:00.000Z' } as const;
  const reached = [
    { firstOn: null, heads: 2 },
    { firstOn: '2022-09-05', heads: 1 },
    { firstOn: '2022-09-06', heads: 3 },
    { firstOn: '2022-09-21', heads: 1 },
  ] as const;
  expect(missedBy(meeting, reached, 15)).toEqual({ notDelivered: 2, deliveredLate: 4 });
  expect(missedBy(meeting, reached.slice(1, 2), 15)).toEqual({ notDelivered: 0, deliveredLate: 0 });
});

test('[GOV-MEET-3] what stands in the log is not added again', () => {
  const other = delivery({ ownerId: 'own_C', way: 'POSTED' });
  const first = { ...delivery(), entry: 1 };
  expect(record([delivery(), delivery(), other], [first])).toEqual(
    expect.objectContaining({ state: [{ ...other, entry: 2 }] }),
  );
});

test('[GOV-MEET-3] what is said of an owner takes the place of what was said, and may be said again', () => {
  const byHand = { ...delivery(), entry: 1 };
  const posted = { ...delivery({ way: 'POSTED' }), entry: 2 };
  const ofC = { ...delivery({ ownerId: 'own_C' }), entry: 3 };
  expect(record([posted], [byHand])).toMatchObject({ state: [{ way: 'POSTED', entry: 2 }] });
  expect(record([delivery()], [byHand, posted, ofC])).toMatchObject({ state: [{ way: 'HAND', entry: 4 }] });
  expect(record([posted], [posted, byHand])).toMatchObject({ state: [] });
  // Both ways, in any order.
  const both = [delivery({ way: 'POST' }), delivery()];
  expect(record(both, [byHand])).toMatchObject({ state: [{ entry: 2 }, { entry: 2 }] });
  expect(record(both, [byHand, { ...both[0]!, entry: 1 }])).toMatchObject({ state: [] });
});

describe('what these owners are asked already is not put to them again before it is counted; no law says so', () => {
  const anAsked = (differing: Partial<AskedQuestion>): AskedQuestion => ({
    meetingId: 'mtg_first',
    ...aQuestionPlan(),
    warrants: { kind: 'NOTHING' },
    ...differing,
  });
  const again = (question: Partial<QuestionPlan>, asked: Partial<AskedQuestion>) =>
    convene(
      { questions: [aQuestionPlan(), aQuestionPlan(question)] },
      { asked: [anAsked(asked)], companies: companiesOf('pmc_1', 'pmc_2') },
    );
  const alreadyAsked = {
    refusal: { code: 'ALREADY_ASKED', rule: null, detail: { number: 2, meetingId: 'mtg_first' } },
  };
  const hire = (companyId: 'pmc_1' | 'pmc_2') =>
    ({ title: '选聘', matter: 'HIRE_MANAGER', warrants: { kind: 'HIRE', companyId } }) as const;
  const accept = (hash: string) =>
    ({
      title: '清单',
      warrants: { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash: hash },
    }) as const;
  const repair = (buildingIds: `bld_${number}`[], codes: ContentCode[], ceilingFen = 100) =>
    ({
      title: '维修',
      matter: 'USE_MAINTENANCE_FUND',
      scope: 'BUILDINGS',
      buildingIds,
      warrants: { kind: 'PAY', contentCodes: codes, ceilingFen, buildingIds },
    }) as const;

  test.each([
    ['the same title', { title: '停车' }, { title: '停车' }],
    ['the same company, whatever the title', hire('pmc_1'), { ...hire('pmc_1'), title: '换聘' }],
    ['the same content list', accept(contentsHash), accept(contentsHash)],
    [
      'the same works on a building of both, for another sum',
      repair(['bld_1', 'bld_2'], ['ROOF_REPAIR', 'WALL_REPAIR']),
      repair(['bld_2'], ['WALL_REPAIR', 'ROOF_REPAIR'], 200),
    ],
    [
      'the zone is asked what a building is',
      { ...repair([], ['ROOF_REPAIR']), scope: 'ZONE' as const },
      repair(['bld_2'], ['ROOF_REPAIR']),
    ],
  ])('%s is refused with the id of the first meeting', (_, question, asked) => {
    expect(again(question, asked)).toMatchObject(alreadyAsked);
  });

  test('the same works under another title are other works', () => {
    const east = { ...repair(['bld_2'], ['ROOF_REPAIR']), title: '东侧屋面维修' };
    expect(again(east, { ...east, title: '西侧屋面维修' })).not.toMatchObject({ refusal: expect.anything() });
    expect(again(east, east)).toMatchObject(alreadyAsked);
  });

  const inOneNotice = (...questions: Partial<QuestionPlan>[]) =>
    convene({ questions: questions.map(aQuestionPlan) }, { companies: companiesOf('pmc_1', 'pmc_2') });
  const twice = (number: number, first: number) => ({
    refusal: { code: 'ASKED_TWICE', rule: null, detail: { number, first } },
  });

  test('nor twice in one notice, where each would warrant its own ceiling or contract', () => {
    const roof = repair(['bld_2'], ['ROOF_REPAIR']);
    expect(inOneNotice(roof, roof)).toMatchObject(twice(2, 1));
    expect(inOneNotice({}, roof, repair(['bld_1', 'bld_2'], ['ROOF_REPAIR'], 200))).toMatchObject(
      twice(3, 2),
    );
    expect(inOneNotice(hire('pmc_1'), {}, { ...hire('pmc_1'), title: '换聘' })).toMatchObject(twice(3, 1));
    expect(inOneNotice({}, {})).toMatchObject(twice(2, 1));
    expect(
      inOneNotice(
        roof,
        repair(['bld_1'], ['ROOF_REPAIR']),
        repair(['bld_2'], ['WALL_REPAIR']),
        hire('pmc_1'),
        hire('pmc_2'),
        {},
        { title: '停车' },
      ),
    ).toMatchObject({ accepted: true });
  });

  test.each([
    ['another title', { title: '停车' }, { title: '绿化' }],
    ['another matter', { title: '停车', matter: 'COMMON_PART_USE' as const }, { title: '停车' }],
    ['a matter mixed with it', { title: '停车', mixedWith: 'COMMON_PART_USE' as const }, { title: '停车' }],
    ['another company', hire('pmc_2'), hire('pmc_1')],
    ['another content list', accept(contentsHash), accept('c1'.repeat(32))],
    ['another building', repair(['bld_1'], ['ROOF_REPAIR']), repair(['bld_2'], ['ROOF_REPAIR'])],
    ['other works', repair(['bld_1'], ['ROOF_REPAIR']), repair(['bld_1'], ['ROOF_REPAIR', 'STAIR_REPAIR'])],
  ])('%s is taken', (_, question, asked) => {
    expect(again(question, asked)).toMatchObject({ accepted: true });
  });
});

describe('a meeting is withdrawn before its voting begins', () => {
  const result = convene();
  if (!result.accepted) throw new Error(result.refusal.code);
  const convened = result.state;
  const withdraw = (
    differing: Partial<AssemblyMeeting> = {},
    by: Partial<Parameters<typeof withdrawMeeting>[1]> = {},
  ) =>
    withdrawMeeting(
      { ...convened, ...differing },
      { committee, inOffice: true, reason: '重复发出', now: '2022-09-10T02:00:00.000Z', ...by },
    );

  test('[GOV-MEET-3] until the last moment before the first ballot, and not from then on', () => {
    const now = '2022-09-19T15:59:59.999Z';
    expect(withdraw({}, { now })).toMatchObject({
      state: { ...convened, withdrawnAt: now, withdrawalReason: '重复发出' },
      events: [
        {
          type: 'governance.meeting-withdrawn.v1',
          data: {
            meetingId: 'mtg_1',
            communityId: 'com_1',
            divisionCode: '140502',
            committeeId: 'oc_1',
            withdrawnAt: now,
          },
        },
      ],
    });
    const begun = refused('VOTING_HAS_BEGUN', 'GOV-MEET-3');
    expect(withdraw({}, { now: convened.opensAt })).toMatchObject(begun);
    expect(withdraw({}, { now: convened.closesAt })).toMatchObject(begun);
  });

  test('[GOV-COM-5] by the committee in office of its community, the convener or its successor', () => {
    expect(withdraw({ committeeId: 'oc_before' })).toMatchObject({
      events: [{ data: { committeeId: 'oc_1' } }],
    });
    expect(withdraw({}, { committee: null })).toMatchObject(refused('COMMITTEE_NOT_KNOWN', 'GOV-COM-5'));
    expect(withdraw({ communityId: 'com_2' })).toMatchObject(refused('NOT_THE_COMMITTEE', 'GOV-COM-5'));
    expect(withdraw({}, { inOffice: false })).toMatchObject(refused('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5'));
  });

  test('once, and with a reason', () => {
    expect(withdraw({ withdrawnAt: '2022-09-09T02:00:00.000Z' })).toMatchObject(
      refused('MEETING_WITHDRAWN', null),
    );
    expect(withdraw({}, { reason: '' })).toMatchObject(refused('REASON_INVALID', null));
    expect(withdraw({}, { reason: '𠮷'.repeat(500) })).toMatchObject({ accepted: true });
    expect(withdraw({}, { reason: '误'.repeat(501) })).toMatchObject(refused('REASON_INVALID', null));
  });

  test('what is invented is told as invented', () => {
    expect(withdraw({ synthetic: true })).toMatchObject({ events: [{ data: { synthetic: true } }] });
  });

  test('[GOV-MEET-3] it stands as its hours say, unless it was withdrawn', () => {
    const { opensAt, closesAt } = convened;
    const at = (now: Instant, withdrawnAt: Instant | null = null) =>
      stateOf({ ...convened, withdrawnAt }, now);
    expect(at('2022-09-19T15:59:59.999Z')).toBe('NOTICED');
    expect(at(opensAt)).toBe('OPEN');
    expect(at('2022-09-23T15:59:59.999Z')).toBe('OPEN');
    expect(at(closesAt)).toBe('VOTING_OVER');
    expect(at(closesAt, '2022-09-10T02:00:00.000Z')).toBe('WITHDRAWN');
  });

  test('[GOV-MEET-3] nothing is delivered in a meeting that was withdrawn', () => {
    const delivery: Delivery = { ownerId: 'own_A', way: 'HAND', deliveredOn: '2022-09-05' };
    const known = { owners: new Set(['own_A']), recorded: [], now: '2022-09-10T02:00:00.000Z' } as const;
    expect(recordDeliveries(convened, [delivery], known)).toMatchObject({ accepted: true });
    expect(
      recordDeliveries({ ...convened, withdrawnAt: '2022-09-09T02:00:00.000Z' }, [delivery], known),
    ).toMatchObject(refused('MEETING_WITHDRAWN', null));
  });
});
