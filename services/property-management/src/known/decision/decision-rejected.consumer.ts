import { decisionRejected } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { insertDecision } from './decision.table';

/** The owners did not agree: kept, so that who signs on it learns that it hires nobody. */
export const onDecisionRejected = on(decisionRejected, async (tx, { data }) => {
  const { decisionId: id, communityId, synthetic = false } = data;
  await insertDecision(tx, { id, communityId, companyId: null, synthetic });
});
