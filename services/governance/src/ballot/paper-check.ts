import type { Choice } from '@anju/rulebook/tally';
import { accept, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { type Answer, type Ballot, type BallotId, byAgent, readMarks } from './ballot';

/** In what two people read a paper differently. */
export type PaperDifference = 'OWNER' | 'AGENT' | 'SIGNED' | 'ANSWERS';

/**
 * A second person's reading of a paper that was entered. What it says is not kept, only in what it differs: the paper
 * itself is looked at again then.
 */
export interface PaperCheck {
  readonly ballotId: BallotId;
  /** 1, 2, 3 … for each entry of a paper; the last one decides. */
  readonly number: number;
  readonly differences: readonly PaperDifference[];
  readonly checkedBy: string;
  readonly checkedAt: Instant;
}

/** A paper as the second person reads it. */
export interface SecondReading {
  readonly ownerId: Id<'own'>;
  readonly byAgent: boolean;
  readonly signed: boolean;
  readonly answers: readonly { readonly questionId: string; readonly marks: readonly Choice[] }[];
}

interface Checking {
  /** What stands under the form's number: its last entry, and whether that is voided. */
  readonly entry: (Ballot & { readonly isVoided: boolean }) | null;
  readonly answers: readonly Pick<Answer, 'questionId' | 'choice'>[];
  /** The check that decides until now. */
  readonly last: PaperCheck | null;
  readonly by: string;
  readonly now: Instant;
}

/** Compares what two people read on one paper. A slip of the second one is mended by checking once more. */
export function checkPaper(reading: SecondReading, { entry, answers, last, by: checkedBy, now }: Checking) {
  if (!entry) return refuse('FORM_NOT_ENTERED');
  if (entry.isVoided) return refuse('ALREADY_VOIDED');
  if (entry.enteredBy === checkedBy) return refuse('CHECKED_BY_WHO_ENTERED_IT', 'GOV-VOTE-13');
  if (last?.differences.length === 0) return refuse('ALREADY_CHECKED', 'GOV-VOTE-13');

  const differing: Record<PaperDifference, boolean> = {
    OWNER: reading.ownerId !== entry.ownerId,
    AGENT: reading.byAgent !== byAgent(entry),
    SIGNED: reading.signed !== entry.signed,
    ANSWERS: wordsOf(answers) !== wordsOf(reading.answers.map((each) => read(each, reading.signed))),
  };
  const check: PaperCheck = {
    ballotId: entry.id,
    number: (last?.number ?? 0) + 1,
    differences: (Object.keys(differing) as PaperDifference[]).filter((each) => differing[each]),
    checkedBy,
    checkedAt: now,
  };
  return accept(check);
}

const read = ({ questionId, marks }: SecondReading['answers'][number], signed: boolean) => ({
  questionId,
  choice: readMarks(marks, signed).choice,
});

/** What a paper says, in one order; an answer stands once for each head of its owner. */
const wordsOf = (answers: readonly { readonly questionId: string; readonly choice: string }[]): string =>
  [...new Set(answers.map(({ questionId, choice }) => `${questionId} ${choice}`))].toSorted().join('\n');
