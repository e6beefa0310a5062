import type { ContractVoided } from '@anju/events/property-management';
import { accept, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import { dateOf, type Instant } from '@anju/values/time';
import { markOf } from '../invented';
import type { KnownCommittee } from '../known/committee/committee';
import { type PmContract, stands } from './pm-contract';
import { checkCommittee } from './sign-contract';

interface Voiding {
  readonly reason: string;
  /** The committee that the caller's token names. */
  readonly committee: KnownCommittee | null;
  readonly now: Instant;
}

/**
 * Voids the entry of a contract that was entered wrongly, as with other days than the paper has; its decision may be signed
 * again then. It puts an entry right and ends no contract: the paper is as it was, and the decision lets nobody else be
 * hired. It may be done at any time, since a wrong last day is often seen once it has come. Nothing that others keep rests
 * on the entry: what the company did meanwhile was the owners' to decide (MF-2), and stays.
 */
export function voidContract(contract: PmContract, { reason, committee, now }: Voiding) {
  if (!committee) return refuse('COMMITTEE_NOT_KNOWN', 'GOV-COM-5', { retryable: true });
  const notTheirs = checkCommittee(committee, contract.communityId, [dateOf(now)]);
  if (notTheirs) return notTheirs;
  const { id: contractId, communityId, companyId, decisionId } = contract;
  if (!stands(contract)) return refuse('ALREADY_VOIDED', 'OVR-2', { detail: { contractId } });
  if (!isReason(reason)) return refuse('REASON_INVALID', 'OVR-2', { detail: { most: longestReason } });

  const voided: ContractVoided = {
    type: 'property-management.contract-voided.v1',
    data: {
      contractId,
      communityId,
      companyId,
      decisionId,
      committeeId: committee.id,
      voidedAt: now,
      ...markOf(contract),
    },
  };
  return accept({ ...contract, voidedAt: now, voidedBecause: reason }, voided);
}
