import { aContract, aDraft, aSigning } from './contract.builder';
import { type ContractDraft, type Signing, signContract } from './sign-contract';

/** What comes of it: the refusal's code and rule, or ACCEPTED. */
function sign(draft: Partial<ContractDraft> = {}, signing: Partial<Signing> = {}) {
  const result = signContract(aDraft(draft), aSigning(signing));
  return result.accepted ? 'ACCEPTED' : `${result.refusal.code} ${result.refusal.rule}`;
}

const { committee, decision } = aSigning();

test('[PM-13] a complete contract with the company that was hired is entered and told', () => {
  expect(signContract(aDraft(), aSigning())).toMatchObject({
    state: { id: 'pct_1', version: 1, committeeId: 'oc_1', feeFenPerM2Month: 120, until: '2025-07-31' },
    events: [
      {
        type: 'property-management.contract-signed.v1',
        data: {
          contractId: 'pct_1',
          communityId: 'com_1',
          companyId: 'pmc_1',
          decisionId: 'dec_1',
          from: '2022-08-01',
          until: '2025-07-31',
        },
      },
    ],
  });
});

test('a contract with, for or by what is invented is invented, and is told as such', () => {
  const { community, company } = aSigning();
  const told = (signing: Partial<Signing>, synthetic = false) => {
    const result = signContract(aDraft({ synthetic }), aSigning(signing));
    return result.accepted && [result.state.synthetic, 'synthetic' in result.events[0]!.data];
  };
  expect(told({})).toEqual([false, false]);
  expect(told({}, true)).toEqual([true, true]);
  expect(told({ community: { ...community, synthetic: true } })).toEqual([true, true]);
  expect(told({ decision: { ...decision!, synthetic: true } })).toEqual([true, true]);
  expect(told({ company: { ...company!, synthetic: true } })).toEqual([true, true]);
});

describe('the committee in office signs', () => {
  test.each([
    ['the first day of its term', { termFrom: '2022-07-28' }, 'ACCEPTED'],
    ['a term that began the day after', { termFrom: '2022-07-29' }, 'COMMITTEE_NOT_IN_OFFICE GOV-COM-5'],
    ['the last day of its term', { termUntil: '2022-08-01' }, 'ACCEPTED'],
    ['a term that ended the day before', { termUntil: '2022-07-31' }, 'COMMITTEE_NOT_IN_OFFICE GOV-COM-5'],
  ] as const)('[GOV-COM-5] signed on 28 July and entered on 1 August, %s', (_, term, outcome) => {
    expect(sign({}, { committee: { ...committee!, ...term } })).toBe(outcome);
  });

  test('[GOV-COM-5] and no other', () => {
    expect(sign({}, { committee: { ...committee!, communityId: 'com_2' } })).toBe(
      'NOT_THE_COMMITTEE GOV-COM-5',
    );
    expect(sign({}, { committee: null })).toBe('COMMITTEE_NOT_KNOWN GOV-COM-5');
  });
});

describe('nothing is signed and nothing runs before the decision is effective', () => {
  test('[GOV-VOTE-12] it is effective from its very moment on', () => {
    const signedOn = '2022-07-26';
    expect(sign({ signedOn }, { now: '2022-07-25T16:00:00.000Z' })).toBe('ACCEPTED');
    expect(sign({ signedOn: '2022-07-25' }, { now: '2022-07-25T15:59:59.999Z' })).toBe(
      'DECISION_NOT_EFFECTIVE GOV-VOTE-12',
    );
    expect(sign({}, { decision: { ...decision!, effectiveAt: null } })).toBe(
      'DECISION_NOT_EFFECTIVE GOV-VOTE-12',
    );
  });

  test('[GOV-VOTE-10] nothing is signed on one that is annulled, effective before or not', () => {
    for (const effectiveAt of [decision!.effectiveAt, null])
      expect(sign({}, { decision: { ...decision!, effectiveAt, annulledOn: '2022-08-01' } })).toBe(
        'DECISION_ANNULLED GOV-VOTE-10',
      );
  });

  test('[GOV-VOTE-12] the paper is of that day at the earliest', () => {
    expect(sign({ signedOn: '2022-07-26' })).toBe('ACCEPTED');
    expect(sign({ signedOn: '2022-07-25' })).toBe('SIGNED_BEFORE_EFFECT GOV-VOTE-12');
  });

  test('[GOV-VOTE-12] the term begins on that day at the earliest, though it may begin before the signing', () => {
    expect(sign({ from: '2022-07-26' })).toBe('ACCEPTED');
    expect(sign({ from: '2022-07-25' })).toBe('RUNS_BEFORE_EFFECT GOV-VOTE-12');
  });
});

