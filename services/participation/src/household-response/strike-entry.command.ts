import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { mayAsk } from '../solicitation/may-ask.access';
import { lockSolicitation, updateSolicitation } from '../solicitation/solicitation.table';
import type { EntryStrike } from './entry-strike';
import {
  findResponseOfEntry,
  insertStrike,
  lockHousehold,
  updateHousehold,
} from './household-response.table';
import { strikeEntry as decide } from './strike-entry';

interface Saying {
  readonly entryId: EntryStrike['entryId'];
  readonly reason: string;
}

/** Writes the solicitation's row too, because it may change how many households there are: see `holdPlace`. */
export function strikeEntry(context: Context, key: string, input: Saying) {
  const request = { caller: context, key, operation: 'strikeHouseholdEntry', input };
  return once(context, request, async (tx) => {
    const { entryId, reason } = input;
    const found = await findResponseOfEntry(tx, entryId);
    if (!found) return refuse('ENTRY_NOT_FOUND');
    const solicitation = (await lockSolicitation(tx, found.solicitationId))!;
    if (!mayAsk(context, solicitation)) return refuse('NOT_IN_SCOPE');

    const now = context.clock();
    const household = (await lockHousehold(tx, solicitation.id, found.household))!;
    const result = decide(solicitation, household, { entryId, reason: reason.trim(), now });
    if (!result.accepted) return result;

    const { household: changed, strike } = result.state;
    await updateSolicitation(tx, solicitation);
    await updateHousehold(tx, changed.response);
    await insertStrike(tx, strike);
    const detail = { solicitationId: solicitation.id, entryId };
    await appendAudit(
      tx,
      context,
      { action: 'strikeHouseholdEntry', subject: changed.response.id, detail },
      now,
    );
    return accept(changed);
  });
}
