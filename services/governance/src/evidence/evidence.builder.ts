import type { Database } from '@anju/runtime/database';
import { ask, type By } from '../assembly-meeting/assembly-meeting.builder';

/** The public form, as anybody fetches it. */
export async function fetchEvidence(db: Database, questionId: string, by: By = {}) {
  const { data, errors } = await ask(
    db,
    `query ($id: ID!) { evidence(questionId: $id) { bundle sha256 keyThumbprint } }`,
    { id: questionId },
    by,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.evidence as { bundle: string; sha256: string; keyThumbprint: string } | null;
}
