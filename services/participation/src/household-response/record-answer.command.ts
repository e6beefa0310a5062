import { appendAudit } from '@anju/runtime/audit';
import { mayActFor } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import type { SolicitationId } from '../solicitation/solicitation';
import type { AnswerDraft } from './answer';
import { recordAnswer as decide } from './household-response';
import { insertAnswers } from './household-response.table';
import { holdPlace, saveInPlace } from './place.queries';

/** Tells nobody: what one household said stays here. `label` as `readHouseholdLabel` gives it. */
export function recordAnswer(
  context: Context,
  solicitationId: SolicitationId,
  label: string,
  draft: AnswerDraft,
) {
  const { db, clock } = context;
  return transaction(db, async (tx) => {
    const place = await holdPlace(tx, solicitationId, label);
    if (!place) return refuse('SOLICITATION_NOT_FOUND');
    const { divisionCode: division, communityId } = place.solicitation;
    if (!mayActFor(context, { division, communityId })) return refuse('NOT_IN_SCOPE');

    const now = clock();
    const result = decide(place, draft, { responseId: newId('hhr'), entryId: newId('ans'), now });
    if (!result.accepted || !result.state.entry) return result;

    const { household, entry } = result.state;
    await saveInPlace(tx, place, household.response);
    await insertAnswers(tx, [entry]);
    const detail = { solicitationId, answerId: entry.id };
    await appendAudit(tx, context, { action: 'recordAnswer', subject: household.response.id, detail }, now);
    return result;
  });
}
