import { refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import type { CalendarDate } from '@anju/values/time';
import { textThatSets, profileAt, type RuleProfile } from './rule-profile';
import type { ProfileLayer } from './profile-layer';
import { shippedLayers } from './profiles/shipped-layers';
import type { MeetingRules } from './thresholds';

/** What an assembly's rules of procedure (议事规则) say of its votes; null where they say nothing. */
export interface ProcedureClauses {
  /** For how many heads one agent may vote (GOV-MEET-4). */
  readonly maxProxiesPerAgent: number | null;
  /** What a signed paper without a mark is (GOV-VOTE-6). */
  readonly signedBlank: MeetingRules['signedBlank'] | null;
  /** Whether parking spaces and stalls add to area and heads (REG-6). */
  readonly stalls: MeetingRules['stalls'] | null;
  /** What owners who do not answer are; to let them join the majority is against the law (GOV-VOTE-6). */
  readonly silentOwners: 'NOT_COUNTED' | 'JOIN_MAJORITY' | null;
  /** What owners who owe fees may not do; to take their vote is against the law (GOV-VOTE-7). */
  readonly feeDefaulters: 'NO_CANDIDACY' | 'NO_VOTE' | null;
}

/** What a clause may set, as far as the law and the locality leave it open (CONV-4). */
const settable = [
  'maxProxiesPerAgent',
  'signedBlank',
  'stalls',
] as const satisfies readonly (keyof MeetingRules)[];

/** Far more than any agent's, so what is larger is a slip. */
const mostHeads = 100_000;

/**
 * Refuses clauses that the law does not let rules of procedure make: silence that joins the majority (GOV-VOTE-6), the vote
 * of fee defaulters (GOV-VOTE-7), and another number than a text above them sets in the division on the day (CONV-4).
 */
export function checkClauses(
  clauses: ProcedureClauses,
  division: DivisionCode,
  from: CalendarDate,
  layers: readonly ProfileLayer[] = shippedLayers,
) {
  const { maxProxiesPerAgent: most, silentOwners, feeDefaulters } = clauses;
  if (silentOwners === 'JOIN_MAJORITY') return refuse('SILENCE_IS_NO_VOTE', 'GOV-VOTE-6');
  if (feeDefaulters === 'NO_VOTE') return refuse('VOTE_NOT_TO_BE_TAKEN', 'GOV-VOTE-7');
  if (most !== null && (most < 1 || most > mostHeads))
    return refuse('CAP_INVALID', 'GOV-MEET-4', { detail: { most: mostHeads } });
  const { meeting } = profileAt(division, from, layers);
  for (const field of settable) {
    if (clauses[field] === null || clauses[field] === meeting[field]) continue;
    const text = textThatSets(division, from, field, layers);
    if (text !== null) return refuse('SET_BY_A_HIGHER_TEXT', 'CONV-4', { detail: { clause: field, text } });
  }
  return null;
}

/** The numbers in force, and where they are left open those of the rules of procedure (CONV-4). */
export function profileUnder(
  clauses: ProcedureClauses | null,
  division: DivisionCode,
  date: CalendarDate,
  layers: readonly ProfileLayer[] = shippedLayers,
): RuleProfile {
  const profile = profileAt(division, date, layers);
  if (!clauses) return profile;
  const open = settable.filter(
    (field) => clauses[field] !== null && textThatSets(division, date, field, layers) === null,
  );
  const set = Object.fromEntries(open.map((field) => [field, clauses[field]])) as Partial<MeetingRules>;
  return { ...profile, meeting: { ...profile.meeting, ...set } };
}
