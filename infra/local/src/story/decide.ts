import { act, refusedBy } from '../act';
import { until } from '../client';
import { type Cast, inventedSha256, newKey } from './cast';
import type { Plan } from './plan';
import type { Place } from './register';
import { deliver, heldBack, paperOf, type QuestionIds, vote } from './vote';

/** What the owners decided. */
export interface Decided {
  readonly meetingId: string;
  readonly questionIds: QuestionIds;
  readonly decisionIds: QuestionIds;
  /** What the questions said of themselves while ballots were still taken. */
  readonly whileOpen: readonly unknown[];
}

/** The owners are asked in writing, and what comes of it takes effect once nobody objects. */
export async function decide(cast: Cast, place: Place, plan: Plan): Promise<Decided> {
  const { actors, street, moveClock } = cast;
  const { committee, homes } = place;
  await moveClock('2022-06-20T01:00:00.000Z');
  const { meetingId, questionIds } = await convene(place, plan);
  await deliver(place, meetingId);

  await moveClock('2022-07-05T01:00:00.000Z');
  await vote(cast, place, meetingId, questionIds);
  const { assemblyMeeting } = await actors.anybody.ask(
    `query($id: ID!) { assemblyMeeting(id: $id) { questions { status
       turnout { entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } }
       missing { heads areaDm2 state } } } }`,
    { id: meetingId },
  );
  await refusedBy(
    street,
    'closeVoting',
    { input: { questionId: questionIds.roof, ...newKey() } },
    { code: 'VOTING_NOT_OVER', rule: 'GOV-MEET-3' },
  );

  await moveClock('2022-07-15T16:00:00.000Z');
  const late = paperOf(homes[110]!, questionIds, ['YES']);
  await refusedBy(
    committee,
    'enterPaperBallot',
    { input: { ...newKey(), meetingId, formNumber: 'FY-133', ...late } },
    { code: 'VOTING_OVER', rule: 'GOV-MEET-3' },
  );
  await refusedBy(
    street,
    'closeVoting',
    { input: { questionId: questionIds.roof, ...newKey() } },
    { code: 'FORMS_WAITING', rule: 'GOV-VOTE-13' },
  );
  const papers = paperOf(homes[0]!, questionIds, ['YES']);
  await act(committee, 'enterPaperBallot', {
    input: { ...newKey(), meetingId, formNumber: heldBack, ...papers },
  });
  const count = async (questionId: string): Promise<string> =>
    (await act(street, 'closeVoting', { input: { questionId, ...newKey() } }, 'decision { id outcome }'))
      .decision.id;
  const decisionIds = {
    contents: await count(questionIds.contents),
    roof: await count(questionIds.roof),
    manager: await count(questionIds.manager),
  };
  await act(committee, 'linkDecision', {
    input: { ...newKey(), jobId: plan.jobId, decisionId: decisionIds.roof },
  });
  await refusedBy(
    committee,
    'linkDecision',
    { input: { ...newKey(), jobId: plan.wallJobId, decisionId: decisionIds.roof } },
    { code: 'CONTENT_NOT_IN_QUESTION', rule: 'FUND-8' },
  );

  await moveClock('2022-07-18T01:00:00.000Z');
  for (const decisionId of Object.values(decisionIds))
    await act(street, 'postDecision', { input: { decisionId, place: '小区南门公告栏', ...newKey() } });
  await tryToPayTooEarly(place, plan, decisionIds.roof);
  await refusedBy(
    committee,
    'signContract',
    { input: { ...contractWith(place, place.companyId, decisionIds.manager), signedOn: '2022-07-18' } },
    { code: 'DECISION_NOT_EFFECTIVE', rule: 'GOV-VOTE-12' },
  );

  await moveClock('2022-07-26T01:00:00.000Z');
  for (const id of Object.values(decisionIds))
    await until('the decision to be effective', async () => {
      const { ownersDecision } = await street.ask('query($id: ID!) { ownersDecision(id: $id) { state } }', {
        id,
      });
      return ownersDecision.state === 'EFFECTIVE';
    });
  return { meetingId, questionIds, decisionIds, whileOpen: assemblyMeeting.questions };
}

async function convene({ committee, communityId, roofOf, companyId }: Place, plan: Plan) {
  const { projectId, contentsHash } = plan;
  const input = {
    communityId,
    form: 'WRITTEN_CONSULTATION',
    opensAt: '2022-07-05T00:00:00+08:00',
    closesAt: '2022-07-16T00:00:00+08:00',
    questions: [
      {
        title: '是否同意改造内容清单',
        matter: 'OTHER_MAJOR',
        scope: 'ZONE',
        acceptContents: { projectId, contentsHash },
      },
      {
        title: '是否同意使用维修资金维修2号楼屋面',
        matter: 'USE_MAINTENANCE_FUND',
        scope: 'BUILDINGS',
        buildingIds: [roofOf],
        pay: { contentCodes: ['ROOF_REPAIR'], ceilingFen: 6_000_000 },
      },
      { title: '是否同意选聘安和物业', matter: 'HIRE_MANAGER', scope: 'ZONE', hire: { companyId } },
    ],
    synthetic: true,
  };
  await refusedBy(
    committee,
    'conveneMeeting',
    { input: { ...input, opensAt: '2022-07-04T00:00:00+08:00', ...newKey() } },
    { code: 'NOTICE_TOO_SHORT', rule: 'GOV-MEET-2' },
  );
  const meeting = await act(
    committee,
    'conveneMeeting',
    { input: { ...input, ...newKey() } },
    'id questions { id }',
  );
  const [contents, roof, manager] = meeting.questions.map(({ id }: { id: string }) => id) as [
    string,
    string,
    string,
  ];
  return { meetingId: meeting.id as string, questionIds: { contents, roof, manager } };
}

/** The small repair is done already; its money waits like any other until nobody may object any more. */
async function tryToPayTooEarly({ committee }: Place, { secondRoofJobId: jobId }: Plan, decisionId: string) {
  await act(committee, 'linkDecision', { input: { ...newKey(), jobId, decisionId } });
  await act(committee, 'recordMeasurement', {
    input: {
      ...newKey(),
      jobId,
      measuredFen: 200_000,
      paperNumber: 'FY-JL-2022-07',
      paperSha256: inventedSha256('d'),
      signedOn: '2022-07-18',
      supervisor: '晋城工程监理有限公司（虚构）',
    },
  });
  await refusedBy(
    committee,
    'applyForFundPayment',
    { input: { jobId, ...newKey() } },
    { code: 'DECISION_NOT_EFFECTIVE', rule: 'GOV-VOTE-12' },
  );
}

/** The paper that a committee would sign with a company. */
export const contractWith = (
  { communityId }: Pick<Place, 'communityId'>,
  companyId: string,
  decisionId: string,
) => ({
  ...newKey(),
  communityId,
  companyId,
  decisionId,
  signedOn: '2022-07-26',
  from: '2022-08-01',
  until: '2025-07-31',
  services: [
    { name: '楼道保洁', standard: '每日一次' },
    { name: '公共设施巡检', standard: '每周一次' },
  ],
  feeFenPerM2Month: 60,
  rights: '双方权利义务按合同约定',
  fundUse: '按业主共同决定使用维修资金',
  pmRooms: '1号楼1层',
  liability: '违约方承担赔偿责任',
  handOver: '合同终止后十日内移交资料与用房',
  paperNumber: 'FY-PM-2022-01',
  paperHash: inventedSha256('c'),
  synthetic: true,
});
