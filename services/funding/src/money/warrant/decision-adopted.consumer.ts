import type { DecisionAdopted } from '@anju/events/governance';
import type { Handler } from '@anju/runtime/consumer';
import { newId } from '@anju/values/id';
import { warrantFrom } from './warrant';
import { insertWarrant } from './warrant.table';

/** Governance says the owners agreed; what they let be paid is recorded. */
export const openWarrant: Handler<DecisionAdopted> = async (tx, { data }, now) => {
  const warrant = warrantFrom(data, newId('war'), now);
  if (warrant) await insertWarrant(tx, warrant);
};
