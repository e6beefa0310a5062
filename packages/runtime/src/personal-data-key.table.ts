import { type DataSource, EntitySchema } from 'typeorm';
import { idColumn } from './columns';
import type { PersonalData } from './personal-data';

interface PersonalDataKeyRow {
  readonly id: string;
  /** Of the key by which names are sealed here; says nothing else of it. */
  readonly digest: string;
}

/** One row, so that another key is noticed at the start, and not by a name that cannot be read. */
export const PersonalDataKeyTable = new EntitySchema<PersonalDataKeyRow>({
  name: 'personal_data_key',
  columns: { id: { ...idColumn, primary: true }, digest: idColumn },
});

/** Whether names are sealed by this key in the database; one that has not said so yet is told that they are. */
export async function isSealedBy(db: DataSource, personalData: PersonalData): Promise<boolean> {
  const keys = db.getRepository(PersonalDataKeyTable);
  const id = 'personal-data';
  const digest = personalData.digest(id);
  const kept = () => keys.findOneBy({ id });
  if (!(await kept())) {
    await keys.insert({ id, digest }).catch(async (error: unknown) => {
      // Another process was faster.
      if (!(await kept())) throw error;
    });
  }
  return (await kept())?.digest === digest;
}
