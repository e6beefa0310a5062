import { refuse } from '@anju/values/decision';
import type { RuleId } from '@anju/values/rule-id';
import { fitsIn } from '@anju/values/text-length';
import { readLine } from './owner/typed-line';

/** A paper that somebody holds: what it is known by, and what shows that its scan is still the same. */
export interface EnteredPaper {
  readonly number: string;
  readonly sha256: string;
}

export const longestPaperNumber = 100;

/** As checksum programs print it, in small letters. */
export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** A number that cannot be read is as good as none. */
export const readPaper = (number: string, sha256: string): EnteredPaper => ({
  number: readLine(number) ?? '',
  sha256: sha256.trim().toLowerCase(),
});

/** Why a paper is not told from others by its number and the hash of its scan; null where it is. */
export function whyNoPaper({ number, sha256 }: EnteredPaper, rule: RuleId | null) {
  if (!fitsIn(number, longestPaperNumber))
    return refuse('PAPER_NUMBER_INVALID', rule, { detail: { most: longestPaperNumber } });
  return isSha256(sha256) ? null : refuse('PAPER_HASH_INVALID', rule);
}
