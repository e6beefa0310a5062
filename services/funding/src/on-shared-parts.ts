import { type ContentCode, contents } from '@anju/rulebook/content';
import { type Refusal, refuse } from '@anju/values/decision';

/** Why the owners' maintenance fund does not pay for some of these; null where all are works on shared parts and facilities (MF-1). */
export function whyNotOnSharedParts(codes: readonly ContentCode[]): Refusal<'NOT_ON_SHARED_PARTS'> | null {
  const others = [...new Set(codes)].filter((code) => !contents[code].onSharedParts);
  if (others.length === 0) return null;
  return refuse('NOT_ON_SHARED_PARTS', 'MF-1', { detail: { contentCode: others.join(', ') } }).refusal;
}
