import { count } from '@anju/rulebook/count.builder';
import { shippedHolidays } from '@anju/rulebook/holidays';
import { profileAt } from '@anju/rulebook/rule-profile';
import { dateOf, type Instant, lastDateBefore } from '@anju/values/time';
import { aQuestion } from '../question/question.builder';
import { decide } from './count-decision';
import type { OwnersDecision } from './owners-decision';
import { postDecision } from './posting';

export type Votes = Parameters<typeof count>[0];
/** Three of the five who take part say yes. */
export const carried: Votes = { yes: 'ABC', no: 'D', abstain: 'G' };

/** Counted at this moment, by the rules of its closing date. */
export const counting = (now: Instant, votes: Votes = carried, question = aQuestion(), synthetic = false) =>
  decide(question, {
    decisionId: 'dec_1',
    snapshot: { id: 'snp_1', hash: 'a0'.repeat(32), stallsAreaDm2: 0 },
    count: count(votes),
    ballots: { number: 5, voided: 0, hash: 'b0'.repeat(32) },
    proxies: 1,
    profile: profileAt('140502', lastDateBefore(question.closesAt)),
    profileToday: profileAt('140502', dateOf(now)),
    termUntil: '2024-08-01',
    synthetic,
    holidays: shippedHolidays,
    now,
  });

/** Counted on 20 September 2022 unless told otherwise. */
export function aDecision(votes: Votes = carried, now: Instant = '2022-09-20T02:00:00.000Z'): OwnersDecision {
  const result = counting(now, votes);
  if (!result.accepted) throw new Error(result.refusal.code);
  return result.state.decision;
}

const posting = { postedOn: '2022-09-23', place: '南门', photoSha256: null, minutes: null } as const;
export type Correction = Parameters<typeof postDecision>[2];
/** Posted on 23 September, at the south gate, unless told otherwise. */
export const post = (
  decision: OwnersDecision,
  differing: object = {},
  now: Instant = '2022-09-23T02:00:00.000Z',
  correction: Correction = null,
  superseded: Parameters<typeof postDecision>[3]['superseded'] = [],
) =>
  postDecision(decision, { ...posting, ...differing }, correction, {
    superseded,
    usedPapers: superseded,
    profile: profileAt('140502', dateOf(now)),
    holidays: shippedHolidays,
    now,
  });
export function aPosted(votes: Votes = carried): OwnersDecision {
  const result = post(aDecision(votes));
  if (!result.accepted) throw new Error(result.refusal.code);
  return result.state.decision;
}
