import { courtText } from '@anju/verify/bundle';
import { chainOf } from '@anju/verify/seal';
import type { EntityManager } from 'typeorm';
import { findDeliveries, findMeeting } from '../assembly-meeting/assembly-meeting.table';
import {
  findAnswersOn,
  findCoOwnerActsOn,
  findRatificationsOn,
  findVoidedAnswersOn,
  findVoidingsOn,
} from '../ballot/ballot.table';
import { findAllElectors, findFrozenUnits } from '../electorate-snapshot/electorate-snapshot.table';
import { findObjectionsTo } from '../objection/objection.table';
import { findDecisionsOn } from '../owners-decision/owners-decision.table';
import { findProxiesOf } from '../proxy/proxy.table';
import type { Question } from '../question/question';
import { findRulesAtNotice } from '../rules-of-procedure/meeting-rules.queries';
import { findProofVoidings, findTitleProofsIn } from '../title-proof/title-proof.table';
import {
  headLines,
  noticeLine,
  objectionLine,
  postingLines,
  proofLine,
  proxyLine,
  ratificationLine,
  unitLine,
  voidedAnswerLine,
  voidedPaperLine,
} from './court-lines';
import { actsOf } from './evidence';

/**
 * The signed text of the court form. Everything in it is kept for good or only added to, and stands in a fixed order, so
 * that it comes out the same until something is added.
 */
export async function findCourtText(
  read: EntityManager,
  { publicBundle, seed }: { readonly publicBundle: string; readonly seed: string },
  question: Question,
): Promise<string> {
  const { id, meetingId, snapshotId } = question;
  const meeting = (await findMeeting(read, meetingId))!;
  const [decision] = await findDecisionsOn(read, [id]);
  const electors = await findAllElectors(read, snapshotId);
  const electorIds = new Set(electors.map(({ ownerId }) => ownerId));
  const deliveries = (await findDeliveries(read, meetingId)).filter(({ ownerId }) => electorIds.has(ownerId));
  const proofs = await findTitleProofsIn(read, snapshotId);
  const voidings = await findProofVoidings(
    read,
    proofs.map((proof) => proof.id),
  );
  const procedure = await findRulesAtNotice(read, meeting);
  const answers = await findAnswersOn(read, id);
  const acts = actsOf(answers, await findCoOwnerActsOn(read, id));
  const used = new Set(answers.map(({ proxyId }) => proxyId));
  // Also one that an agent's paper named for a question outside of it.
  const proxies = (await findProxiesOf(read, meetingId)).filter(
    (proxy) => proxy.questionIds.includes(id) || used.has(proxy.id),
  );
  const statement = publicBundle.slice(0, publicBundle.indexOf('\n') + 1);
  return courtText(
    statement,
    seed,
    [
      noticeLine(meeting, question, procedure),
      ...deliveries
        .toSorted((a, b) => byText(a.ownerId, b.ownerId) || a.entry - b.entry || byText(a.way, b.way))
        .map(({ ownerId: owner, way, deliveredOn, entry, recordedAt }) => ({
          kind: 'DELIVERY' as const,
          ...{ owner, way, deliveredOn, entry, recordedAt },
        })),
      ...(await findFrozenUnits(read, snapshotId)).map(unitLine),
      ...headLines(electors),
      ...proxies.toSorted(byId).map(proxyLine),
      ...proofs.toSorted(byId).map((proof) =>
        proofLine(
          proof,
          voidings.find(({ proofId }) => proofId === proof.id),
        ),
      ),
      ...(await findVoidingsOn(read, id))
        .toSorted((a, b) => byText(a.ballotId, b.ballotId))
        .map(voidedPaperLine),
      ...(await findVoidedAnswersOn(read, id)).map(voidedAnswerLine),
      ...(await findRatificationsOn(read, id)).map(ratificationLine),
      ...postingLines(decision!),
      ...(await findObjectionsTo(read, [decision!.id])).map(objectionLine),
    ],
    chainOf(seed, acts).lines,
  );
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { readonly id: string }, b: { readonly id: string }) => byText(a.id, b.id);
