import type { ContractSigned } from '@anju/events/property-management';
import { profileAt } from '@anju/rulebook/rule-profile';
import { accept, refuse } from '@anju/values/decision';
import { foldTyped } from '@anju/values/fold-typed';
import { hidesSomething } from '@anju/values/hidden';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import { isInOffice, type KnownCommittee } from '../known/committee/committee';
import type { KnownCommunity } from '../known/community/community';
import type { KnownDecision } from '../known/decision/decision';
import { markOf } from '../invented';
import type { PmCompany } from '../pm-company/pm-company';
import {
  type ContentDraft,
  type ContractContent,
  type ContractPart,
  hiding,
  longest,
  readContent,
  tooLong,
} from './contract-content';
import { boundTerm, overlap, type PmContract, type PmContractId, stands } from './pm-contract';

/** What a committee enters of the paper it signed. */
export interface ContractDraft
  extends
    ContentDraft,
    Pick<PmContract, 'communityId' | 'companyId' | 'decisionId' | 'signedOn' | 'synthetic'>,
    Pick<PmContract, 'paperNumber' | 'paperHash'> {
  /** The whole service is passed on to somebody else. */
  readonly subletsWhole: boolean;
  /** Water, power, heat or gas may be cut to make owners pay. */
  readonly cutsUtilities: boolean;
}

/** What it is judged by. */
export interface Signing {
  readonly contractId: PmContractId;
  readonly community: KnownCommunity;
  /** The committee that the caller's token names. */
  readonly committee: KnownCommittee | null;
  readonly decision: KnownDecision | null;
  readonly company: PmCompany | null;
  /** All contracts of the community, whenever they run, those too that were voided. */
  readonly contracts: readonly PmContract[];
  readonly now: Instant;
}

/**
 * Records a contract that was signed on paper: by the committee in office, with the company that the owners
 * named (GOV-COM-5), once their decision is effective (GOV-VOTE-12) and unless it is annulled (GOV-VOTE-10), complete, lawful and the only one of its
 * zone (PM-13).
 */
export function signContract(draft: ContractDraft, signing: Signing) {
  const { contractId: id, committee, decision, company, community, contracts, now } = signing;
  const { companyId, signedOn } = draft;

  if (signedOn > dateOf(now)) return refuse('SIGNED_IN_THE_FUTURE');
  if (!committee) return refuse('COMMITTEE_NOT_KNOWN', 'GOV-COM-5', { retryable: true });
  const unsigned = checkCommittee(committee, community.id, [signedOn, dateOf(now)]);
  if (unsigned) return unsigned;

  if (!decision) return refuse('DECISION_NOT_FOUND', 'GOV-COM-5', { retryable: true });
  const notNamed = checkNamed(decision, companyId, community);
  if (notNamed) return notNamed;
  if (!company) return refuse('COMPANY_NOT_FOUND');
  const { effectiveAt, annulledOn } = decision;
  if (annulledOn) return refuse('DECISION_ANNULLED', 'GOV-VOTE-10', { detail: { annulledOn } });
  if (!effectiveAt || now < effectiveAt) {
    return refuse('DECISION_NOT_EFFECTIVE', 'GOV-VOTE-12', { retryable: !effectiveAt });
  }

  const { content, missing } = readContent(draft);
  if (!content) return refuseMissing(missing);
  const unfit =
    checkDates(signedOn, content, dateOf(effectiveAt)) ??
    checkContent(draft, content) ??
    checkPaper(draft) ??
    checkZone(content, decision, signing) ??
    checkUnused(draft, contracts);
  if (unfit) return unfit;

  const { communityId, decisionId, synthetic, paperNumber, paperHash } = draft;
  const about = { communityId, companyId, decisionId };
  const contract: PmContract = {
    ...content,
    ...about,
    id,
    version: 1,
    entry: contracts.filter((each) => each.decisionId === decisionId).length + 1,
    committeeId: committee.id,
    signedOn,
    paperNumber,
    paperHash,
    // What rests on what is invented is invented too.
    synthetic: [{ synthetic }, community, decision, company].some((each) => each.synthetic),
    recordedAt: now,
    voidedAt: null,
    voidedBecause: null,
    voidingPaperNumber: null,
    voidingPaperHash: null,
    boundFrom: null,
    boundUntil: null,
  };
  const { from, until } = content;
  const signed: ContractSigned = {
    type: 'property-management.contract-signed.v1',
    data: { contractId: id, ...about, from, until, ...markOf(contract) },
  };
  return accept(contract, signed);
}

/** Whether the committee is the community's own and in office on each of some days, as when it signed and now (GOV-COM-5). */
function checkCommittee(
  committee: KnownCommittee,
  communityId: PmContract['communityId'],
  days: readonly CalendarDate[],
) {
  if (committee.communityId !== communityId) return refuse('NOT_THE_COMMITTEE', 'GOV-COM-5');
  const { termFrom, termUntil } = committee;
  const day = days.find((each) => !isInOffice(committee, each));
  return day
    ? refuse('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5', { detail: { termFrom, termUntil, day } })
    : null;
}

/** A committee contracts nobody but whom its owners named (GOV-COM-5). */
function checkNamed(decision: KnownDecision, companyId: PmContract['companyId'], community: KnownCommunity) {
  if (decision.communityId !== community.id) return refuse('DECISION_OF_ANOTHER_COMMUNITY', 'GOV-COM-5');
  const { companyId: named } = decision;
  if (!named) return refuse('DECISION_HIRES_NOBODY', 'GOV-COM-5');
  return named === companyId ? null : refuse('COMPANY_NOT_NAMED', 'GOV-COM-5', { detail: { named } });
}

