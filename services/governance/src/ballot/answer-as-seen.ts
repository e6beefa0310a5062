import type { MeetingRules } from '@anju/rulebook/thresholds';
import type { Choice } from '@anju/rulebook/tally';
import type { Answer } from './ballot';
import {
  type BallotStanding,
  displacesBuyers,
  type HeadAct,
  isAnswer,
  order,
  standingOf,
  standingOfBallot,
} from '@anju/rulebook/standing';

/** What a ballot says to a question, and whether that counts. */
export interface AnswerAsSeen extends Omit<Answer, 'choice' | 'blank'> {
  readonly choice: Choice | null;
  /** What an agent wrote without authority, which counts if the owner ratifies it (GOV-MEET-4). */
  readonly unratifiedChoice: Choice | null;
  readonly standing: BallotStanding;
  /** For how many it stands so: one's own, and each of whom a home was bought, as far as its proof allows (REG-7). */
  readonly heads: number;
  /**
   * The owner said otherwise before, perhaps for another home: both are one head's, and so one ballot changed (REG-3).
   * What it said online is told to nobody else, or who enters a paper and voids it would learn of it (PRIV-1).
   */
  readonly differsFromEarlier: boolean;
  /** The buyer of the home had voted when it was entered, and it was cast before the proof (REG-7). */
  readonly displacesBuyers: boolean;
}

/**
 * One answer from the acts of every head that it speaks for. An owner of several heads is told the best of them:
 * of two homes, one owned alone, the ballot counts for that one whatever a co-owner of the other says. The reader is
 * the owner who asks; none where an office or the committee does.
 */
export function asSeen(
  ballotId: string,
  { questionId, ...written }: Omit<Answer, 'blank'>,
  heads: readonly (readonly HeadAct[])[],
  ballotChange: MeetingRules['ballotChange'],
  reader: string | null,
): AnswerAsSeen {
  const votes = heads.map((acts) => {
    const vote = acts.find((act) => act.kind === 'VOTE' && act.ballotId === ballotId);
    if (vote?.kind !== 'VOTE') throw new Error(`${ballotId} is not among the acts of its head`);
    const differs = acts.some(
      (act) =>
        isAnswer(act) &&
        isAnswer(vote) &&
        act.ownerId === vote.ownerId &&
        (act.channel === 'PAPER' || act.ownerId === reader) &&
        order(act, vote) < 0 &&
        act.choice !== vote.choice,
    );
    const standing = standingOfBallot(vote, standingOf(acts, ballotChange));
    return { vote, differs, displaces: displacesBuyers(acts, vote), standing };
  });
  const standings = votes.map((each) => each.standing);
  // What is written stays; whether it was an answer at all is known from the acts.
  const isVoid = written.choice !== 'INVALID' && votes.every(({ vote }) => vote.choice === 'INVALID');
  const readable = written.choice === 'INVALID' ? null : written.choice;
  const standing = bestFirst.find((each) => standings.includes(each));
  if (!standing) throw new Error(`${ballotId} speaks for nobody`);
  const differsFromEarlier = votes.some(({ differs }) => differs);
  const displaces = votes.some((each) => each.displaces);
  const seen = {
    questionId,
    choice: null,
    unratifiedChoice: null,
    standing,
    heads: standings.filter((each) => each === standing).length,
    differsFromEarlier,
    displacesBuyers: displaces,
  };
  if (standing === 'VOIDED') return { ...seen, invalidBecause: null };
  if (readable === null) return { ...seen, invalidBecause: written.invalidBecause };
  if (isVoid)
    return { ...seen, unratifiedChoice: readable, invalidBecause: written.invalidBecause ?? 'PROXY_ENDED' };
  if (standing === 'INVALID') return { ...seen, invalidBecause: 'NOT_DESIGNATED' };
  return { ...seen, choice: readable, invalidBecause: null };
}

const bestFirst = ['COUNTED', 'PENDING', 'SUPERSEDED', 'INVALID', 'VOIDED'] as const;
