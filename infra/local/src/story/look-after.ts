import { newId } from '@anju/values/id';
import { act, refusedBy } from '../act';
import type { Cast } from './cast';
import { contractWith, type Decided } from './decide';
import type { Place } from './register';

/** The committee signs with the company that the owners named, and with nobody else. */
export async function lookAfter({ actors }: Cast, place: Place, { decisionIds }: Decided): Promise<string> {
  const { committee, committeeClaims, companyId, rivalId } = place;
  const contract = contractWith(place, companyId, decisionIds.manager);
  await refusedBy(
    committee,
    'signContract',
    { input: contractWith(place, companyId, newId('dec')) },
    { code: 'DECISION_NOT_FOUND', rule: 'GOV-COM-5' },
  );
  await refusedBy(
    committee,
    'signContract',
    { input: contractWith(place, rivalId, decisionIds.manager) },
    { code: 'COMPANY_NOT_NAMED', rule: 'GOV-COM-5' },
  );
  const pretenders = await actors.as({ ...committeeClaims, committee: newId('oc') });
  await refusedBy(
    pretenders,
    'signContract',
    { input: contract },
    { code: 'COMMITTEE_NOT_KNOWN', rule: 'GOV-COM-5' },
  );
  const signed = await act(committee, 'signContract', { input: contract }, 'id');
  await refusedBy(
    committee,
    'signContract',
    {
      input: {
        ...contractWith(place, companyId, decisionIds.manager),
        from: '2025-07-31',
        until: '2026-07-31',
      },
    },
    { code: 'ZONE_HAS_MANAGER', rule: 'PM-13' },
  );
  return signed.id;
}
