import type { DecisionAdopted } from '@anju/events/governance';
import type { Handler } from '@anju/runtime/consumer';
import { homesAreaDm2 } from './decision';
import { insertDecision } from './decision.table';

/** The owners agreed. What they allow waits for its objection window (GOV-VOTE-12). */
export const keepDecision: Handler<DecisionAdopted> = async (tx, { data }) => {
  const { decisionId: id, communityId, divisionCode, warrants, decidedAt, synthetic = false } = data;
  const { matter, mixedWith = null } = data;
  const about = { communityId, divisionCode, matter, mixedWith, warrants, decidedAt, synthetic };
  const entitledAreaDm2 = homesAreaDm2(data);
  await insertDecision(tx, { id, ...about, entitledAreaDm2, adopted: true });
};
