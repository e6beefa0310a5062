import { decisionRejected } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { homesAreaDm2 } from './decision';
import { insertDecision } from './decision.table';

/** The owners did not agree: kept, so that who names the decision learns that it lets nothing be paid (MF-2). */
export const onDecisionRejected = on(decisionRejected, async (tx, { data }) => {
  const { decisionId: id, communityId, divisionCode, decidedAt, synthetic = false } = data;
  const { matter, mixedWith = null } = data;
  const about = { communityId, divisionCode, matter, mixedWith, decidedAt, synthetic };
  await insertDecision(tx, {
    id,
    ...about,
    adopted: false,
    warrants: { kind: 'NOTHING' },
    entitledAreaDm2: homesAreaDm2(data),
  });
});
