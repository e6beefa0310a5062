import { majorityFor, judge } from '@anju/rulebook/verdict';
import { profileAt } from '@anju/rulebook/rule-profile';
import { decisionAdopted, payWarrant } from '../../neighbours.builder';
import { commit, type Warrant, warrantFrom, whyMatterTooSmall, whyNotCovered } from './warrant';

const now = '2022-07-16T02:00:00.000Z';
const aWarrant = (differing: Parameters<typeof payWarrant>[0] = {}): Warrant =>
  warrantFrom(decisionAdopted({ warrants: payWarrant(differing) }).data, 'war_1', now)!;
const roof = { communityId: 'com_1', contentCode: 'ROOF_REPAIR', buildingIds: ['bld_2'] } as const;

test('[MF-2] a decision to use the fund warrants its works, where its owners live, up to its ceiling', () => {
  expect(aWarrant()).toMatchObject({
    decisionId: 'dec_1',
    contentCodes: ['ROOF_REPAIR'],
    buildingIds: ['bld_2'],
    ceilingFen: 10_000_000,
    committedFen: 0,
  });
});

test.each([
  { kind: 'NOTHING' },
  { kind: 'HIRE', companyId: 'pmc_1' },
  { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash: 'a'.repeat(64) },
] as const)('[MF-2] a decision that warrants $kind lets nothing be paid', (warrants) => {
  expect(warrantFrom(decisionAdopted({ warrants }).data, 'war_1', now)).toBeNull();
});

test('[MF-2] who pays is who decided: another community or other buildings are not covered', () => {
  expect(whyNotCovered(aWarrant(), roof)).toBeNull();
  expect(whyNotCovered(aWarrant(), { ...roof, communityId: 'com_2' })).toMatchObject({
    code: 'DECISION_OF_ANOTHER_COMMUNITY',
  });
  for (const buildingIds of [[], ['bld_1'], ['bld_1', 'bld_2']] as const)
    expect(whyNotCovered(aWarrant(), { ...roof, buildingIds })).toMatchObject({
      code: 'CHARGING_SCOPE_DIFFERS',
      rule: 'MF-2',
    });
  const both = aWarrant({ buildingIds: ['bld_1', 'bld_2'] });
  expect(whyNotCovered(both, { ...roof, buildingIds: ['bld_2', 'bld_1'] })).toBeNull();
});

test('[FUND-8] works that were not in the question are not covered', () => {
  expect(whyNotCovered(aWarrant(), { ...roof, contentCode: 'WALL_REPAIR' })).toMatchObject({
    code: 'CONTENT_NOT_IN_QUESTION',
    rule: 'FUND-8',
  });
});

test('[PART-5, GOV-VOTE-4] a lift is paid by the majority of rebuilding, alone or mixed; a roof by that of the fund', () => {
  const asked = { id: 'dec_1', matter: 'USE_MAINTENANCE_FUND', mixedWith: null } as const;
  const lift = { contentCode: 'LIFT' } as const;

  expect(whyMatterTooSmall(asked, lift)).toEqual({
    code: 'MATTER_TOO_SMALL',
    rule: 'PART-5',
    retryable: false,
    detail: { contentCode: 'LIFT', decisionId: 'dec_1', matter: 'USE_MAINTENANCE_FUND' },
  });
  // By the stricter majority as well, and not of this.
  expect(whyMatterTooSmall({ ...asked, mixedWith: 'RAISE_MAINTENANCE_FUND' }, lift)).not.toBeNull();
  expect(whyMatterTooSmall({ ...asked, mixedWith: 'REBUILD_ALTER' }, lift)).toBeNull();
  expect(whyMatterTooSmall({ ...asked, matter: 'REBUILD_ALTER' }, lift)).toBeNull();
  expect(whyMatterTooSmall(asked, roof)).toBeNull();
});

test('[FUND-8] two jobs of 300,000 yuan do not both go under a ceiling of 500,000', () => {
  const warrant = aWarrant({ ceilingFen: 50_000_000 });
  const first = commit(warrant, 30_000_000);
  expect(first).toMatchObject({ accepted: true, state: { committedFen: 30_000_000 } });
  expect(first.accepted && commit(first.state, 30_000_000)).toEqual({
    accepted: false,
    refusal: {
      code: 'BEYOND_CEILING',
      rule: 'FUND-8',
      retryable: false,
      detail: {
        amountFen: 30_000_000,
        ceilingFen: 50_000_000,
        committedFen: 30_000_000,
        leftFen: 20_000_000,
        overFen: 10_000_000,
      },
    },
  });
});

test('[FUND-8] exactly the ceiling may be asked for, and not a fen more', () => {
  expect(commit(aWarrant(), 10_000_000)).toMatchObject({ accepted: true });
  expect(commit(aWarrant(), 10_000_001)).toMatchObject({ refusal: { detail: { overFen: 1 } } });
});

test('[MF-2] example: of 24 equal homes the old law asks for 16 yes, the new for 16 that take part and 9 yes', () => {
  const homes = (heads: number) => ({ heads, areaDm2: heads * 6500 });
  const outcome = (day: `${number}-${number}-${number}`, tookPart: number, yes: number) => {
    const { voting } = profileAt('140502', day);
    const turnout = { entitled: homes(24), tookPart: homes(tookPart), yes: homes(yes) };
    return judge(majorityFor(['USE_MAINTENANCE_FUND'], voting), turnout, voting).outcome;
  };

  expect(outcome('2020-12-31', 24, 16)).toBe('ADOPTED');
  expect(outcome('2020-12-31', 24, 15)).toBe('TOO_FEW_IN_FAVOUR');
  expect(outcome('2021-01-01', 16, 9)).toBe('ADOPTED');
  expect(outcome('2021-01-01', 16, 8)).toBe('TOO_FEW_IN_FAVOUR');
  expect(outcome('2021-01-01', 15, 15)).toBe('TOO_FEW_TOOK_PART');
});
