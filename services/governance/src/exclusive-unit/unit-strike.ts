import { accept, refuse } from '@anju/values/decision';
import { isReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import { type EnteredPaper, whyNoPaper } from '../entered-paper';
import type { ExclusiveUnit, ExclusiveUnitId } from './exclusive-unit';

/** A home was struck from the roll, since it is not there, or put back on it, since it is. */
export interface UnitStrike {
  readonly unitId: ExclusiveUnitId;
  /** 1, 2, 3 … of the home. */
  readonly number: number;
  readonly kind: 'STRUCK' | 'RESTORED';
  readonly reason: string;
  readonly paperNumber: string;
  readonly paperSha256: string;
  readonly at: Instant;
}

interface Saying {
  readonly kind: UnitStrike['kind'];
  readonly reason: string;
  readonly paper: EnteredPaper;
  /** How often the home was struck or restored before. */
  readonly earlier: number;
  readonly now: Instant;
}

/** Nothing of the home changes but that the roll has it or not: it comes back as it was. */
export function strikeOrRestore(
  unit: ExclusiveUnit,
  { kind, reason, paper: { number: paperNumber, sha256: paperSha256 }, earlier, now }: Saying,
) {
  const isStruck = unit.struckAt !== null;
  if (kind === 'STRUCK' && isStruck) return refuse('ALREADY_STRUCK');
  if (kind === 'RESTORED' && !isStruck) return refuse('NOT_STRUCK');
  if (!isReason(reason)) return refuse('REASON_INVALID');
  const noPaper = whyNoPaper({ number: paperNumber, sha256: paperSha256 }, null);
  if (noPaper) return noPaper;

  const strike: UnitStrike = {
    unitId: unit.id,
    number: earlier + 1,
    kind,
    reason,
    paperNumber,
    paperSha256,
    at: now,
  };
  return accept({ unit: { ...unit, struckAt: kind === 'STRUCK' ? now : null }, strike });
}
