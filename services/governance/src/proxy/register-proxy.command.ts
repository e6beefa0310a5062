import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { newId } from '@anju/values/id';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { rulesOfMeeting } from '../rules-of-procedure/meeting-rules.queries';
import { findElectors } from '../electorate-snapshot/electorate-snapshot.table';
import { findHeadsOf } from '../title-proof/title-proof.table';
import { type ProxyDraft, registerProxy as decide, sealPowers } from './proxy';
import { insertProxy } from './proxy.table';
import { findHeadsSpokenFor } from './spoken-for.queries';

/** The meeting's row is written with it: how many heads one agent speaks for is counted in one order (GOV-MEET-4). */
export function registerProxy(context: Context, key: string, draft: ProxyDraft) {
  const { clock, personalData } = context;
  // The name as it is would stand in the key's record only as a part of a hash.
  const request = { caller: context, key, operation: 'registerProxy', input: draft };
  return once(context, request, async (tx) => {
    const now = clock();
    const entry = await lockForEntry(tx, context, draft.meetingId, now);
    if (!entry.accepted) return entry;

    const { meeting, questions, snapshotIds } = entry.state;
    const { ownerId, agentOwnerId, agentName } = draft;
    const own = await findHeadsOf(tx, ownerId, snapshotIds);
    const agentKey = personalData.fingerprint(agentOwnerId ?? agentName);
    const heads = await findHeadsSpokenFor(tx, meeting.id, agentKey, ownerId, snapshotIds);

    const result = decide(draft, {
      proxyId: newId('prx'),
      sealedName: personalData.seal(agentName),
      sealedPowers: sealPowers(draft.powers, personalData.seal),
      agentKey,
      questionIds: new Set(questions.map(({ id }) => id)),
      entitledTo: new Set(
        questions
          .filter(({ snapshotId }) => own.some((elector) => elector.snapshotId === snapshotId))
          .map(({ id }) => id),
      ),
      agentIsElector: agentOwnerId !== null && (await findElectors(tx, agentOwnerId, snapshotIds)).length > 0,
      heads: heads.size,
      votingOver: now >= meeting.closesAt,
      profile: await rulesOfMeeting(tx, meeting),
      now,
    });
    if (!result.accepted) return result;

    const { id: subject, questionIds, from, until } = result.state;
    await updateMeeting(tx, meeting);
    await insertProxy(tx, result.state);
    const legalBasis = legalBasisOf('OWNERS_VOTE');
    const detail = { ownerId, agentOwnerId, questionIds, from, until, legalBasis };
    await appendAudit(tx, context, { action: 'registerProxy', subject, detail }, now);
    return result;
  });
}
