import type { CourtLine } from './court-line';

type Of<Kind extends CourtLine['kind']> = Extract<CourtLine, { kind: Kind }>;
type Vote = Extract<Of<'ACT'>, { act: 'VOTE' }>;

/** What became of ballots after they came in. */
interface Afterwards {
  readonly acts: readonly Of<'ACT'>[];
  readonly voidedPapers: readonly Of<'VOIDED_PAPER'>[];
  readonly voidedAnswers: readonly Of<'VOIDED_ANSWER'>[];
  readonly ratifications: readonly Of<'RATIFICATION'>[];
}

/**
 * What each ballot is worth for its head. Nothing where its paper, or the proof of the sale by which its owner spoke, was
 * entered by mistake (REG-7). What an agent answered without authority is invalid until its owner ratifies it (GOV-MEET-4).
 */
export function worthOf({ acts, voidedPapers, voidedAnswers, ratifications }: Afterwards) {
  const mistaken = new Set(voidedPapers.map(({ ballot }) => ballot));
  const withoutProxy = new Set(voidedAnswers.map(({ ballot }) => ballot));
  const ratified = new Set(ratifications.map(({ ballot, head }) => `${ballot} ${head}`));
  const lastUndone = new Map<string, number>();
  for (const { act, head, owner, sequence } of acts) {
    const key = `${head} ${owner}`;
    if (act === 'SALE_VOIDED') lastUndone.set(key, Math.max(sequence, lastUndone.get(key) ?? 0));
  }
  return ({ ballot, head, owner, sequence, written, why }: Vote): Vote['choice'] => {
    const undone = (lastUndone.get(`${head} ${owner}`) ?? 0) > sequence;
    if (mistaken.has(ballot) || undone) return 'VOIDED';
    const isVoid = why !== null || withoutProxy.has(ballot);
    // An unsigned paper is nobody's, and none can ratify it (GOV-VOTE-6).
    const canBe = why === null || why === 'UNAUTHORISED' || why === 'AGAINST_INSTRUCTION';
    return isVoid && !(canBe && ratified.has(`${ballot} ${head}`)) ? 'INVALID' : asChoice(written);
  };
}

/** What is written, as it counts: only the rules of procedure make an abstention of nothing (GOV-VOTE-6). */
const asChoice = (written: Vote['written']) => (written === 'BLANK' ? 'ABSTAIN' : written);
