import type { ContentCode } from '@anju/rulebook/content';
import type { AskedQuestion, QuestionPlan } from './assembly-meeting';
import { aQuestionPlan, companiesOf, contentsHash, convene } from './meeting-plan.builder';

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
