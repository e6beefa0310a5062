import type { CommitteeCorrected, CommitteeEntered } from '@anju/events/governance';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import { fitsIn } from '@anju/values/text-length';
import { isName } from '@anju/values/name';
import { addYears, type CalendarDate } from '@anju/values/time';
import { documentFault } from '../owner/owner';
import type { CommitteeId, CommitteeMember, OwnersCommittee } from './owners-committee';

/** A member as filed; the document is folded. */
export interface MemberEntry extends Pick<CommitteeMember, 'role' | 'ownerId'> {
  readonly name: string;
  readonly document: string | null;
}

export interface CommitteeEntry extends Pick<
  OwnersCommittee,
  'communityId' | 'termFrom' | 'termUntil' | 'filingNumber' | 'synthetic'
> {
  readonly members: readonly MemberEntry[];
}

/** What an entry is judged by. */
interface Judging {
  /** Of the first day of the term; null where no law is known for it. */
  readonly profile: RuleProfile | null;
  /** All others that the community has had. */
  readonly committees: readonly OwnersCommittee[];
  /** Those of the named owners that are on the community's roll. */
  readonly owners: ReadonlySet<string>;
}

export interface Entering extends Judging {
  readonly id: CommitteeId;
  readonly today: CalendarDate;
}

interface Correcting extends Judging {
  readonly reason: string;
  /** As they are on file, in the order of the filing. */
  readonly membersBefore: readonly MemberEntry[];
}

type Code =
  | 'FILING_NUMBER_INVALID'
  | 'MEMBER_INVALID'
  | 'MEMBER_TWICE'
  | 'CHAIR_NOT_ONE'
  | 'OWNER_NOT_ON_ROLL'
  | 'SEATS_OUT_OF_RANGE'
  | 'SEATS_NOT_ODD'
  | 'RULES_NOT_KNOWN'
  | 'TERM_ENDS_BEFORE_IT_BEGINS'
  | 'TERM_TOO_LONG'
  | 'TERM_OVER'
  | 'TERM_TAKEN';

const longestText = 100;
const fits = (text: string) => fitsIn(text, longestText);

/** Enters a committee that exists and is filed: it may act from now on, within its term (GOV-COM-1, GOV-COM-5). */
export function enterCommittee(
  entry: CommitteeEntry,
  { id, today, ...judging }: Entering,
): Decision<OwnersCommittee, CommitteeEntered, Code> {
  const wrong = whyNotAsFiled(entry, judging);
  if (wrong) return wrong;
  if (entry.termUntil < today) return refuse('TERM_OVER', 'GOV-COM-12');

  const { communityId, members, termFrom, termUntil, filingNumber, synthetic } = entry;
  const seats = members.length;
  const committee = { id, version: 1, communityId, seats, termFrom, termUntil, filingNumber, synthetic };
  return accept(committee, { type: 'governance.committee-entered.v1', data: told(committee) });
}

/**
 * Puts right what the county entered otherwise than it is filed. Unlike a new entry it may show that the term is over.
 * What was done by the entry before stays.
 */
export function correctCommittee(
  committee: OwnersCommittee,
  { members, termFrom, termUntil, filingNumber }: Omit<CommitteeEntry, 'communityId' | 'synthetic'>,
  { reason, membersBefore, ...judging }: Correcting,
): Decision<OwnersCommittee, CommitteeCorrected, Code | 'REASON_INVALID' | 'ENTRY_UNCHANGED'> {
  const { communityId, synthetic } = committee;
  if (!isReason(reason)) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  const entry = { communityId, members, termFrom, termUntil, filingNumber, synthetic };
  const wrong = whyNotAsFiled(entry, judging);
  if (wrong) return wrong;
  if (isSame(entry, { ...committee, members: membersBefore })) return refuse('ENTRY_UNCHANGED');

  const corrected = { ...committee, seats: members.length, termFrom, termUntil, filingNumber };
  return accept(corrected, { type: 'governance.committee-corrected.v1', data: told(corrected) });
}

const told = ({ id, version: _, synthetic, ...committee }: OwnersCommittee) => ({
  committeeId: id,
  ...committee,
  ...(synthetic ? { synthetic } : {}),
});

const isSame = (a: CommitteeEntry, b: CommitteeEntry): boolean =>
  a.termFrom === b.termFrom &&
  a.termUntil === b.termUntil &&
  a.filingNumber === b.filingNumber &&
  a.members.length === b.members.length &&
  a.members.every(({ role, name, document, ownerId }, i) => {
    const other = b.members[i]!;
    return (
      role === other.role && name === other.name && document === other.document && ownerId === other.ownerId
    );
  });

/** Why no committee can be filed like this; null if one can (GOV-COM-1 to 4). */
function whyNotAsFiled(
  { members, termFrom, termUntil, filingNumber }: CommitteeEntry,
  { profile, committees, owners }: Judging,
) {
  if (!fits(filingNumber)) return refuse('FILING_NUMBER_INVALID', 'GOV-COM-4');

  const invalid = members.findIndex(
    ({ name, document }) =>
      !fits(name) || !isName(name) || (document !== null && (!fits(document) || documentFault(document))),
  );
  if (invalid >= 0) return refuse('MEMBER_INVALID', null, { detail: { number: invalid + 1 } });
  if (repeats(members.map(({ document }) => document)) || repeats(members.map(({ ownerId }) => ownerId)))
    return refuse('MEMBER_TWICE', 'GOV-COM-1');
  if (members.filter(({ role }) => role === 'CHAIR').length !== 1)
    return refuse('CHAIR_NOT_ONE', 'GOV-COM-3');
  const stranger = members.findIndex(({ ownerId }) => ownerId !== null && !owners.has(ownerId));
  if (stranger >= 0) return refuse('OWNER_NOT_ON_ROLL', 'GOV-COM-2', { detail: { number: stranger + 1 } });

  const rules = profile?.committee;
  if (!rules) return refuse('RULES_NOT_KNOWN', 'GOV-COM-1');
  const seats = members.length;
  const { minSeats: least, maxSeats: most, oddSeats, maxTermYears: years } = rules;
  if (seats < least || seats > most)
    return refuse('SEATS_OUT_OF_RANGE', 'GOV-COM-1', { detail: { seats, least, most } });
  if (oddSeats && seats % 2 === 0) return refuse('SEATS_NOT_ODD', 'GOV-COM-1', { detail: { seats } });

  if (termUntil <= termFrom) return refuse('TERM_ENDS_BEFORE_IT_BEGINS', 'GOV-COM-1');
  if (termUntil > addYears(termFrom, years))
    return refuse('TERM_TOO_LONG', 'GOV-COM-1', { detail: { years } });
  const other = committees.find((each) => each.termFrom <= termUntil && termFrom <= each.termUntil);
  return other
    ? refuse('TERM_TAKEN', 'GOV-COM-1', { detail: { id: other.id, until: other.termUntil } })
    : null;
}

function repeats(values: readonly (string | null)[]): boolean {
  const given = values.filter((value) => value !== null);
  return new Set(given).size < given.length;
}
