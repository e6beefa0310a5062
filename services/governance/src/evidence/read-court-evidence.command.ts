import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { transaction } from '@anju/runtime/transaction';
import { sha256 } from '@anju/verify/merkle';
import { signBundle } from '@anju/verify/signature';
import type { Question } from '../question/question';
import { findCourtText } from './court-evidence.queries';
import type { Evidence } from './evidence';

/** Each reading is recorded before anything is given out (PRIV-1). It is signed as it stands now: objections come later. */
export async function readCourtEvidence(
  context: Context,
  { seed, publicBundle }: Evidence,
  question: Question,
  purpose: string,
) {
  const { db, clock, personalData, evidenceKey } = context;
  if (!evidenceKey) throw new Error('There is no key to sign evidence with');
  const detail = { purpose, legalBasis: legalBasisOf('OWNERS_VOTE') };
  const act = { action: 'read Query.courtEvidence', subject: question.id, detail };
  await transaction(db, (tx) => appendAudit(tx, context, act, clock()));
  const text = await findCourtText(db.read, { publicBundle, seed: personalData.open(seed) }, question);
  const bundle = await signBundle(text, 'COURT', evidenceKey.privateJwk);
  return { bundle, sha256: sha256(bundle).toString('hex'), keyThumbprint: evidenceKey.thumbprint };
}
