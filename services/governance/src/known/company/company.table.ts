import { idColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { KnownCompany } from './company';

export const KnownCompanyTable = new EntitySchema<KnownCompany>({
  name: 'known_company',
  columns: {
    id: { ...idColumn, primary: true },
    name: { type: 'text' },
    synthetic: { type: 'boolean' },
  },
});

export const findKnownCompany = (read: EntityManager, id: KnownCompany['id']): Promise<KnownCompany | null> =>
  read.findOneBy(KnownCompanyTable, { id });

export async function insertKnownCompany(tx: EntityManager, company: KnownCompany): Promise<void> {
  await tx.insert(KnownCompanyTable, company);
}
