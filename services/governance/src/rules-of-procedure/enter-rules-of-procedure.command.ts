import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { lockCommunity, updateCommunity } from '../community/community.table';
import { enterRulesOfProcedure as decide, type RulesOfProcedureDraft } from './rules-of-procedure';
import { insertRules } from './rules-of-procedure.table';

/** In the community's row it meets the notice of a meeting, which goes by the rules that are there then. */
export function enterRulesOfProcedure(context: Context, key: string, draft: RulesOfProcedureDraft) {
  const request = { caller: context, key, operation: 'enterRulesOfProcedure', input: draft };
  return once(context, request, async (tx) => {
    const community = await lockCommunity(tx, draft.communityId);
    if (!community) return refuse('COMMUNITY_NOT_FOUND');
    const { id: communityId, divisionCode } = community;
    const now = context.clock();
    const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    if (!(await mayActIn(tx, context, { communityId, divisionCode }, roles, dateOf(now))))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');
    if (community.struckAt !== null) return refuse('COMMUNITY_STRUCK');

    const result = decide(draft, { id: newId('rop'), community, now });
    if (!result.accepted) return result;

    const { id: subject, enteredAt: _, ...detail } = result.state;
    await updateCommunity(tx, community);
    await insertRules(tx, result.state);
    await appendAudit(tx, context, { action: 'enterRulesOfProcedure', subject, detail }, now);
    return result;
  });
}
