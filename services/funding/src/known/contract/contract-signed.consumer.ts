import { contractSigned } from '@anju/events/property-management';
import { on } from '@anju/runtime/consumer';
import { KnownContractTable } from './contract.table';

/** A company looks after a community from now on, within the contract's term. */
export const onContractSigned = on(contractSigned, async (tx, { data }) => {
  const { contractId: id, communityId, companyId, from, until } = data;
  await tx.insert(KnownContractTable, { id, communityId, companyId, from, until });
});
