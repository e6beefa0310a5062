import { appendAudit } from '@anju/runtime/audit';
import { mayActFor } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { refuse } from '@anju/values/decision';
import { lockCommunity, updateCommunity } from '../known/community/community.table';
import type { PmContractId } from './pm-contract';
import { findContract, findContractsOf, updateContract } from './pm-contract.table';
import { cancelContractEnd } from './pm-contract.timers';
import { type Mistake, voidContract as decide } from './void-contract';

interface Voiding extends Mistake {
  readonly contractId: PmContractId;
}

/** In the community's row it meets whoever signs there meanwhile. */
export function voidContract(context: Context, key: string, input: Voiding) {
  const request = { caller: context, key, operation: 'voidContract', input };
  return once(context, request, async (tx) => {
    const { contractId, ...mistake } = input;
    const known = await findContract(tx, contractId);
    if (!known) return refuse('CONTRACT_NOT_FOUND');
    const community = (await lockCommunity(tx, known.communityId))!;
    const { divisionCode: division } = community;
    // As the bureau: that the caller may act for the community in another role counts for nothing here.
    if (!mayActFor({ ...context, roles: new Set(['COUNTY_BUREAU']) }, { division }))
      return refuse('NOT_IN_SCOPE', 'REG-10');

    const now = context.clock();
    const contracts = await findContractsOf(tx, [community.id]);
    const entered = contracts.find(({ id }) => id === contractId)!;
    const result = decide(entered, mistake, { contracts, now });
    if (!result.accepted) return result;

    const contract = result.state;
    await updateCommunity(tx, community);
    await updateContract(tx, contract);
    await cancelContractEnd(tx, contract);
    await appendToOutbox(tx, result.events, now);
    const { communityId, companyId, decisionId } = contract;
    const detail = { communityId, companyId, decisionId, ...mistake };
    await appendAudit(tx, context, { action: 'voidContract', subject: contractId, detail }, now);
    return result;
  });
}
