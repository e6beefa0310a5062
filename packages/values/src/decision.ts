import type { RuleId } from './rule-id';

/** The one reason why not. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** The rule it rests on; none where no law is involved, as with an unknown id. */
  readonly rule: RuleId | null;
  /** True where another service may know more in a moment, so that asking again may succeed. */
  readonly retryable: boolean;
  /** What the message has to say beside the code, such as needed and found. Never personal data. */
  readonly detail?: RefusalDetail;
}

export type RefusalDetail = Readonly<Record<string, string | number>>;

/** What a rule answers: the next state and what happened, or why not. */
export type Decision<State, Event, Code extends string> =
  | { readonly accepted: true; readonly state: State; readonly events: readonly Event[] }
  | { readonly accepted: false; readonly refusal: Refusal<Code> };

export const accept = <S, E>(state: S, ...events: E[]) => ({ accepted: true, state, events }) as const;

export const refuse = <C extends string>(
  code: C,
  rule: RuleId | null = null,
  { retryable = false, detail }: { retryable?: boolean; detail?: RefusalDetail } = {},
): { readonly accepted: false; readonly refusal: Refusal<C> } => ({
  accepted: false,
  refusal: { code, rule, retryable, ...(detail && { detail }) },
});
