import {
  type FundingInstrument,
  type FundingKind,
  isInKind,
  isInstrumentOf,
} from '@anju/rulebook/funding-kind';
import { type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import { type AmountRefusalCode, sumEntered, tooLarge, whyNotAnAmount } from '../../entered-amount';

/**
 * So much of a project's money, of one kind and by one instrument (FUND-1, FUND-2). It pays for the project and for no
 * content item of it, so that two central grants for the cost of one item are not noticed here (FUND-8).
 */
export interface FundingLine {
  readonly projectId: Id<'prj'>;
  /** 1, 2, 3 … as they were entered. */
  readonly number: number;
  readonly kind: FundingKind;
  readonly instrument: FundingInstrument;
  readonly amountFen: Fen;
  readonly synthetic: boolean;
}

export type NewFundingLine = Omit<FundingLine, 'projectId' | 'number'>;

export type MoneyRefusalCode = AmountRefusalCode | 'INSTRUMENT_OF_ANOTHER_KIND' | 'MONEY_DIFFERS_FROM_COST';

/** Why this money is not that of a project of this cost; null if it is, to the fen (FUND-1, FUND-2). */
export function wrongMoney(lines: readonly NewFundingLine[], costFen: Fen): Refusal<MoneyRefusalCode> | null {
  for (const { kind, instrument, amountFen } of lines) {
    const refusal = whyNotAnAmount(amountFen, 'FUND-1');
    if (refusal) return refusal;
    if (!isInstrumentOf(kind, instrument))
      return refuse('INSTRUMENT_OF_ANOTHER_KIND', 'FUND-2', { detail: { kind, instrument } }).refusal;
  }
  const moneyFen = sumEntered(lines.map(({ amountFen }) => amountFen));
  if (moneyFen === null) return tooLarge().refusal;
  if (moneyFen === costFen) return null;

  const detail = { moneyFen, costFen, differenceFen: Math.abs(moneyFen - costFen) };
  return refuse('MONEY_DIFFERS_FROM_COST', 'FUND-1', { detail }).refusal;
}

/** Goods count towards the whole and are shown apart from cash (FUND-1). */
export function cashAndKind(lines: readonly FundingLine[]): { cashFen: Fen; inKindFen: Fen } {
  const sum = (inKind: boolean) =>
    lines
      .filter(({ instrument }) => isInKind(instrument) === inKind)
      .reduce((sofar, { amountFen }) => sofar + amountFen, 0);
  return { cashFen: sum(false), inKindFen: sum(true) };
}
