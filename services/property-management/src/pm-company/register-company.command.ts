import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { newId } from '@anju/values/id';
import { type CompanyEntry, readEntry, registerCompany as decide } from './pm-company';
import { findCompanyByCode, insertCompany } from './pm-company.table';

export function registerCompany(context: Context, typed: CompanyEntry) {
  const { db, clock } = context;
  const entry = readEntry(typed);
  return transaction(db, async (tx) => {
    const now = clock();
    const holder = await findCompanyByCode(tx, entry.creditCode);
    const result = decide(entry, { id: newId('pmc'), holder, now });
    if (!result.accepted) return result;

    const { id: subject, creditCode, synthetic } = result.state;
    await insertCompany(tx, result.state);
    await appendToOutbox(tx, result.events, now);
    await appendAudit(
      tx,
      context,
      { action: 'registerCompany', subject, detail: { creditCode, synthetic } },
      now,
    );
    return result;
  });
}
