import { z } from 'zod';
import { defineEvent, type FactOf } from './define-event';
import { date, id, instant } from './fields';

/** There only where it is invented for a demonstration. */
const synthetic = z.literal(true).optional();

/** A property-management company is known here and may be named in a question. */
export const companyRegistered = defineEvent('property-management.company-registered.v1', 'companyId', {
  companyId: id('pmc'),
  name: z.string(),
  /** 统一社会信用代码, 18 characters. */
  creditCode: z.string().length(18),
  synthetic,
});

/** A bureau put its own entry of a company right: this is the whole of it, in place of what was told before. */
export const companyCorrected = defineEvent('property-management.company-corrected.v1', 'companyId', {
  companyId: id('pmc'),
  name: z.string(),
  /** 统一社会信用代码, 18 characters; it stays. */
  creditCode: z.string().length(18),
  synthetic,
});

/** The committee signed with the company the owners named (PM-13, GOV-COM-5). */
export const contractSigned = defineEvent('property-management.contract-signed.v1', 'contractId', {
  contractId: id('pct'),
  communityId: id('com'),
  companyId: id('pmc'),
  decisionId: id('dec'),
  from: date,
  until: date,
  synthetic,
});

/**
 * What was entered of a contract was wrong: it counts as never entered, and its decision may be signed again. Why, the graph
 * says.
 */
export const contractVoided = defineEvent('property-management.contract-voided.v1', 'contractId', {
  contractId: id('pct'),
  communityId: id('com'),
  companyId: id('pmc'),
  decisionId: id('dec'),
  /** The committee that signed it; until a bureau had to void it, the one that voided it, who might be a successor. */
  committeeId: id('oc'),
  voidedAt: instant,
  synthetic,
});

export type CompanyRegistered = FactOf<typeof companyRegistered>;
export type CompanyCorrected = FactOf<typeof companyCorrected>;
export type ContractSigned = FactOf<typeof contractSigned>;
export type ContractVoided = FactOf<typeof contractVoided>;
