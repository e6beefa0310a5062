import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { lockCommunity, updateCommunity } from '../known/community/community.table';
import { mayAsk } from './may-ask.access';
import { reopenSolicitation as decide } from './reopen-solicitation';
import type { SolicitationId } from './solicitation';
import {
  findLatestSolicitation,
  findSolicitation,
  insertReopening,
  lockSolicitation,
  updateSolicitation,
} from './solicitation.table';

interface Reopening {
  readonly solicitationId: SolicitationId;
  readonly reason: string;
}

/** In the community's row it meets whoever opens another meanwhile. */
export function reopenSolicitation(context: Context, key: string, input: Reopening) {
  const request = { caller: context, key, operation: 'reopenSolicitation', input };
  return once(context, request, async (tx) => {
    const { solicitationId: id, reason } = input;
    const found = await findSolicitation(tx, id);
    if (!found) return refuse('SOLICITATION_NOT_FOUND');
    if (!mayAsk(context, found)) return refuse('NOT_IN_SCOPE');
    const community = (await lockCommunity(tx, found.communityId))!;
    const solicitation = (await lockSolicitation(tx, id))!;

    const now = context.clock();
    const latest = (await findLatestSolicitation(tx, community.id))!;
    const result = decide(solicitation, { reason, community, latest, now });
    if (!result.accepted) return result;
    const { solicitation: reopened, reopening } = result.state;
    await updateCommunity(tx, community);
    await updateSolicitation(tx, reopened);
    await insertReopening(tx, reopening);
    await appendAudit(tx, context, { action: 'reopenSolicitation', subject: id, detail: { reason } }, now);
    return accept(reopened);
  });
}
