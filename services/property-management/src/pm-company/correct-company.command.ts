import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { refuse } from '@anju/values/decision';
import { correctCompany as decide, mayCorrect, type NameCorrection, type PmCompanyId } from './pm-company';
import { findCompany, replaceName } from './pm-company.table';

interface Correction extends NameCorrection {
  readonly companyId: PmCompanyId;
}

/** The name that was entered is kept, with the reason why it is another now. */
export function correctCompany(context: Context, key: string, input: Correction) {
  const request = { caller: context, key, operation: 'correctCompany', input };
  return once(context, request, async (tx) => {
    const { companyId, name, reason } = input;
    const before = await findCompany(tx, companyId);
    if (!before) return refuse('COMPANY_NOT_FOUND');
    if (!mayCorrect(before, context.division)) return refuse('NOT_IN_SCOPE', 'REG-10');

    const result = decide(before, { name, reason });
    if (!result.accepted) return result;
    const now = context.clock();
    // Nothing but a correction changes a company, so its version counts them.
    const { version: number, name: was } = before;
    await replaceName(tx, result.state, { companyId, number, name: was, reason, supersededAt: now });
    await appendToOutbox(tx, result.events, now);
    const detail = { was, name, reason };
    await appendAudit(tx, context, { action: 'correctCompany', subject: companyId, detail }, now);
    return result;
  });
}
