import { companyCorrected } from '@anju/events/property-management';
import { on } from '@anju/runtime/consumer';
import { KnownCompanyTable } from './company.table';

/** A company is known by the name it really has; a question names it by its id and stays as it was put. */
export const onCompanyCorrected = on(companyCorrected, async (tx, { data }) => {
  const { companyId: id, name } = data;
  await tx.update(KnownCompanyTable, { id }, { name });
});
