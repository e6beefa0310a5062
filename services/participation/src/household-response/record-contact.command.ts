import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import { mayAsk } from '../solicitation/may-ask.access';
import type { ContactDraft } from './contact';
import { recordContact as decide } from './household-response';
import { insertContacts } from './household-response.table';
import { holdPlace, saveInPlace, type Whom } from './place.queries';

export function recordContact(context: Context, key: string, whom: Whom, draft: ContactDraft) {
  const { clock, personalData } = context;
  const { solicitationId, household: typed } = whom;
  const request = {
    caller: context,
    key,
    operation: 'recordContact',
    input: { solicitationId, typed, draft },
  };
  return once(context, request, async (tx) => {
    const held = await holdPlace(tx, whom);
    if (!held.accepted) return held;
    const place = held.state;
    if (!mayAsk(context, place.solicitation)) return refuse('NOT_IN_SCOPE');

    const now = clock();
    const ids = { responseId: newId('hhr'), entryId: newId('ctc') };
    const result = decide(place, draft, { ...ids, now, seal: personalData.seal });
    if (!result.accepted) return result;

    const { household, entry } = result.state;
    const { id: subject } = household.response;
    if (!entry) {
      // Nothing new, and yet the answer shows what the household said (PRIV-1).
      await appendAudit(tx, context, { action: 'read HouseholdResponse', subject }, now);
      return result;
    }
    await saveInPlace(tx, place, household.response);
    await insertContacts(tx, [entry]);
    const detail = { solicitationId, contactId: entry.id };
    await appendAudit(tx, context, { action: 'recordContact', subject, detail }, now);
    return result;
  });
}