/**
 * Nothing is signed and nothing runs before the decision is effective: until then the contract waits
 * (GOV-VOTE-12). It may run from before it was signed, since a company often begins on its word.
 */
function checkDates(signedOn: CalendarDate, { from, until }: ContractContent, effectiveOn: CalendarDate) {
  const detail = { effectiveOn };
  if (signedOn < effectiveOn) return refuse('SIGNED_BEFORE_EFFECT', 'GOV-VOTE-12', { detail });
  if (from < effectiveOn) return refuse('RUNS_BEFORE_EFFECT', 'GOV-VOTE-12', { detail });
  return from <= until ? null : refuse('TERM_ENDS_BEFORE_IT_BEGINS', 'PM-13');
}

/** In fen for a square metre and month: 1,000 yuan, beyond which a figure was mistyped. No law sets it. */
const highestFee = 100_000;

/** What no contract may say, and what cannot be stored (PM-13; Civil Code arts. 941, 944). */
function checkContent({ subletsWhole, cutsUtilities }: ContractDraft, content: ContractContent) {
  if (subletsWhole) return refuse('SUBLETS_WHOLE', 'PM-13');
  if (cutsUtilities) return refuse('CUTS_UTILITIES', 'PM-13');
  if (content.feeFenPerM2Month <= 0) return refuse('FEE_NOT_POSITIVE', 'PM-13');
  if (content.feeFenPerM2Month > highestFee)
    return refuse('FEE_TOO_HIGH', null, { detail: { found: content.feeFenPerM2Month, most: highestFee } });
  const { length: found } = content.services;
  if (found > longest.services) {
    return refuse('TOO_MANY_SERVICES', null, { detail: { found, limit: longest.services } });
  }
  const detail = tooLong(content);
  if (detail) return refuse('TEXT_TOO_LONG', null, { detail });
  const field = hiding(content);
  return field && refuse('TEXT_HIDES_CHARACTERS', null, { detail: { field } });
}

/** A paper by its number and its scan, each as it is kept. */
export function checkPaper({ paperNumber, paperHash }: Pick<PmContract, 'paperNumber' | 'paperHash'>) {
  if (paperNumber === '') return refuse('PAPER_NUMBER_MISSING');
  if ([...paperNumber].length > longest.paperNumber) {
    return refuse('TEXT_TOO_LONG', null, { detail: { field: 'paperNumber', limit: longest.paperNumber } });
  }
  if (hidesSomething(paperNumber))
    return refuse('TEXT_HIDES_CHARACTERS', null, { detail: { field: 'paperNumber' } });
  return /^[0-9a-f]{64}$/.test(paperHash) ? null : refuse('PAPER_HASH_INVALID');
}

/** The contract that stands on this paper: one paper is one contract, and is free again once its entry is voided. */
export const contractOn = (
  { paperNumber, paperHash }: Pick<PmContract, 'paperNumber' | 'paperHash'>,
  contracts: readonly PmContract[],
): PmContract | undefined =>
  contracts.find(
    (each) =>
      stands(each) &&
      (each.paperHash === paperHash || foldTyped(each.paperNumber) === foldTyped(paperNumber)),
  );

function checkUnused(draft: ContractDraft, contracts: readonly PmContract[]) {
  const other = contractOn(draft, contracts);
  if (!other) return null;
  const { id: contractId, paperNumber } = other;
  return refuse('PAPER_OF_ANOTHER_CONTRACT', 'PM-13', { detail: { contractId, paperNumber } });
}

/**
 * One zone has one manager, and one decision hires once (PM-13, GOV-COM-5). Who was hired by another decision keeps the days
 * of the signed contract though its entry was voided: by a voiding nobody is dismissed (HAND-1).
 */
function checkZone(term: ContractContent, { id }: KnownDecision, { community, contracts }: Signing) {
  const { managersPerZone } = profileAt(community.divisionCode, term.from).propertyManagement;
  const standing = contracts.filter(stands);
  const managing = standing.filter((contract) => overlap(contract, term));
  const bound = contracts.filter(
    (contract) => contract.decisionId !== id && keepsDays(contract, term, contracts),
  );
  const hired = new Set([...managing, ...bound].map(({ decisionId }) => decisionId));
  if (hired.size >= managersPerZone) {
    const [manager] = managing;
    if (manager) {
      const { id: contractId, from, until } = manager;
      return refuse('ZONE_HAS_MANAGER', 'PM-13', { detail: { contractId, from, until } });
    }
    const { id: contractId, boundFrom: from, boundUntil: until } = bound[0]!;
    return refuse('DAYS_OF_VOIDED_ENTRY', 'PM-13', { detail: { contractId, from: from!, until: until! } });
  }
  const used = standing.find(({ decisionId }) => decisionId === id);
  return used ? refuse('DECISION_USED', 'GOV-COM-5', { detail: { contractId: used.id } }) : null;
}

/** Whether a contract was voided and keeps a day of a term. Of one decision the last voiding counts, which may put the days right. */
function keepsDays(contract: PmContract, term: ContractContent, contracts: readonly PmContract[]): boolean {
  const days = boundTerm(contract);
  if (!days || !overlap(days, term)) return false;
  const { decisionId, entry } = contract;
  return !contracts.some((each) => each.decisionId === decisionId && each.entry > entry && !stands(each));
}

/** Names the parts that are not there. */
function refuseMissing(missing: readonly ContractPart[]) {
  const { accepted, refusal } = refuse('CONTENT_MISSING', 'PM-13');
  return { accepted, refusal: { ...refusal, missing } };
}
