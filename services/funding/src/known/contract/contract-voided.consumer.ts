import { contractVoided } from '@anju/events/property-management';
import { on } from '@anju/runtime/consumer';
import { KnownContractTable } from './contract.table';

/** It was entered wrongly: the company acts for the owners again once it is entered anew. What it did meanwhile stays. */
export const onContractVoided = on(contractVoided, async (tx, { data }) => {
  await tx.delete(KnownContractTable, { id: data.contractId });
});
