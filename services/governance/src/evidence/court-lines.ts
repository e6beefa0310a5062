import type { CourtLine } from '@anju/verify/court-line';
import type { FrozenUnit } from '@anju/rulebook/electorate';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import type { Ratification } from '../ballot/ratification';
import type { Voiding } from '../ballot/voiding';
import type { Objection } from '../objection/objection';
import type { OwnersDecision } from '../owners-decision/owners-decision';
import type { Proxy } from '../proxy/proxy';
import type { Question } from '../question/question';
import type { RulesOfProcedure } from '../rules-of-procedure/rules-of-procedure';
import type { ProofVoiding, TitleProof } from '../title-proof/title-proof';

type Of<Kind extends CourtLine['kind']> = Extract<CourtLine, { kind: Kind }>;

export const noticeLine = (
  { id: meeting, form, noticedAt, residentsCommitteeToldAt }: AssemblyMeeting,
  { id: question, number, title, opensAt, closesAt }: Question,
  procedure: RulesOfProcedure | null,
): Of<'NOTICE'> => ({
  kind: 'NOTICE',
  ...{ meeting, form, noticedAt, residentsCommitteeToldAt, opensAt, closesAt, question, number, title },
  ...(procedure && { rulesOfProcedure: procedureOf(procedure) }),
});

/** Clauses against the law were never entered (`checkClauses`). */
const procedureOf = ({ adoptedOn, appliesFrom, paperNumber, paperSha256, clauses }: RulesOfProcedure) => ({
  ...{ adoptedOn, appliesFrom, paperNumber, paperSha256 },
  clauses: clauses as NonNullable<Of<'NOTICE'>['rulesOfProcedure']>['clauses'],
});

export const unitLine = ({ unitId, buildingId, label, headKey, areaDm2 }: FrozenUnit): Of<'UNIT'> => ({
  kind: 'UNIT',
  ...{ unit: unitId, building: buildingId, label, head: headKey, areaDm2 },
});

/** The electors come in the order of their heads. */
export function headLines(
  electors: readonly { readonly headKey: string; readonly ownerId: Proxy['ownerId'] }[],
): Of<'HEAD'>[] {
  const owners = new Map<string, Proxy['ownerId'][]>();
  for (const { headKey, ownerId } of electors) {
    const ofHead = owners.get(headKey) ?? [];
    owners.set(headKey, ofHead);
    ofHead.push(ownerId);
  }
  return [...owners].map(([head, ofHead]) => ({ kind: 'HEAD', head, owners: ofHead }));
}

/** The agent's name and powers are sealed, and asked of the register by the proxy's id. */
export const proxyLine = ({
  id: proxy,
  ownerId: owner,
  agentOwnerId: agentOwner,
  from,
  until,
  registeredAt,
  recalledAt,
}: Proxy): Of<'PROXY'> => ({
  kind: 'PROXY',
  ...{ proxy, owner, agentOwner, from, until, registeredAt, recalledAt },
});

export const proofLine = (
  { id: proof, buyerId: buyer, unitIds, transferredOn, paperNumber, paperSha256, provenAt }: TitleProof,
  voiding: ProofVoiding | undefined,
): Of<'TITLE_PROOF'> => ({
  kind: 'TITLE_PROOF',
  ...{ proof, buyer, units: [...unitIds], transferredOn, paperNumber, paperSha256, provenAt },
  voidedAt: voiding?.voidedAt ?? null,
});

export const voidedPaperLine = ({
  ballotId: ballot,
  voidedAt,
  paperNumber,
  paperSha256,
}: Voiding): Of<'VOIDED_PAPER'> => ({
  kind: 'VOIDED_PAPER',
  ...{ ballot, voidedAt, paperNumber, paperSha256 },
});

export const ratificationLine = ({
  ballotId: ballot,
  headKey: head,
  ratifiedAt,
  paperNumber,
  paperSha256,
}: Ratification): Of<'RATIFICATION'> => ({
  kind: 'RATIFICATION',
  ...{ ballot, head, ratifiedAt, paperNumber, paperSha256 },
});

export const voidedAnswerLine = ({
  ballotId: ballot,
  proxyId: proxy,
  voidedAt,
}: Pick<Voiding, 'ballotId' | 'voidedAt'> & { readonly proxyId: Proxy['id'] }): Of<'VOIDED_ANSWER'> => ({
  kind: 'VOIDED_ANSWER',
  ...{ ballot, proxy, voidedAt },
});

/** What was written and answered is sealed, and asked of the decision. */
export const objectionLine = (objection: Objection): Of<'OBJECTION'> => {
  const { id, ownerId, raisedAt, enteredAt, paperNumber, paperSha256 } = objection;
  const { answeredBy, answeredAt, insistedAt, streetAnsweredAt, withdrawnAt } = objection;
  return {
    kind: 'OBJECTION',
    ...{ objection: id, owner: ownerId, raisedAt, enteredAt, paperNumber, paperSha256 },
    ...{ answeredBy, answeredAt, insistedAt, streetAnsweredAt, withdrawnAt },
  };
};

/** None where it is not posted. */
export const postingLines = ({
  postedOn,
  postedAt,
  place,
  photoSha256,
  minutesNumber,
  minutesSha256,
  objectionsUntil,
}: OwnersDecision): Of<'POSTING'>[] =>
  postedOn && postedAt && place !== null && objectionsUntil
    ? [
        {
          kind: 'POSTING',
          ...{
            postedOn,
            recordedAt: postedAt,
            place,
            photoSha256,
            minutesNumber,
            minutesSha256,
            objectionsUntil,
          },
        },
      ]
    : [];
