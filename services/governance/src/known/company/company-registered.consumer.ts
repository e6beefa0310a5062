import { companyRegistered } from '@anju/events/property-management';
import { on } from '@anju/runtime/consumer';
import { insertKnownCompany } from './company.table';

/** A company may be named in a question from now on. */
export const onCompanyRegistered = on(companyRegistered, async (tx, { data }) => {
  const { companyId: id, name, synthetic = false } = data;
  await insertKnownCompany(tx, { id, name, synthetic });
});
