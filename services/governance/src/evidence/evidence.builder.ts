import type { Database } from '@anju/runtime/database';
import type { Instant } from '@anju/values/time';
import { ask, type By, owner, postingDay, street } from '../assembly-meeting/assembly-meeting.builder';
import { putOwner } from '../assembly-meeting/roll.builder';
import { cast, enterPaper, object, ratify, voidPaper } from '../ballot/ballot.builder';
import { giveProxy } from '../proxy/proxy.builder';
import { zoneAndRoof } from '../question/vote.builder';
import { sell, voidProof } from '../title-proof/title-proof.builder';

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

/** The court form, as an office that keeps the roll fetches it. */
export const fetchCourtEvidence = (
  db: Database,
  questionId: string,
  { caller = street, purpose = '法院调取', now = postingDay }: By & { purpose?: string } = {},
) =>
  ask(
    db,
    `query ($id: ID!, $purpose: String!) {
       courtEvidence(questionId: $id, purpose: $purpose) { bundle sha256 keyThumbprint } }`,
    { id: questionId, purpose },
    { caller, now },
  );

/**
 * A vote in which all happened that a court may ask of: A and G said yes; B too, which b first objected to; C sold to X,
 * who said no; D's paper was entered by mistake and anew; E's agent had no authority, nor had V's for the roof, which V ratified; V changed a no to an abstention.
 */
export async function eventfulVote(db: Database) {
  const { meetingId, zone, roof } = await zoneAndRoof(db);
  await putOwner(db, 'X');
  await putOwner(db, 'Y');
  const at = (time: string) => ({ now: `2022-07-06T${time}:00.000Z` as Instant });
  const say = (letter: string, choice: string, time: string) =>
    cast(db, letter, meetingId, { [zone]: choice }, at(time));
  const paper = (letter: string, formNumber: string, more = {}, answers = { [zone]: ['YES'] }) =>
    enterPaper(db, letter, meetingId, answers, { formNumber, ...more });

  await taken(say('A', 'YES', '01:00'));
  await taken(paper('B', 'B-1'));
  await taken(object(db, 'b', zone, at('03:00')));
  await taken(say('b', 'YES', '04:00'));
  const { id: mistaken } = await taken(sell(db, 'Y', meetingId, ['unt_4']));
  await taken(say('Y', 'YES', '04:30'));
  await taken(voidProof(db, mistaken, at('05:00')));
  const anotherPaper = { paperNumber: '另一份', paperSha256: 'cd'.repeat(32) };
  await taken(sell(db, 'X', meetingId, ['unt_4'], anotherPaper, at('05:30')));
  await taken(say('X', 'NO', '06:00'));
  await taken(paper('D', 'D-1', {}, { [zone]: ['NO'], [roof]: ['YES'] }));
  await taken(voidPaper(db, meetingId, 'D-1'));
  await taken(paper('D', 'D-1', {}, { [zone]: ['YES'], [roof]: ['YES'] }));
  await taken(paper('E', 'E-1', { agentWithoutProxy: { agentName: '王小明' } }));
  await taken(paper('V', 'V-1', { agentWithoutProxy: { agentName: '李小红' } }, { [roof]: ['YES'] }));
  await taken(ratify(db, 'V', meetingId, 'V-1', [roof]));
  await taken(say('V', 'NO', '07:00'));
  await taken(say('V', 'ABSTAIN', '08:00'));
  await taken(say('G', 'YES', '09:00'));
  await taken(giveProxy(db, 'G', meetingId, [zone]));
  return { meetingId, zone, roof };
}

/** What a test needs to have happened. */
async function taken(doing: ReturnType<typeof cast>) {
  const done = await doing;
  if (done.__typename.endsWith('Refusal')) throw new Error(JSON.stringify(done));
  return done;
}

/** What the owner of this letter may prove, unless somebody else is the caller. */
export const fetchReceipts = (
  db: Database,
  letter: string,
  questionId: string,
  {
    of = 'BALLOT',
    caller = owner(letter),
    ...page
  }: By & { of?: string; first?: number; after?: string } = {},
) =>
  ask(
    db,
    `query ($id: ID!, $of: ReceiptOf!, $first: Int, $after: String) {
       evidenceReceipts(questionId: $id, of: $of, first: $first, after: $after) {
         nodes { receipt opened } pageInfo { hasNextPage endCursor } } }`,
    { id: questionId, of, ...page },
    { caller },
  );
