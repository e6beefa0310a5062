import { aContract, aMistake, aSigning } from './contract.builder';
import { contractState } from './pm-contract';
import { type Mistake, voidContract } from './void-contract';

const { now } = aSigning();

/** What comes of it: the refusal's code and rule, or ACCEPTED. */
function voidIt(mistake: Partial<Mistake> = {}, differing: Parameters<typeof aContract>[0] = {}) {
  const result = voidContract(aContract(differing), aMistake(mistake), {
    contracts: [aContract(differing)],
    now,
  });
  return result.accepted ? 'ACCEPTED' : `${result.refusal.code} ${result.refusal.rule}`;
}

test('[OVR-2] a contract that was entered wrongly is kept as voided, with the reason, and told without it', () => {
  const contract = aContract({ synthetic: false });
  const result = voidContract(contract, aMistake(), { contracts: [contract], now });
  expect(result).toMatchObject({
    state: {
      ...contract,
      voidedAt: now,
      voidedBecause: '期限抄错',
      voidingPaperNumber: '凤源业委会函〔2022〕1号',
      voidingPaperHash: 'ab'.repeat(32),
      boundFrom: '2022-08-01',
      boundUntil: '2025-07-31',
    },
    events: [
      {
        type: 'property-management.contract-voided.v1',
        data: {
          contractId: 'pct_0',
          communityId: 'com_1',
          companyId: 'pmc_1',
          decisionId: 'dec_0',
          committeeId: 'oc_1',
          voidedAt: now,
        },
      },
    ],
  });
  expect(JSON.stringify(result.accepted && result.events)).not.toMatch(/期限抄错|synthetic/);
  const invented = voidContract(aContract(), aMistake(), { contracts: [], now });
  expect(invented).toMatchObject({ events: [{ data: { synthetic: true } }] });
});

test.each([
  ['has not begun', { from: '2022-08-02' }],
  ['runs', {}],
  ['is over by its wrong last day', { until: '2022-07-31', from: '2022-07-30' }],
] as const)('[OVR-2] also where its term %s', (_, term) => {
  expect(voidIt({}, term)).toBe('ACCEPTED');
  expect(contractState(aContract({ ...term, voidedAt: now }), '2022-08-01')).toBe('VOIDED');
});

test('[OVR-2] once, and with a reason of 1 to 500 characters that are all seen', () => {
  expect(voidIt({}, { voidedAt: now })).toBe('ALREADY_VOIDED OVR-2');
  expect(voidIt({ reason: '' })).toBe('REASON_INVALID OVR-2');
  expect(voidIt({ reason: '错' })).toBe('ACCEPTED');
  expect(voidIt({ reason: '𠮷'.repeat(500) })).toBe('ACCEPTED');
  expect(voidIt({ reason: '错'.repeat(501) })).toBe('REASON_INVALID OVR-2');
  expect(voidIt({ reason: '抄\n错' })).toBe('REASON_INVALID OVR-2');
});

test('[OVR-2] on a paper that has a number and a hash', () => {
  expect(voidIt({ paperNumber: '' })).toBe('PAPER_NUMBER_MISSING null');
  expect(voidIt({ paperNumber: '号'.repeat(100) })).toBe('ACCEPTED');
  expect(voidIt({ paperNumber: '号'.repeat(101) })).toBe('TEXT_TOO_LONG null');
  expect(voidIt({ paperHash: 'f'.repeat(63) })).toBe('PAPER_HASH_INVALID null');
});

test('[OVR-2] the contract itself is not the paper that asks for it', () => {
  expect(voidIt({ paperNumber: '凤源（2019）７号' })).toBe('ACCEPTED');
  expect(voidIt({ paperNumber: '凤源－２０１９—07' })).toBe('PAPER_IS_A_CONTRACT OVR-2');
  expect(voidIt({ paperHash: '1e'.repeat(32) })).toBe('PAPER_IS_A_CONTRACT OVR-2');
});

test('[PM-13] with both days of the signed contract, or that none was signed, and never with neither', () => {
  const unclear = 'SIGNED_DAYS_UNCLEAR PM-13';
  const none = { from: null, until: null };
  expect(voidIt(none)).toBe(unclear);
  expect(voidIt({ from: null })).toBe(unclear);
  expect(voidIt({ until: null })).toBe(unclear);
  expect(voidIt({ neverSigned: true })).toBe(unclear);
  expect(voidIt({ neverSigned: true, from: null })).toBe(unclear);
  expect(voidIt({ neverSigned: true, until: null })).toBe(unclear);
  expect(voidIt({ neverSigned: true, ...none })).toBe('ACCEPTED');
  expect(voidIt({ from: '2022-08-01', until: '2022-08-01' })).toBe('ACCEPTED');
  expect(voidIt({ from: '2022-08-02', until: '2022-08-01' })).toBe('TERM_ENDS_BEFORE_IT_BEGINS PM-13');
});
