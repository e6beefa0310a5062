import type { CompanyCorrected, CompanyRegistered } from '@anju/events/property-management';
import { creditCodeFault, foldCreditCode } from '@anju/values/credit-code';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { cityOf, type DivisionCode } from '@anju/values/division';
import { hidesSomething } from '@anju/values/hidden';
import type { Id } from '@anju/values/id';
import { isReason, longestReason } from '@anju/values/reason';
import { isName } from '@anju/values/name';
import type { Instant } from '@anju/values/time';
import { markOf } from '../invented';

export type PmCompanyId = Id<'pmc'>;

/** A property-management company. It has no licence grade: grades were abolished (PM-4). */
export interface PmCompany {
  readonly id: PmCompanyId;
  readonly version: number;
  readonly name: string;
  /** 统一社会信用代码 (GB 32100-2015); one company has one. */
  readonly creditCode: string;
  /** Invented for a demonstration. */
  readonly synthetic: boolean;
  readonly registeredAt: Instant;
  /** The division of the bureau that entered it; null of one entered before that was kept. */
  readonly registeredIn: DivisionCode | null;
}

/** A name that a company was entered under before a bureau put it right. Kept as it was. */
export interface SupersededName {
  readonly companyId: PmCompanyId;
  /** 1, 2, 3 … of the company. */
  readonly number: number;
  readonly name: string;
  readonly reason: string;
  readonly supersededAt: Instant;
}

/** The longest name that is stored, in characters. */
export const longestName = 200;

/** What a bureau enters. */
export type CompanyEntry = Pick<PmCompany, 'name' | 'creditCode' | 'synthetic'>;

interface Registering {
  readonly id: PmCompanyId;
  /** The company that has the code already. */
  readonly holder: PmCompany | null;
  /** The bureau's. */
  readonly division: DivisionCode | null;
  readonly now: Instant;
}

type NameCode = 'NAME_MISSING' | 'NAME_TOO_LONG' | 'NAME_HIDES_CHARACTERS' | 'NAME_IS_A_NUMBER';

type Code =
  | NameCode
  | 'CREDIT_CODE_LENGTH'
  | 'CREDIT_CODE_CHARACTER'
  | 'CREDIT_CODE_CHECK_CHARACTER'
  | 'CREDIT_CODE_TAKEN';

/** The entry as it is stored and compared: name and code without what typing adds. */
export const readEntry = ({ name, creditCode, synthetic }: CompanyEntry): CompanyEntry => ({
  name: name.trim(),
  creditCode: foldCreditCode(creditCode),
  synthetic,
});

/** Takes a company into the register, where owners may name it from then on (PM-4, GOV-COM-5). */
export function registerCompany(
  entry: CompanyEntry,
  { id, holder, division, now }: Registering,
): Decision<PmCompany, CompanyRegistered, Code> {
  const { name, creditCode } = entry;
  const noName = whyNoName(name);
  if (noName) return noName;
  const fault = creditCodeFault(creditCode);
  if (fault) return refuse(`CREDIT_CODE_${fault}`, null, { detail: { found: [...creditCode].length } });
  if (holder) {
    return refuse('CREDIT_CODE_TAKEN', null, { detail: { companyId: holder.id, name: holder.name } });
  }
  return accept(
    { ...entry, id, version: 1, registeredAt: now, registeredIn: division },
    {
      type: 'property-management.company-registered.v1',
      data: { companyId: id, name, creditCode, ...markOf(entry) },
    },
  );
}

/** What a bureau says of a company in place of what it entered. */
export type NameCorrection = Pick<SupersededName, 'name' | 'reason'>;

/** The register is one for a whole city, and each of its bureaus may put it right. */
export const mayCorrect = ({ registeredIn }: PmCompany, division: DivisionCode | null): boolean =>
  registeredIn === null || (division !== null && cityOf(division) === cityOf(registeredIn));

/**
 * Puts right a name that was entered otherwise than on the business licence. The credit code says which company it is and
 * stays: by a wrong one another company was entered.
 */
export function correctCompany(
  company: PmCompany,
  { name, reason }: NameCorrection,
): Decision<PmCompany, CompanyCorrected, NameCode | 'NAME_UNCHANGED' | 'REASON_INVALID'> {
  if (!isReason(reason)) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  const noName = whyNoName(name);
  if (noName) return noName;
  if (name === company.name) return refuse('NAME_UNCHANGED', null, { detail: { name } });
  const { id: companyId, creditCode } = company;
  return accept(
    { ...company, name },
    {
      type: 'property-management.company-corrected.v1',
      data: { companyId, name, creditCode, ...markOf(company) },
    },
  );
}

function whyNoName(name: string) {
  const found = [...name].length;
  if (found === 0) return refuse('NAME_MISSING');
  if (found > longestName) return refuse('NAME_TOO_LONG', null, { detail: { limit: longestName, found } });
  if (hidesSomething(name)) return refuse('NAME_HIDES_CHARACTERS');
  return isName(name) ? null : refuse('NAME_IS_A_NUMBER');
}
