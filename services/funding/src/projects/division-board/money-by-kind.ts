import { type FundingKind, fundingKinds, isInKind } from '@anju/rulebook/funding-kind';
import type { FundingInstrument } from '@anju/rulebook/funding-kind';
import type { Fen } from '@anju/values/money';
import { exactFen } from '../../exact-sum';

/** Each sum is null where it cannot be told exactly (CONV-1). */
interface MoneyByKind {
  readonly kind: FundingKind;
  readonly plannedFen: Fen | null;
  readonly plannedInKindFen: Fen | null;
  readonly paidFen: Fen | null;
}

interface Planned {
  readonly kind: FundingKind;
  readonly instrument: FundingInstrument;
  readonly sumFen: bigint;
}

/**
 * Planned and paid money by the six kinds, all six of them, in-kind apart (FUND-1). What the maintenance fund
 * paid is the residents' money.
 */
export function moneyByKind(
  planned: readonly Planned[],
  maintenancePaid: readonly Pick<Planned, 'sumFen'>[],
): readonly MoneyByKind[] {
  return fundingKinds.map((kind) => {
    const ofKind = planned.filter((line) => line.kind === kind);
    return {
      kind,
      plannedFen: total(ofKind),
      plannedInKindFen: total(ofKind.filter(({ instrument }) => isInKind(instrument))),
      paidFen: kind === 'RESIDENT' ? total(maintenancePaid) : 0,
    };
  });
}

const total = (sums: readonly Pick<Planned, 'sumFen'>[]): Fen | null =>
  exactFen(sums.reduce((sofar, { sumFen }) => sofar + sumFen, 0n));
