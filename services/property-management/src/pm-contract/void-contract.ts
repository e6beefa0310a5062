import type { ContractVoided } from '@anju/events/property-management';
import { accept, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import type { CalendarDate, Instant } from '@anju/values/time';
import { markOf } from '../invented';
import { type PmContract, stands } from './pm-contract';
import { checkPaper, contractOn } from './sign-contract';

/** What a bureau says of an entry that it voids. */
export interface Mistake {
  readonly reason: string;
  /** The committee's paper that asks for it. */
  readonly paperNumber: string;
  /** SHA-256 of its scan. */
  readonly paperHash: string;
  /** The days of the signed contract as they are on it. */
  readonly from: CalendarDate | null;
  readonly until: CalendarDate | null;
  /** Said in place of the days where nothing was signed under the decision. */
  readonly neverSigned: boolean;
}

/**
 * Voids the entry of a contract that was entered wrongly; its decision may be signed again then. It puts an entry right and
 * ends no contract: the bureau reads on the signed paper which days it has, and these stay the decision's, so that neither the
 * voiding nor what is entered after it lets another manager in (PM-13, HAND-1). It may be done at any time, since a wrong last
 * day is often seen once it has come. Nothing that others keep rests on the entry: what the company did meanwhile was the
 * owners' to decide (MF-2), and stays.
 */
export function voidContract(
  contract: PmContract,
  mistake: Mistake,
  { contracts, now }: { readonly contracts: readonly PmContract[]; readonly now: Instant },
) {
  const { id: contractId, communityId, companyId, decisionId, committeeId } = contract;
  if (!stands(contract)) return refuse('ALREADY_VOIDED', 'OVR-2', { detail: { contractId } });
  const { reason, paperNumber, paperHash, from, until } = mistake;
  if (!isReason(reason)) return refuse('REASON_INVALID', 'OVR-2', { detail: { most: longestReason } });
  const unfit = checkPaper(mistake) ?? checkAsking(mistake, contracts) ?? checkDays(mistake);
  if (unfit) return unfit;

  const voided: ContractVoided = {
    type: 'property-management.contract-voided.v1',
    data: {
      contractId,
      communityId,
      companyId,
      decisionId,
      committeeId,
      voidedAt: now,
      ...markOf(contract),
    },
  };
  const state: PmContract = {
    ...contract,
    voidedAt: now,
    voidedBecause: reason,
    voidingPaperNumber: paperNumber,
    voidingPaperHash: paperHash,
    boundFrom: from,
    boundUntil: until,
  };
  return accept(state, voided);
}

/** What asks for it is a paper of its own: by the contract nobody asks. */
function checkAsking(mistake: Mistake, contracts: readonly PmContract[]) {
  const contract = contractOn(mistake, contracts);
  if (!contract) return null;
  const { id: contractId, paperNumber } = contract;
  return refuse('PAPER_IS_A_CONTRACT', 'OVR-2', { detail: { contractId, paperNumber } });
}

/** Both days, or that there are none: what is left out by mistake frees no day. */
function checkDays({ from, until, neverSigned }: Mistake) {
  if (neverSigned) return from || until ? refuse('SIGNED_DAYS_UNCLEAR', 'PM-13') : null;
  if (!from || !until) return refuse('SIGNED_DAYS_UNCLEAR', 'PM-13');
  return from <= until ? null : refuse('TERM_ENDS_BEFORE_IT_BEGINS', 'PM-13');
}
