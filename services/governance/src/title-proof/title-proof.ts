import { accept, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { isReason } from '@anju/values/reason';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import { whyNoPaper } from '../entered-paper';
import type { SnapshotId } from '../electorate-snapshot/electorate-snapshot';

export type TitleProofId = Id<'ttp'>;

/** The paper that shows that all units of a head became another's after the notice (REG-7). */
export interface TitleProof {
  readonly id: TitleProofId;
  readonly meetingId: Id<'mtg'>;
  readonly buyerId: Id<'own'>;
  readonly unitIds: readonly Id<'unt'>[];
  readonly transferredOn: CalendarDate;
  readonly paperNumber: string;
  readonly paperSha256: string;
  /** From this moment on the buyer speaks for the head, and who sold does not. */
  readonly provenAt: Instant;
}

/** That a proof was entered by mistake, as for a wrong home: the head speaks as before it. The proof's own row stays. */
export interface ProofVoiding {
  readonly proofId: TitleProofId;
  readonly reason: string;
  readonly voidedAt: Instant;
}

/** A head that was sold whole, in one electorate, by a proof that stands; once. */
export interface SoldHead extends Pick<FrozenHead, 'snapshotId' | 'headKey'> {
  readonly buyerId: TitleProof['buyerId'];
  readonly proofId: TitleProofId;
}

/** The paper, as entered. */
export type TitleProofDraft = Omit<TitleProof, 'id' | 'provenAt'>;

/** A head as one electorate of the meeting has it. */
export interface FrozenHead {
  readonly snapshotId: SnapshotId;
  readonly headKey: string;
  readonly unitIds: readonly string[];
  readonly ownerIds: readonly string[];
}

interface Proving {
  readonly proofId: TitleProofId;
  /** Every head that a named unit is of, in each electorate of the meeting. */
  readonly heads: readonly FrozenHead[];
  /** Whether the buyer is known on the community's roll. */
  readonly buyerIsKnown: boolean;
  /** The heads that were proven sold before, */
  readonly sold: readonly SoldHead[];
  /** and by which papers. */
  readonly proofs: readonly TitleProof[];
  readonly noticedAt: Instant;
  /** Whether a question of the meeting takes ballots no more. */
  readonly votingOver: boolean;
  readonly now: Instant;
}

/**
 * The buyer speaks for a head in every electorate of which all the head's units are on the paper. Where only some
 * are, the head votes as it was frozen: one head does not speak twice (REG-7).
 */
export function enterTitleProof(draft: TitleProofDraft, proving: Proving) {
  const { buyerId, unitIds, transferredOn, paperNumber, paperSha256 } = draft;
  const { proofId, heads, buyerIsKnown, sold, proofs, noticedAt, votingOver, now } = proving;
  if (votingOver) return refuse('VOTING_OVER', 'GOV-MEET-3');

  const named = new Set<string>(unitIds);
  const frozen = new Set(heads.flatMap((head) => head.unitIds));
  if (named.size === 0 || named.size !== unitIds.length || ![...named].every((id) => frozen.has(id)))
    return refuse('UNITS_INVALID', 'REG-7');
  if (new Set(heads.map(({ headKey }) => headKey)).size > 1) return refuse('SEVERAL_HEADS', 'REG-7');
  if (!buyerIsKnown) return refuse('BUYER_NOT_FOUND', 'REG-7');
  // One head has the same owners in every electorate.
  const { headKey, ownerIds } = heads[0]!;
  const soldBy = (each: Pick<FrozenHead, 'snapshotId' | 'headKey'>) =>
    sold.find((other) => other.snapshotId === each.snapshotId && other.headKey === each.headKey);
  const naming = (id: TitleProofId | undefined) => ({
    detail: { proofId: id ?? '', paperNumber: proofs.find((each) => each.id === id)?.paperNumber ?? '' },
  });
  if (ownerIds.includes(buyerId))
    return refuse('BUYER_IS_OF_THE_HEAD', 'REG-7', naming(heads.map(soldBy).find(Boolean)?.proofId));

  const earliest = dateOf(noticedAt);
  const today = dateOf(now);
  if (transferredOn < earliest || transferredOn > today)
    return refuse('TRANSFER_DATE_INVALID', 'REG-7', { detail: { earliest, today } });
  const noPaper = whyNoPaper({ number: paperNumber, sha256: paperSha256 }, 'REG-7');
  if (noPaper) return noPaper;

  const whole = heads.filter((head) => head.unitIds.every((id) => named.has(id)));
  if (whole.length === 0) return refuse('NOT_ALL_UNITS', 'REG-7');
  const unsold = whole.filter((head) => !soldBy(head));
  if (unsold.length === 0) return refuse('ALREADY_PROVEN', 'REG-7', naming(soldBy(whole[0]!)?.proofId));

  // One paper is one transfer, which the other electorates of the same head may follow.
  const otherSale = proofs.find(
    (each) =>
      (each.paperNumber === paperNumber || each.paperSha256 === paperSha256) &&
      !(
        each.buyerId === buyerId &&
        each.transferredOn === transferredOn &&
        sold.some((head) => head.proofId === each.id && head.headKey === headKey)
      ),
  );
  if (otherSale) return refuse('PAPER_OF_ANOTHER_SALE', 'REG-7', naming(otherSale.id));

  const proof: TitleProof = { ...draft, id: proofId, provenAt: now };
  return accept({ proof, heads: unsold });
}

interface Mistaken {
  readonly isVoided: boolean;
  readonly votingOver: boolean;
  readonly now: Instant;
}

/**
 * While voting is open, so that who was kept from voting still can, and whoever saw how it ends does not choose whose
 * ballot counts.
 */
export function voidTitleProof(
  proofId: TitleProofId,
  reason: string,
  { isVoided, votingOver, now }: Mistaken,
) {
  if (isVoided) return refuse('ALREADY_VOIDED');
  if (votingOver) return refuse('TOO_LATE_TO_VOID', 'GOV-MEET-3');
  if (!isReason(reason)) return refuse('REASON_INVALID');
  const voiding: ProofVoiding = { proofId, reason, voidedAt: now };
  return accept(voiding);
}
