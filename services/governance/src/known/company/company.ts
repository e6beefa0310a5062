import type { Id } from '@anju/values/id';

/** A property-management company that a question may name (GOV-COM-5). */
export interface KnownCompany {
  readonly id: Id<'pmc'>;
  readonly name: string;
  /** Invented for a demonstration. */
  readonly synthetic: boolean;
}
