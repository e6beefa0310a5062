import { type Refusal, refuse } from '@anju/values/decision';
import { isPaperNumber, isSha256 } from '../../entered-text';
import type { Paper } from './maintenance-job';

export type PaperRefusalCode = 'PAPER_NUMBER_INVALID' | 'PAPER_HASH_INVALID';

/** Why this names no paper; null if it does. Each one that money rests on has a number and a hash (FUND-10). */
export function whyNotAPaper({ paperNumber, paperSha256 }: Paper): Refusal<PaperRefusalCode> | null {
  if (!isPaperNumber(paperNumber)) return refuse('PAPER_NUMBER_INVALID').refusal;
  return isSha256(paperSha256) ? null : refuse('PAPER_HASH_INVALID').refusal;
}
