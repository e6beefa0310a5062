import type { CalendarDate, Instant } from '@anju/values/time';
import { namesInvented, type QuestionPlan } from './assembly-meeting';
import { aQuestionPlan, committee, community, contentsHash, convene, refused } from './meeting-plan.builder';

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
