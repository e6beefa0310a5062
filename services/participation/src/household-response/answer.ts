import { type ContentCode, contentCodes } from '@anju/rulebook/content';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';

/** Who looks after the community when the works are done. */
export type AftercareMode = 'PM_COMPANY' | 'SELF' | 'ENTRUSTED' | 'JOINT';

/** What a household said. One that would not answer said nothing. */
interface AnswerContent {
  readonly kind: 'ANSWERED' | 'REFUSED';
  readonly consents: boolean;
  readonly consentsToManagementMode: boolean;
  /** Null where it agrees to any, or to none. */
  readonly managementMode: AftercareMode | null;
  readonly wishes: readonly ContentCode[];
}

/** An answer as recorded. It is never changed: a later one of the same household replaces it. */
export interface Answer extends AnswerContent {
  readonly id: Id<'ans'>;
  readonly responseId: Id<'hhr'>;
  /** 1, 2, 3 … in the order recorded. */
  readonly number: number;
  readonly answeredOn: CalendarDate;
  readonly recordedAt: Instant;
}

/** The same as entered, where things may be left out. */
export interface AnswerDraft {
  readonly kind: AnswerContent['kind'];
  readonly consents: boolean | null;
  readonly consentsToManagementMode: boolean | null;
  readonly managementMode: AftercareMode | null;
  readonly wishes: readonly ContentCode[];
  readonly answeredOn: CalendarDate;
}

export type AnswerCode = 'CONSENT_NOT_STATED' | 'REFUSED_YET_ANSWERED' | 'MODE_WITHOUT_CONSENT';

/** What a household said, if it can have said that. Silence is never taken for consent, nor for the opposite. */
export function readAnswer(draft: AnswerDraft): Decision<AnswerContent, never, AnswerCode> {
  const { kind, consents, consentsToManagementMode, managementMode } = draft;
  const wishes = contentCodes.filter((code) => draft.wishes.includes(code));
  if (kind === 'REFUSED') {
    const saidSomething = consents || consentsToManagementMode || managementMode || wishes.length > 0;
    if (saidSomething) return refuse('REFUSED_YET_ANSWERED', 'PART-2');
    return accept({ kind, consents: false, consentsToManagementMode: false, managementMode, wishes });
  }
  if (consents === null || consentsToManagementMode === null) return refuse('CONSENT_NOT_STATED', 'PART-3');
  if (managementMode && !consentsToManagementMode) return refuse('MODE_WITHOUT_CONSENT', 'PART-3');
  return accept({ kind, consents, consentsToManagementMode, managementMode, wishes });
}

/** The same said on the same day: what was sent or read twice. */
export const isSameAnswer = (
  a: AnswerContent & Pick<Answer, 'answeredOn'>,
  b: AnswerContent & Pick<Answer, 'answeredOn'>,
): boolean =>
  a.answeredOn === b.answeredOn &&
  a.kind === b.kind &&
  a.consents === b.consents &&
  a.consentsToManagementMode === b.consentsToManagementMode &&
  a.managementMode === b.managementMode &&
  a.wishes.join() === b.wishes.join();

/** The one that counts: the last that was given, and of one day the last that was recorded. */
export const countedOf = (answers: readonly Answer[]): Answer | null =>
  answers.reduce<Answer | null>(
    (counted, each) => (counted && isLater(counted, each) ? counted : each),
    null,
  );

const isLater = (a: Answer, b: Answer) =>
  a.answeredOn === b.answeredOn ? a.number > b.number : a.answeredOn > b.answeredOn;
