import { type ContentCode, contentCodes, contents } from '@anju/rulebook/content';
import type { QuestionPlan } from './assembly-meeting';
import { aQuestionPlan, ask, contentsHash, convene, refused } from './meeting-plan.builder';

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

test('[GOV-VOTE-4] a second matter is another one', () => {
  const asked = (matter: QuestionPlan['matter'], mixedWith: QuestionPlan['mixedWith']) =>
    ask({ matter, mixedWith, warrants: { kind: 'NOTHING' } });
  expect(asked('ADOPT_COVENANT', 'ADOPT_COVENANT')).toMatchObject(refused('MIXED_WITH_ITSELF', 'GOV-VOTE-4'));
  expect(asked('ADOPT_COVENANT', 'COMMON_PART_USE')).toMatchObject({ accepted: true });
  expect(asked('ADOPT_COVENANT', null)).toMatchObject({ accepted: true });
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
