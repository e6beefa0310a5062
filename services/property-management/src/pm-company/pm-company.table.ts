import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In, MoreThan } from 'typeorm';
import { longestName, type PmCompany, type SupersededName } from './pm-company';

export const PmCompanyTable = new EntitySchema<PmCompany>({
  name: 'pm_company',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    name: { type: 'varchar', length: longestName },
    creditCode: { type: 'varchar', length: 18 },
    synthetic: { type: 'boolean' },
    registeredAt: instantColumn,
    registeredIn: { ...wordColumn, nullable: true },
  },
  indices: [{ name: 'pm_company_credit_code', columns: ['creditCode'], unique: true }],
});

/** Append-only. */
export const SupersededNameTable = new EntitySchema<SupersededName>({
  name: 'superseded_company_name',
  columns: {
    companyId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    name: { type: 'varchar', length: longestName },
    reason: { type: 'text' },
    supersededAt: instantColumn,
  },
});

export const findCompany = (read: EntityManager, id: PmCompany['id']): Promise<PmCompany | null> =>
  read.findOneBy(PmCompanyTable, { id });

export const findCompanyByCode = (read: EntityManager, creditCode: string): Promise<PmCompany | null> =>
  read.findOneBy(PmCompanyTable, { creditCode });

export const findCompanies = (read: EntityManager, ids: readonly string[]): Promise<PmCompany[]> =>
  read.findBy(PmCompanyTable, { id: In([...ids]) as never });

/** In the order they were registered, from behind a key on. */
export const companiesAfter = (
  read: EntityManager,
  afterKey: string | null,
  take: number,
): Promise<PmCompany[]> =>
  read.find(PmCompanyTable, {
    where: afterKey === null ? {} : { id: MoreThan(afterKey as PmCompany['id']) },
    order: { id: 'ASC' },
    take,
  });

/** Of two that register one code at once, the second finds the first when all is done again. */
export async function insertCompany(tx: EntityManager, company: PmCompany): Promise<void> {
  try {
    await tx.insert(PmCompanyTable, company);
  } catch (error) {
    if (await findCompanyByCode(tx, company.creditCode)) throw new Conflict(`${company.creditCode} is taken`);
    throw error;
  }
}

/** The company has another name than was entered, and what was entered is kept. */
export async function replaceName(
  tx: EntityManager,
  company: PmCompany,
  superseded: SupersededName,
): Promise<void> {
  await compareAndSet(tx, PmCompanyTable, company);
  await tx.insert(SupersededNameTable, superseded);
}

/** What some companies were called before, the first first. */
export const findSupersededNames = (
  read: EntityManager,
  companyIds: readonly string[],
): Promise<SupersededName[]> =>
  read.find(SupersededNameTable, {
    where: { companyId: In([...companyIds]) as never },
    order: { number: 'ASC' },
  });
