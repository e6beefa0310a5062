import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { findElectors } from '../electorate-snapshot/electorate-snapshot.table';
import { checkAgent, type ProxyDraft } from '../proxy/proxy';
import { statusOf } from '../question/question';
import { findQuestionsOf } from '../question/question.table';
import type { Paper } from './ballot';
import { receiveBallot } from './receive-ballot.command';
import { holdUncounted } from './rejudge-heads.command';

interface PaperAtTheDesk extends Omit<Paper, 'agentKey'> {
  /** Who filled it in without a proxy. */
  readonly agent: Pick<ProxyDraft, 'agentName' | 'agentOwnerId'> | null;
}

/** A form's number is taken in the meeting's row, so that of two who enter one form the second finds it. */
export function enterPaperBallot(context: Context, key: string, input: PaperAtTheDesk) {
  const { clock, personalData } = context;
  const request = { caller: context, key, operation: 'enterPaperBallot', input };
  return once(context, request, async (tx) => {
    const now = clock();
    const entry = await lockForEntry(tx, context, input.meetingId, now);
    if (!entry.accepted) return entry;

    const { meeting, snapshotIds } = entry.state;
    // In the rows of those a late entry meets the end of voting and the count.
    const over = entry.state.questions.filter((each) => statusOf(each, now) === 'VOTING_OVER');
    await holdUncounted(
      tx,
      over.map(({ id }) => id),
    );
    const questions = over.length === 0 ? entry.state.questions : await findQuestionsOf(tx, [meeting.id]);
    const { agent, ...paper } = input;
    const agentOwnerId = agent?.agentOwnerId ?? null;
    const electors = agentOwnerId ? await findElectors(tx, agentOwnerId, snapshotIds) : [];
    if (agent && paper.proxyId) return refuse('AGENT_INVALID', 'GOV-MEET-4');
    const refusedName = agent && checkAgent({ ...agent, ownerId: paper.ownerId }, electors.length > 0);
    if (refusedName) return refusedName;

    const agentKey = agent && personalData.fingerprint(agentOwnerId ?? agent.agentName);
    const result = await receiveBallot(
      tx,
      context,
      { meeting, questions },
      { ...paper, agentKey },
      'enterPaperBallot',
      now,
    );
    if (result.accepted) await updateMeeting(tx, meeting);
    return result;
  });
}
