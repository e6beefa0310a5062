import { randomBytes } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { Deps } from '@anju/runtime/context';
import { publicText } from '@anju/verify/bundle';
import { sha256 } from '@anju/verify/merkle';
import { sealing, type Steps } from '@anju/verify/seal';
import { signBundle } from '@anju/verify/signature';
import type { EntityManager } from 'typeorm';
import { findCoOwnerActsOn, type ReceivedAnswer } from '../ballot/ballot.table';
import { findFrozenUnits } from '../electorate-snapshot/electorate-snapshot.table';
import type { OwnersDecision } from '../owners-decision/owners-decision';
import type { Question } from '../question/question';
import { actsOf, statementOf } from './evidence';
import { insertEvidence } from './evidence.table';

/**
 * Seals roll and ballots in the transaction that counts them: what is shown later is what was counted. All of it is read
 * at once, and nothing of it is done while a ballot is cast.
 */
export async function sealEvidence(
  tx: EntityManager,
  { personalData, evidenceKey }: Pick<Deps, 'personalData' | 'evidenceKey'>,
  question: Question,
  {
    decision,
    answers,
    profile,
  }: {
    readonly decision: OwnersDecision;
    readonly answers: readonly ReceivedAnswer[];
    readonly profile: RuleProfile;
  },
): Promise<void> {
  if (!evidenceKey) throw new Error('There is no key to sign evidence with');
  const seed = randomBytes(32).toString('hex');
  const units = await findFrozenUnits(tx, question.snapshotId);
  const acts = actsOf(answers, await findCoOwnerActsOn(tx, question.id));
  const sealed = await inSteps(sealing(seed, units, acts));
  const text = publicText(statementOf(question, decision, profile, sealed));
  const publicBundle = await signBundle(text, 'PUBLIC', evidenceKey.privateJwk);
  await insertEvidence(tx, {
    questionId: question.id,
    sealedAt: decision.decidedAt,
    seed: personalData.seal(seed),
    publicBundle,
    sha256: sha256(publicBundle).toString('hex'),
    keyThumbprint: evidenceKey.thumbprint,
  });
}

/** Others are served between its steps. */
async function inSteps<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await others();
  }
}
