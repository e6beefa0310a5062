import { accept, refuse } from '@anju/values/decision';
import { isReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { notOpen } from '../ballot/ballot';
import { type Question, statusOf, wasOpen } from '../question/question';

/** The most that one request hands in. */
export const mostForms = 500;

/**
 * A numbered form that lay with the convener before voting ended, so that it may be entered afterwards, and has to be
 * before the count (GOV-MEET-3, GOV-VOTE-13).
 */
export interface HandedInForm {
  readonly meetingId: MeetingId;
  /** Folded as by `readFormNumber`. */
  readonly formNumber: string;
  readonly receivedAt: Instant;
  /** Whom the issuer of the token knows. */
  readonly takenBy: string;
  readonly recordedAt: Instant;
}

/** A form that was handed in and is nobody's ballot, as where nobody can say whose it is. */
export interface FormSetAside {
  readonly meetingId: MeetingId;
  readonly formNumber: string;
  readonly reason: string;
  readonly setAsideBy: string;
  readonly setAsideAt: Instant;
}

interface Meeting {
  readonly meetingId: MeetingId;
  readonly questions: readonly Question[];
  /** The subject of the token. */
  readonly by: string;
  readonly now: Instant;
}

interface HandingIn extends Meeting {
  /** Those of the numbers that were handed in or entered before. */
  readonly taken: ReadonlySet<string>;
}

/** Records that forms are there, all or none, while voting is open: at its end the list is closed. */
export function handInForms(
  forms: readonly { readonly formNumber: string | null; readonly receivedAt: Instant }[],
  { meetingId, questions, taken, by: takenBy, now }: HandingIn,
) {
  const closed = notOpen(questions, now);
  if (closed) return closed;
  if (forms.length === 0 || forms.length > mostForms)
    return refuse('FORMS_MISSING', 'GOV-VOTE-13', { detail: { most: mostForms } });

  const seen = new Set(taken);
  const handedIn: HandedInForm[] = [];
  for (const [i, { formNumber, receivedAt }] of forms.entries()) {
    if (formNumber === null) return refuse('FORM_NUMBER_INVALID', 'GOV-VOTE-13', { detail: { row: i + 1 } });
    if (seen.has(formNumber)) return refuse('FORM_NUMBER_USED', 'GOV-VOTE-13', { detail: { formNumber } });
    if (receivedAt > now || !questions.every((question) => wasOpen(question, receivedAt)))
      return refuse('RECEIVED_OUTSIDE_VOTING', 'GOV-MEET-3', { detail: { formNumber } });
    seen.add(formNumber);
    handedIn.push({ meetingId, formNumber, receivedAt, takenBy, recordedAt: now });
  }
  return accept(handedIn);
}

interface SettingAside extends Meeting {
  /** What is known of the form. */
  readonly form: { readonly isEntered: boolean; readonly isSetAside: boolean } | null;
}

/**
 * Sets a form aside that was handed in and cannot be entered, once voting is over: until then it may still be found out
 * whose it is. It may be entered all the same before the count.
 */
export function setFormAside(
  formNumber: string,
  reason: string,
  { meetingId, questions, form, by: setAsideBy, now }: SettingAside,
) {
  if (!form) return refuse('FORM_NOT_HANDED_IN', 'GOV-VOTE-13');
  if (form.isEntered) return refuse('FORM_ENTERED', 'GOV-VOTE-13');
  if (form.isSetAside) return refuse('FORM_SET_ASIDE', 'GOV-VOTE-13');
  const statuses = questions.map((question) => statusOf(question, now));
  if (statuses.includes('COUNTED')) return refuse('ALREADY_COUNTED', 'GOV-VOTE-10');
  if (statuses.some((status) => status !== 'VOTING_OVER')) return refuse('VOTING_NOT_OVER', 'GOV-MEET-3');
  if (!isReason(reason)) return refuse('REASON_INVALID');
  const aside: FormSetAside = { meetingId, formNumber, reason, setAsideBy, setAsideAt: now };
  return accept(aside);
}

/** One line for each form in the order of their numbers: the number and when it came. Its hash seals the list. */
export const canonicalForms = (forms: readonly Pick<HandedInForm, 'formNumber' | 'receivedAt'>[]): string =>
  forms
    .toSorted((a, b) => (a.formNumber < b.formNumber ? -1 : 1))
    .map(({ formNumber, receivedAt }) => `${formNumber} ${receivedAt}\n`)
    .join('');
