import { appendAudit } from '@anju/runtime/audit';
import { mayActFor } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import type { SolicitationId } from '../solicitation/solicitation';
import type { ContactDraft } from './contact';
import { recordContact as decide } from './household-response';
import { insertContacts } from './household-response.table';
import { holdPlace, saveInPlace } from './place.queries';

/** `label` as `readHouseholdLabel` gives it. */
export function recordContact(
  context: Context,
  solicitationId: SolicitationId,
  label: string,
  draft: ContactDraft,
) {
  const { db, clock, personalData } = context;
  return transaction(db, async (tx) => {
    const place = await holdPlace(tx, solicitationId, label);
    if (!place) return refuse('SOLICITATION_NOT_FOUND');
    const { divisionCode: division, communityId } = place.solicitation;
    if (!mayActFor(context, { division, communityId })) return refuse('NOT_IN_SCOPE');

    const now = clock();
    const ids = { responseId: newId('hhr'), entryId: newId('ctc') };
    const result = decide(place, draft, { ...ids, now, seal: personalData.seal });
    if (!result.accepted || !result.state.entry) return result;

    const { household, entry } = result.state;
    await saveInPlace(tx, place, household.response);
    await insertContacts(tx, [entry]);
    const detail = { solicitationId, contactId: entry.id };
    await appendAudit(tx, context, { action: 'recordContact', subject: household.response.id, detail }, now);
    return result;
  });
}
