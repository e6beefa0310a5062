import type { CommitteeEntered } from '@anju/events/governance';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { addYears, type CalendarDate } from '@anju/values/time';
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

/** What entering is judged by. */
export interface Entering {
  readonly id: CommitteeId;
  /** Of the first day of the term; null where no law is known for it. */
  readonly profile: RuleProfile | null;
  /** All that the community has had. */
  readonly committees: readonly OwnersCommittee[];
  /** Those of the named owners that are on the community's roll. */
  readonly owners: ReadonlySet<string>;
  readonly today: CalendarDate;
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
const fits = (text: string) => text !== '' && [...text].length <= longestText;

/** Enters a committee that exists and is filed: it may act from now on, within its term (GOV-COM-1, GOV-COM-5). */
export function enterCommittee(
  entry: CommitteeEntry,
  { id, profile, committees, owners, today }: Entering,
): Decision<OwnersCommittee, CommitteeEntered, Code> {
  const { communityId, members, termFrom, termUntil, filingNumber, synthetic } = entry;
  if (!fits(filingNumber)) return refuse('FILING_NUMBER_INVALID', 'GOV-COM-4');

  const invalid = members.findIndex(
    ({ name, document }) => !fits(name) || (document !== null && !fits(document)),
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
  if (termUntil < today) return refuse('TERM_OVER', 'GOV-COM-12');
  const other = committees.find((each) => each.termFrom <= termUntil && termFrom <= each.termUntil);
  if (other) return refuse('TERM_TAKEN', 'GOV-COM-1', { detail: { id: other.id, until: other.termUntil } });

  return accept(
    { id, version: 1, communityId, seats, termFrom, termUntil, filingNumber, synthetic },
    {
      type: 'governance.committee-entered.v1',
      data: {
        committeeId: id,
        communityId,
        seats,
        termFrom,
        termUntil,
        filingNumber,
        ...(synthetic ? { synthetic } : {}),
      },
    },
  );
}

function repeats(values: readonly (string | null)[]): boolean {
  const given = values.filter((value) => value !== null);
  return new Set(given).size < given.length;
}
