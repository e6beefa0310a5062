import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { accept } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { Conflict } from '@anju/runtime/transaction';
import type { EntityManager } from 'typeorm';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import { findElectors } from '../electorate-snapshot/electorate-snapshot.table';
import { findForm } from '../handed-in-form/handed-in-form.table';
import { lockProxy, updateProxy } from '../proxy/proxy.table';
import { type Question, statusOf } from '../question/question';
import { rulesOfMeeting } from '../rules-of-procedure/meeting-rules.queries';
import { findSoldHeads } from '../title-proof/title-proof.table';
import { byAgent, notOpen, type Paper, receiveBallot as decide } from './ballot';
import {
  findActs,
  findEntriesOf,
  type HeadOnQuestion,
  insertAnswers,
  insertBallot,
  placeOf,
} from './ballot.table';
import { storeStandings, takeActs } from './head-acts.command';
import { type HeadAct, type SilencedBySale, silencedBySale } from '@anju/rulebook/standing';

/** An online and a paper ballot alike: the ballot is kept, and each head's standing follows from all it did. */
export async function receiveBallot(
  tx: EntityManager,
  context: Context,
  { meeting, questions }: { readonly meeting: AssemblyMeeting; readonly questions: readonly Question[] },
  paper: Paper,
  action: 'castBallot' | 'enterPaperBallot',
  now: Instant,
) {
  const { ownerId, formNumber, proxyId } = paper;
  const snapshotIds = [...new Set(questions.map((each) => each.snapshotId))];
  const sold = await findSoldHeads(tx, snapshotIds);
  const heads = [
    ...(await findElectors(tx, ownerId, snapshotIds)),
    ...sold.filter(({ buyerId }) => buyerId === ownerId),
  ];
  const onPaper = questions.flatMap(({ id: questionId, snapshotId }) =>
    heads.filter((head) => head.snapshotId === snapshotId).map(({ headKey }) => ({ questionId, headKey })),
  );
  // Most meetings see no sale, and then nobody's acts are looked for here.
  const acts = sold.length === 0 ? null : await findActs(tx, onPaper);
  const { speaking, silenced } = heedSales(onPaper, acts, paper);
  const headsOn = (questionId: string) =>
    speaking.filter((head) => head.questionId === questionId).map(({ headKey }) => headKey);
  // Asked only where it is too late: then a change is refused by another rule than a first ballot.
  const isChange = notOpen(questions, now) !== null && (await hasVotes(tx, onPaper, paper));
  const proxy = proxyId ? await lockProxy(tx, proxyId) : null;
  const isOwners = proxy?.ownerId === ownerId && proxy.meetingId === meeting.id;
  const profile = await rulesOfMeeting(tx, meeting);
  const result = decide(paper, {
    ballotId: newId('bal'),
    questions,
    entitledTo: new Set(questions.map(({ id }) => id).filter((id) => headsOn(id).length > 0)),
    proxy: isOwners ? proxy : null,
    silenced,
    isChange,
    entered: formNumber === null ? [] : await findEntriesOf(tx, meeting.id, formNumber),
    handedIn: formNumber === null ? null : await findForm(tx, meeting.id, formNumber),
    profile,
    now,
  });
  if (!result.accepted) return result;

  const { ballot, answers } = result.state;
  const { id: ballotId, receivedAt } = ballot;
  const inPerson = !byAgent(ballot);
  const votes = answers.flatMap(({ questionId, choice, invalidBecause, blank }) =>
    headsOn(questionId).map((headKey) => ({
      questionId,
      headKey,
      choice,
      invalidBecause,
      blank,
      act: {
        kind: 'VOTE',
        ownerId,
        receivedAt,
        ballotId,
        channel: ballot.channel,
        // Whatever is written: without authority it is worth nothing yet.
        choice: invalidBecause ? 'INVALID' : choice,
        inPerson,
      } as const,
    })),
  );
  const over = new Set(
    questions.filter((each) => statusOf(each, now) !== 'OPEN').map(({ id }) => id as string),
  );
  const moved = await takeActs(tx, votes, profile, (questionId) => over.has(questionId));
  if (moved.some(({ acts, act }) => silencedBySale(acts, act)))
    throw new Conflict('The units were proven sold meanwhile');
  const bought = new Set(sold.filter(({ buyerId }) => buyerId === ownerId).map(({ headKey }) => headKey));
  if (moved.some(({ headKey, acts }) => bought.has(headKey) && !acts.some(({ kind }) => kind === 'SALE')))
    throw new Conflict('The proof of the sale was voided meanwhile');
  await insertBallot(tx, ballot);
  await insertAnswers(
    tx,
    votes.map(({ act: _, ...answer }, i) => ({
      ...answer,
      ballotId,
      sequence: moved[i]!.moved.sequence,
    })),
  );
  await storeStandings(tx, moved);
  // Written, so that of an agent's paper and the recall one comes first.
  if (proxy) await updateProxy(tx, proxy);
  // Not what was answered: the trail says that somebody voted, never how (PRIV-1).
  const { channel } = ballot;
  const legalBasis = legalBasisOf('OWNERS_VOTE');
  const detail = { meetingId: meeting.id, channel, formNumber, proxyId, ownerId, legalBasis };
  await appendAudit(tx, context, { action, subject: ballotId, detail }, now);
  return accept(ballot);
}

/** Whether a ballot of these heads on a question of the paper was taken before. */
async function hasVotes(tx: EntityManager, heads: readonly HeadOnQuestion[], { answers }: Paper) {
  const answered = new Set(answers.map(({ questionId }) => questionId));
  const acts = await findActs(
    tx,
    heads.filter(({ questionId }) => answered.has(questionId)),
  );
  return [...acts.values()].flat().some((act) => act.kind === 'VOTE' && act.choice !== 'VOIDED');
}

/** The heads that a paper of this owner and moment speaks for, and why it does not for others (REG-7). */
function heedSales(
  heads: readonly HeadOnQuestion[],
  acts: ReadonlyMap<string, readonly HeadAct[]> | null,
  paper: Pick<Paper, 'ownerId' | 'receivedAt'>,
) {
  const silenced = new Map<string, SilencedBySale>();
  const speaking = heads.filter((head) => {
    const why = silencedBySale(acts?.get(placeOf(head)) ?? [], paper);
    if (why) silenced.set(head.questionId, why);
    return why === null;
  });
  return { speaking, silenced };
}
