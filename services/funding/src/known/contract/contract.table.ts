import { dateColumn, idColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { KnownContract } from './contract';

export const KnownContractTable = new EntitySchema<KnownContract>({
  name: 'known_contract',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    companyId: idColumn,
    from: dateColumn,
    until: dateColumn,
  },
  indices: [{ name: 'known_contract_company', columns: ['companyId', 'communityId'] }],
});

/** Those of one company with one community, the one that ends first before the others. */
export const findContractsBetween = (
  read: EntityManager,
  { companyId, communityId }: Pick<KnownContract, 'companyId' | 'communityId'>,
): Promise<KnownContract[]> =>
  read.find(KnownContractTable, { where: { companyId, communityId }, order: { until: 'ASC', id: 'ASC' } });
