import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { lockCommunity, updateCommunity } from '../community/community.table';
import { type RulesOfProcedureId, voidRulesOfProcedure as decide } from './rules-of-procedure';
import { findRulesById, findRulesVoidings, insertRulesVoiding } from './rules-of-procedure.table';

/** In the community's row it meets the notice of a meeting, which goes by the rules that stand then. */
export function voidRulesOfProcedure(
  context: Context,
  key: string,
  input: { readonly rulesId: RulesOfProcedureId; readonly reason: string },
) {
  const { rulesId, reason } = input;
  const request = { caller: context, key, operation: 'voidRulesOfProcedure', input };
  return once(context, request, async (tx) => {
    const [rules] = await findRulesById(tx, [rulesId]);
    const community = rules && (await lockCommunity(tx, rules.communityId));
    if (!community) return refuse('RULES_NOT_FOUND');
    const { id: communityId, divisionCode } = community;
    const now = context.clock();
    const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    if (!(await mayActIn(tx, context, { communityId, divisionCode }, roles, dateOf(now))))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');

    const isVoided = (await findRulesVoidings(tx, [rulesId])).length > 0;
    const result = decide(rulesId, reason, { isVoided, now });
    if (!result.accepted) return result;

    await updateCommunity(tx, community);
    await insertRulesVoiding(tx, result.state);
    const detail = { communityId, reason };
    await appendAudit(tx, context, { action: 'voidRulesOfProcedure', subject: rulesId, detail }, now);
    return accept(rules);
  });
}
