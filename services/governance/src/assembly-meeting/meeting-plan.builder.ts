import { profileAt } from '@anju/rulebook/rule-profile';
import { type Convening, conveneMeeting, type MeetingPlan, type QuestionPlan } from './assembly-meeting';

/** The hash of the content list of prj_1. */
export const contentsHash = 'c0'.repeat(32);

export const aQuestionPlan = (differing: Partial<QuestionPlan> = {}): QuestionPlan => ({
  title: '其他重大事项',
  matter: 'OTHER_MAJOR',
  mixedWith: null,
  scope: 'ZONE',
  buildingIds: [],
  warrants: { kind: 'NOTHING' },
  ...differing,
});

/** A written consultation from 20 to 23 September 2022. */
export const aPlan = (differing: Partial<MeetingPlan> = {}): MeetingPlan => ({
  communityId: 'com_1',
  form: 'WRITTEN_CONSULTATION',
  opensAt: '2022-09-19T16:00:00.000Z',
  closesAt: '2022-09-23T16:00:00.000Z',
  synthetic: false,
  questions: [aQuestionPlan()],
  ...differing,
});

export const committee = {
  id: 'oc_1',
  communityId: 'com_1',
  termUntil: '2024-08-01',
  synthetic: false,
} as const;

export const community = { id: 'com_1', divisionCode: '140502', synthetic: false } as const;

export const companiesOf = (...ids: string[]) => new Map(ids.map((id) => [id, { synthetic: false }]));

/** Notice on 5 September 2022. */
export const convening = (differing: Partial<Convening> = {}): Convening => ({
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
  rulesOfProcedure: null,
  profile: profileAt('140502', '2022-09-05'),
  now: '2022-09-05T02:00:00.000Z',
  ...differing,
});

export const convene = (plan: Partial<MeetingPlan> = {}, differing: Partial<Convening> = {}) =>
  conveneMeeting(aPlan(plan), convening(differing));

export const ask = (question: Partial<QuestionPlan>) => convene({ questions: [aQuestionPlan(question)] });

export const refused = (code: string, rule: string | null) => ({ refusal: { code, rule } });
