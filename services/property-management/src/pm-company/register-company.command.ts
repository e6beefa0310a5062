import { appendAudit } from '@anju/runtime/audit';
import type { Caller } from '@anju/runtime/caller';
import type { Deps } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { newId } from '@anju/values/id';
import { type CompanyEntry, type PmCompanyId, readEntry, registerCompany as decide } from './pm-company';
import { findCompanyByCode, insertCompany } from './pm-company.table';

/** `newCompanyId` is another for a demonstration, whose recorded facts name a company by its id. */
export function registerCompany(
  { db, clock }: Deps,
  caller: Caller,
  typed: CompanyEntry,
  newCompanyId: () => PmCompanyId = () => newId('pmc'),
) {
  const entry = readEntry(typed);
  return transaction(db, async (tx) => {
    const now = clock();
    const holder = await findCompanyByCode(tx, entry.creditCode);
    const result = decide(entry, { id: newCompanyId(), holder, division: caller.division, now });
    if (!result.accepted) return result;

    const { id: subject, creditCode, synthetic } = result.state;
    await insertCompany(tx, result.state);
    await appendToOutbox(tx, result.events, now);
    await appendAudit(
      tx,
      caller,
      { action: 'registerCompany', subject, detail: { creditCode, synthetic } },
      now,
    );
    return result;
  });
}