describe('what a contract says', () => {
  test('[PM-13] a term of one day is a term, one that ends before it begins is not', () => {
    expect(sign({ from: '2022-08-01', until: '2022-08-01' })).toBe('ACCEPTED');
    expect(sign({ from: '2022-08-01', until: '2022-07-31' })).toBe('TERM_ENDS_BEFORE_IT_BEGINS PM-13');
  });

  test('[PM-13] the least fee is one fen, and one beyond 1,000 yuan is mistyped', () => {
    expect(sign({ feeFenPerM2Month: 1 })).toBe('ACCEPTED');
    expect(sign({ feeFenPerM2Month: 100_000 })).toBe('ACCEPTED');
    expect(sign({ feeFenPerM2Month: 100_001 })).toBe('FEE_TOO_HIGH null');
    expect(sign({ feeFenPerM2Month: 0 })).toBe('FEE_NOT_POSITIVE PM-13');
    expect(sign({ feeFenPerM2Month: -120 })).toBe('FEE_NOT_POSITIVE PM-13');
  });

  test('[PM-13] neither passes the whole service on nor cuts water, power, heat or gas', () => {
    expect(sign({ subletsWhole: true })).toBe('SUBLETS_WHOLE PM-13');
    expect(sign({ cutsUtilities: true })).toBe('CUTS_UTILITIES PM-13');
  });

  test('a hundred services are kept, not one more', () => {
    const services = Array.from({ length: 101 }, () => ({ name: '保洁', standard: '每日' }));
    expect(sign({ services: services.slice(1) })).toBe('ACCEPTED');
    expect(sign({ services })).toBe('TOO_MANY_SERVICES null');
  });

  test('a text holds nothing that nobody sees', () => {
    expect(sign({ rights: '一、按时交费\n二、按标准服务' })).toBe('ACCEPTED');
    for (const hiding of [
      { rights: '按时\u200b交费' },
      { services: [{ name: '保洁\n', standard: '每日\u202e' }] },
      { services: [{ name: '保\n洁', standard: '每日' }] },
      { paperNumber: '凤源\u200b-1' },
    ])
      expect(sign(hiding)).toBe('TEXT_HIDES_CHARACTERS null');
  });

  test('the day on the paper may be today, and no later', () => {
    expect(sign({ signedOn: '2022-08-01' })).toBe('ACCEPTED');
    expect(sign({ signedOn: '2022-08-02' })).toBe('SIGNED_IN_THE_FUTURE null');
    expect(sign({ signedOn: '2022-08-02' }, { now: '2022-08-01T16:00:00.000Z' })).toBe('ACCEPTED');
  });

  test('the paper has a number and a hash', () => {
    expect(sign({ paperNumber: '号'.repeat(100) })).toBe('ACCEPTED');
    expect(sign({ paperNumber: '号'.repeat(101) })).toBe('TEXT_TOO_LONG null');
    expect(sign({ paperNumber: '' })).toBe('PAPER_NUMBER_MISSING null');
    expect(sign({ paperHash: 'f'.repeat(63) })).toBe('PAPER_HASH_INVALID null');
    expect(sign({ paperHash: 'g'.repeat(64) })).toBe('PAPER_HASH_INVALID null');
  });
});

