import { type FundingKind, fundingKinds, isInKind } from '@anju/rulebook/funding-kind';
import type { FundingInstrument } from '@anju/rulebook/funding-kind';
import type { Fen } from '@anju/values/money';

interface MoneyByKind {
  readonly kind: FundingKind;
  readonly plannedFen: Fen;
  readonly plannedInKindFen: Fen;
  readonly paidFen: Fen;
}

interface Planned {
  readonly kind: FundingKind;
  readonly instrument: FundingInstrument;
  readonly amountFen: Fen;
}

/**
 * Planned and paid money by the six kinds, all six of them, in-kind apart (FUND-1). What the maintenance fund
 * paid is the residents' money.
 */
export function moneyByKind(planned: readonly Planned[], maintenancePaidFen: Fen): readonly MoneyByKind[] {
  return fundingKinds.map((kind) => {
    const sum = (inKind: boolean) =>
      planned
        .filter((line) => line.kind === kind && isInKind(line.instrument) === inKind)
        .reduce((sofar, { amountFen }) => sofar + amountFen, 0);
    return {
      kind,
      plannedFen: sum(false) + sum(true),
      plannedInKindFen: sum(true),
      paidFen: kind === 'RESIDENT' ? maintenancePaidFen : 0,
    };
  });
}
