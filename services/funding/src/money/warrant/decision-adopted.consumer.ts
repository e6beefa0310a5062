import type { DecisionAdopted } from '@anju/events/governance';
import type { Handler } from '@anju/runtime/consumer';
import { newId } from '@anju/values/id';
import { warrantFrom } from './warrant';
import { insertWarrant, lockWarrant, updateWarrant } from './warrant.table';

/** Governance says the owners agreed; what they let be paid is recorded. */
export const openWarrant: Handler<DecisionAdopted> = async (tx, { data }, now) => {
  const warrant = warrantFrom(data, newId('war'), now);
  if (!warrant) return;
  // One that money was applied for under stays also where its event turned out to be told by nobody.
  const before = await lockWarrant(tx, warrant.decisionId);
  if (!before) return insertWarrant(tx, warrant);
  const { id, version, committedFen, recordedAt } = before;
  return updateWarrant(tx, { ...warrant, id, version, committedFen, recordedAt });
};