test('[PM-13] one paper is one contract, until its entry is voided', () => {
  const ended = { from: '2019-08-01', until: '2022-07-31' } as const;
  const on = (differing: object) => sign({}, { contracts: [aContract({ ...ended, ...differing })] });
  expect(on({})).toBe('ACCEPTED');
  expect(on({ paperNumber: '凤源—２０２２－01 ' })).toBe('PAPER_OF_ANOTHER_CONTRACT PM-13');
  expect(on({ paperHash: '0f'.repeat(32) })).toBe('PAPER_OF_ANOTHER_CONTRACT PM-13');
  expect(on({ paperHash: '0f'.repeat(32), voidedAt: '2022-07-30T02:00:00.000Z' })).toBe('ACCEPTED');
  expect(on({ paperHash: '0f'.repeat(32), decisionId: 'dec_1' })).toBe('DECISION_USED GOV-COM-5');
});

describe('a zone has one manager', () => {
  const manager = (from: string, until: string) => [aContract({ from, until } as never)];

  test.each([
    ['ends the day before', '2019-08-01', '2022-07-31', 'ACCEPTED'],
    ['ends on its first day', '2019-08-01', '2022-08-01', 'ZONE_HAS_MANAGER PM-13'],
    ['lies within it', '2023-01-01', '2023-12-31', 'ZONE_HAS_MANAGER PM-13'],
    ['covers it', '2020-01-01', '2029-12-31', 'ZONE_HAS_MANAGER PM-13'],
    ['begins on its last day', '2025-07-31', '2028-07-30', 'ZONE_HAS_MANAGER PM-13'],
    ['begins the day after', '2025-08-01', '2028-07-31', 'ACCEPTED'],
  ])('[PM-13] a contract that %s', (_, from, until, outcome) => {
    expect(sign({}, { contracts: manager(from, until) })).toBe(outcome);
  });

  const voided = (boundFrom: string | null, boundUntil: string | null, differing = {}) =>
    aContract({
      from: '2019-08-01',
      until: '2019-08-31',
      voidedAt: '2022-07-30T02:00:00.000Z',
      boundFrom,
      boundUntil,
      ...differing,
    } as never);
  const keeps = 'DAYS_OF_VOIDED_ENTRY PM-13';

  test.each([
    ['ends the day before', '2019-08-01', '2022-07-31', 'ACCEPTED'],
    ['ends on its first day', '2019-08-01', '2022-08-01', keeps],
    ['lies within it', '2023-01-01', '2023-12-31', keeps],
    ['begins on its last day', '2025-07-31', '2028-07-30', keeps],
    ['begins the day after', '2025-08-01', '2028-07-31', 'ACCEPTED'],
  ])(
    '[PM-13, HAND-1] also beside a signed contract whose entry was voided and that %s',
    (_, from, until, outcome) => {
      expect(sign({}, { contracts: [voided(from, until)] })).toBe(outcome);
    },
  );

  test('[PM-13] where nothing was signed no day is kept, and what its own decision signs again is free of them', () => {
    expect(sign({}, { contracts: [voided(null, null)] })).toBe('ACCEPTED');
    const own = voided('2022-08-01', '2025-07-31', { decisionId: 'dec_1' });
    expect(sign({}, { contracts: [own] })).toBe('ACCEPTED');
  });

  test('[PM-13, HAND-1] signed again with fewer days it keeps all that were read on the paper, until the next voiding puts them right', () => {
    const first = voided('2022-08-01', '2025-07-31');
    const shorter = aContract({ id: 'pct_2', entry: 2, from: '2019-08-01', until: '2022-07-31' });
    expect(sign({}, { contracts: [first, shorter] })).toBe(keeps);
    const next = (from: string | null, until: string | null, differing = {}) =>
      voided(from, until, { id: 'pct_2', entry: 2, ...differing });
    expect(sign({}, { contracts: [first, next('2019-08-01', '2022-07-31')] })).toBe('ACCEPTED');
    expect(sign({}, { contracts: [first, next(null, null)] })).toBe('ACCEPTED');
    expect(sign({}, { contracts: [next(null, null), first] })).toBe('ACCEPTED');
    expect(sign({}, { contracts: [first, next(null, null, { decisionId: 'dec_2' })] })).toBe(keeps);
  });

  test('[GOV-COM-5] and a decision hires once, for whatever term', () => {
    const contracts = [aContract({ decisionId: 'dec_1', from: '2019-08-01', until: '2022-07-31' })];
    expect(sign({}, { contracts })).toBe('DECISION_USED GOV-COM-5');
  });
});
