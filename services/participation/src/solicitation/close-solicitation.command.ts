import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { followRoll } from '../household-response/follow-roll.command';
import { tallySolicitation } from '../household-response/household-response.queries';
import { sealHouseholds } from '../household-response/household-response.table';
import { mayAsk } from './may-ask.access';
import { closeSolicitation as decide, type SolicitationId } from './solicitation';
import { lockSolicitation, updateSolicitation } from './solicitation.table';

export async function closeSolicitation(context: Context, id: SolicitationId) {
  const result = await transaction(context.db, (tx) => close(tx, context, id));
  // With the refusal all was rolled back, and it tells of households that are no homes of the roll: they are kept as that.
  if (!result.accepted) await transaction(context.db, (tx) => holdToRoll(tx, context, id));
  return result;
}

/** Locks the households before it counts them and writes them after: see `holdPlace` for the other side. */
async function close(tx: EntityManager, context: Context, id: SolicitationId) {
  const solicitation = await lockSolicitation(tx, id);
  if (!solicitation) return refuse('SOLICITATION_NOT_FOUND');
  if (!mayAsk(context, solicitation)) return refuse('NOT_IN_SCOPE');

  const now = context.clock();
  if (solicitation.state === 'WITHDRAWN') return refuse('ALREADY_WITHDRAWN', 'PART-2');
  if (solicitation.state !== 'OPEN') return refuse('ALREADY_CLOSED', 'PART-2');
  const { notOnRoll, unknownBuildings } = await followRoll(tx, solicitation);
  const tally = await tallySolicitation(tx, id);
  // The law of the day it is closed (CONV-5).
  const result = decide(solicitation, {
    tally,
    unknownBuildings,
    profile: profileAt(solicitation.divisionCode, dateOf(now)),
    now,
  });
  if (!result.accepted) return result;

  await updateSolicitation(tx, result.state);
  await sealHouseholds(tx, id);
  await appendToOutbox(tx, result.events, now);
  const detail = { ...tally, notOnRoll, state: result.state.state };
  await appendAudit(tx, context, { action: 'closeSolicitation', subject: id, detail }, now);
  return result;
}

async function holdToRoll(tx: EntityManager, context: Context, id: SolicitationId): Promise<void> {
  const solicitation = await lockSolicitation(tx, id);
  if (solicitation?.state !== 'OPEN' || !mayAsk(context, solicitation)) return;
  const { changed } = await followRoll(tx, solicitation);
  if (changed) await updateSolicitation(tx, solicitation);
}
