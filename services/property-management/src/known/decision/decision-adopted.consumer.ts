import { decisionAdopted } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { insertDecision } from './decision.table';

/** The owners agreed; only a decision that hires names a company. */
export const onDecisionAdopted = on(decisionAdopted, async (tx, { data }) => {
  const { decisionId: id, communityId, warrants, synthetic = false } = data;
  const companyId = warrants.kind === 'HIRE' ? warrants.companyId : null;
  await insertDecision(tx, { id, communityId, companyId, synthetic });
});
