import { type Refusal, refuse } from '@anju/values/decision';
import { type Fen, mostEnteredFen } from '@anju/values/money';
import type { RuleId } from '@anju/values/rule-id';

export type AmountRefusalCode = 'AMOUNT_NOT_POSITIVE' | 'AMOUNT_TOO_LARGE';

/** Why nobody can mean so much money; null if somebody can. `rule` is the one that asks for the amount. */
export function whyNotAnAmount(amountFen: Fen, rule: RuleId): Refusal<AmountRefusalCode> | null {
  if (amountFen <= 0) return refuse('AMOUNT_NOT_POSITIVE', rule, { detail: { amountFen } }).refusal;
  return amountFen > mostEnteredFen ? tooLarge().refusal : null;
}

export const tooLarge = () => refuse('AMOUNT_TOO_LARGE', 'CONV-1', { detail: { mostFen: mostEnteredFen } });

/** What amounts that were each looked at come to together; null where that is more than may be entered. */
export const sumEntered = (amounts: readonly Fen[]): Fen | null =>
  amounts.reduce<Fen | null>(
    (sofar, amount) => (sofar === null || sofar + amount > mostEnteredFen ? null : sofar + amount),
    0,
  );
