import { aContract, aSigning } from './contract.builder';
import { contractState } from './pm-contract';
import { voidContract } from './void-contract';

const { committee, now } = aSigning();
type Voiding = Parameters<typeof voidContract>[1];

/** What comes of it: the refusal's code and rule, or ACCEPTED. */
function voidIt(voiding: Partial<Voiding> = {}, differing: Parameters<typeof aContract>[0] = {}) {
  const result = voidContract(aContract(differing), { reason: '期限抄错', committee, now, ...voiding });
  return result.accepted ? 'ACCEPTED' : `${result.refusal.code} ${result.refusal.rule}`;
}

test('[OVR-2] a contract that was entered wrongly is kept as voided, with the reason, and told without it', () => {
  const contract = aContract({ synthetic: false });
  const result = voidContract(contract, { reason: '期限抄错', committee, now });
  expect(result).toMatchObject({
    state: { ...contract, voidedAt: now, voidedBecause: '期限抄错' },
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
  const invented = voidContract(aContract(), { reason: '期限抄错', committee, now });
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

test('[GOV-COM-5] by the committee of its community that is in office today, its successor too, and by no other', () => {
  const of = (differing: Partial<NonNullable<typeof committee>>) =>
    voidIt({ committee: { ...committee!, ...differing } });
  expect(of({ id: 'oc_2' })).toBe('ACCEPTED');
  expect(of({ termFrom: '2022-08-01' })).toBe('ACCEPTED');
  expect(of({ termFrom: '2022-08-02' })).toBe('COMMITTEE_NOT_IN_OFFICE GOV-COM-5');
  expect(of({ termUntil: '2022-08-01' })).toBe('ACCEPTED');
  expect(of({ termUntil: '2022-07-31' })).toBe('COMMITTEE_NOT_IN_OFFICE GOV-COM-5');
  expect(of({ communityId: 'com_2' })).toBe('NOT_THE_COMMITTEE GOV-COM-5');
  expect(voidIt({ committee: null })).toBe('COMMITTEE_NOT_KNOWN GOV-COM-5');
});

test('[OVR-2] once, and with a reason of 1 to 500 characters that are all seen', () => {
  expect(voidIt({}, { voidedAt: now })).toBe('ALREADY_VOIDED OVR-2');
  expect(voidIt({ reason: '' })).toBe('REASON_INVALID OVR-2');
  expect(voidIt({ reason: '错' })).toBe('ACCEPTED');
  expect(voidIt({ reason: '𠮷'.repeat(500) })).toBe('ACCEPTED');
  expect(voidIt({ reason: '错'.repeat(501) })).toBe('REASON_INVALID OVR-2');
  expect(voidIt({ reason: '抄\n错' })).toBe('REASON_INVALID OVR-2');
});
