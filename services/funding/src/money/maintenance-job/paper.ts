import { type Refusal, refuse } from '@anju/values/decision';
import { isPaperNumber, isSha256 } from '../../entered-text';
import { foldTyped } from '@anju/values/fold-typed';
import type { Paper } from './maintenance-job';

export type PaperRefusalCode = 'PAPER_NUMBER_INVALID' | 'PAPER_HASH_INVALID';

/** Why this names no paper; null if it does. Each one that money rests on has a number and a hash (FUND-10). */
export function whyNotAPaper({ paperNumber, paperSha256 }: Paper): Refusal<PaperRefusalCode> | null {
  if (!isPaperNumber(paperNumber) || !isPaperNumber(foldTyped(paperNumber)))
    return refuse('PAPER_NUMBER_INVALID').refusal;
  return isSha256(paperSha256) ? null : refuse('PAPER_HASH_INVALID').refusal;
}

/** A paper as it is kept: its number without what typing adds, its hash in one case. */
export const asEntered = ({ paperNumber, paperSha256 }: Paper): Paper => ({
  paperNumber: paperNumber.trim(),
  paperSha256: paperSha256.toLowerCase(),
});
