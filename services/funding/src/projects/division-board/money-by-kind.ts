import { type FundingKind, fundingKinds, isInKind } from '@anju/rulebook/funding-kind';
import type { FundingInstrument } from '@anju/rulebook/funding-kind';
import type { Fen } from '@anju/values/money';
import { exactFen } from '../../exact-sum';

/** Each sum is null where it cannot be told exactly (CONV-1). */
interface MoneyByKind {
  readonly kind: FundingKind;
  readonly plannedFen: Fen | null;
  readonly plannedInKindFen: Fen | null;
  readonly plannedSyntheticFen: Fen | null;
  readonly paidFen: Fen | null;
  readonly paidSyntheticFen: Fen | null;
}

interface Sum {
  readonly sumFen: bigint;
  /** The part of it that is invented. */
  readonly syntheticFen: bigint;
}

interface Planned extends Sum {
  readonly kind: FundingKind;
  readonly instrument: FundingInstrument;
}

/**
 * Planned and paid money by the six kinds, all six of them, in-kind apart (FUND-1), and of each sum what is
 * invented. What was paid for maintenance jobs is the residents' money, from their fund or their pocket.
 */
export function moneyByKind(
  planned: readonly Planned[],
  maintenancePaid: readonly Sum[],
): readonly MoneyByKind[] {
  return fundingKinds.map((kind) => {
    const ofKind = planned.filter((line) => line.kind === kind);
    const paid = kind === 'RESIDENT' ? maintenancePaid : [];
    return {
      kind,
      plannedFen: total(ofKind),
      plannedInKindFen: total(ofKind.filter(({ instrument }) => isInKind(instrument))),
      plannedSyntheticFen: invented(ofKind),
      paidFen: total(paid),
      paidSyntheticFen: invented(paid),
    };
  });
}

const total = (sums: readonly Sum[]): Fen | null =>
  exactFen(sums.reduce((sofar, { sumFen }) => sofar + sumFen, 0n));

const invented = (sums: readonly Sum[]): Fen | null =>
  exactFen(sums.reduce((sofar, { syntheticFen }) => sofar + syntheticFen, 0n));
