import type { RuleId } from '@anju/values/rule-id';
import data from './rule-list.json';

/**
 * How a source was read: T the text itself, Q as a quotation on a public page, M from memory and not checked,
 * P no source but this project's choice, I an interpretation where the text is silent.
 */
export type Evidence = 'T' | 'Q' | 'M' | 'P' | 'I';

/** One rule of the rule book. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  /**
   * Where it comes from, each source with its evidence. "The reply" is that of the Jincheng housing bureau of
   * 2021-05-25; "Guidance" is 建房〔2009〕274号, "Regulation" or "PM Regulation" 物业管理条例, "Interpretation"
   * that of the Supreme Court on condominium ownership, "order 165" 住宅专项维修资金管理办法, "130号" 建住房
   * 〔2003〕130号, "2020 no. 23" 国办发〔2020〕23号.
   */
  readonly source: string;
  readonly evidence: readonly Evidence[];
  /** The service that decides by it, or the package whose code all share. */
  readonly owner: RuleOwner;
}

export type RuleOwner =
  | 'governance'
  | 'funding'
  | 'participation'
  | 'property-management'
  | 'packages/values'
  | 'packages/rulebook'
  | 'packages/runtime';

export const rules = data as readonly Rule[];

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

export const isRuleId = (text: string): text is RuleId => byId.has(text);
