import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { mayAsk } from './may-ask.access';
import type { SolicitationId } from './solicitation';
import { lockSolicitation, updateSolicitation } from './solicitation.table';
import { withdrawSolicitation as decide } from './withdraw-solicitation';

interface Withdrawal {
  readonly solicitationId: SolicitationId;
  readonly reason: string;
}

/** Tells nobody: until it is closed nobody has heard of an asking. */
export function withdrawSolicitation(context: Context, key: string, input: Withdrawal) {
  const request = { caller: context, key, operation: 'withdrawSolicitation', input };
  return once(context, request, async (tx) => {
    const { solicitationId: id, reason } = input;
    const solicitation = await lockSolicitation(tx, id);
    if (!solicitation) return refuse('SOLICITATION_NOT_FOUND');
    if (!mayAsk(context, solicitation)) return refuse('NOT_IN_SCOPE');

    const now = context.clock();
    const result = decide(solicitation, { reason, now });
    if (!result.accepted) return result;
    await updateSolicitation(tx, result.state);
    await appendAudit(tx, context, { action: 'withdrawSolicitation', subject: id, detail: { reason } }, now);
    return result;
  });
}
