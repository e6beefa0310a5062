import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { followRoll } from '../household-response/follow-roll.command';
import { tallySolicitation } from '../household-response/household-response.queries';
import { sealHouseholds } from '../household-response/household-response.table';
import { mayAsk } from './may-ask.access';
import { closeSolicitation as decide, type SolicitationId } from './solicitation';
import { lockSolicitation, updateSolicitation } from './solicitation.table';

/** Locks the households before it counts them and writes them after: see `holdPlace` for the other side. */
export function closeSolicitation(context: Context, id: SolicitationId) {
  const { db, clock } = context;
  return transaction(db, async (tx) => {
    const solicitation = await lockSolicitation(tx, id);
    if (!solicitation) return refuse('SOLICITATION_NOT_FOUND');
    if (!mayAsk(context, solicitation)) return refuse('NOT_IN_SCOPE');

    const now = clock();
    if (solicitation.state === 'WITHDRAWN') return refuse('ALREADY_WITHDRAWN', 'PART-2');
    if (solicitation.state !== 'OPEN') return refuse('ALREADY_CLOSED', 'PART-2');
    const { notOnRoll, unknownBuildings, changed } = await followRoll(tx, solicitation);
    const tally = await tallySolicitation(tx, id);
    // The law of the day it is closed (CONV-5).
    const result = decide(solicitation, {
      tally,
      unknownBuildings,
      profile: profileAt(solicitation.divisionCode, dateOf(now)),
      now,
    });
    if (!result.accepted) {
      if (changed) await updateSolicitation(tx, solicitation);
      return result;
    }

    await updateSolicitation(tx, result.state);
    await sealHouseholds(tx, id);
    await appendToOutbox(tx, result.events, now);
    const detail = { ...tally, notOnRoll, state: result.state.state };
    await appendAudit(tx, context, { action: 'closeSolicitation', subject: id, detail }, now);
    return result;
  });
}
