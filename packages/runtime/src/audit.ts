import { type Id, newId } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { Caller } from './caller';
import { idColumn, instantColumn } from './columns';
import { insertMany } from './insert-many';

interface AuditEntry {
  readonly id: Id<'aud'>;
  readonly at: Instant;
  /** The token's `sub`; empty for what the service did by itself. */
  readonly actor: string;
  readonly roles: readonly string[];
  /** The mutation, or what was read: `payFromFund`, `read Owner.name`. */
  readonly action: string;
  readonly subject: string;
  /** Ids and numbers; personal data by reference only (OVR-2). */
  readonly detail: unknown;
}

/** Append-only: triggers refuse UPDATE and DELETE on both engines. */
export const AuditTable = new EntitySchema<AuditEntry>({
  name: 'audit_entry',
  columns: {
    id: { ...idColumn, primary: true },
    at: instantColumn,
    actor: idColumn,
    roles: { type: 'json' },
    action: idColumn,
    subject: idColumn,
    detail: { type: 'json' },
  },
  indices: [{ name: 'audit_entry_subject', columns: ['subject', 'id'] }],
});

interface Act {
  readonly action: string;
  readonly subject: string;
  readonly detail?: unknown;
}

/** Who did what to what, and when: votes, money, permits, grades (OVR-2), and reading personal data (PRIV-1). */
export const appendAudit = (
  tx: EntityManager,
  caller: Pick<Caller, 'subject' | 'roles'>,
  act: Act,
  at: Instant,
): Promise<void> => appendAudits(tx, caller, [act], at);

/** The same for all that one request does or reads at once. */
export async function appendAudits(
  tx: EntityManager,
  { subject: actor, roles }: Pick<Caller, 'subject' | 'roles'>,
  acts: readonly Act[],
  at: Instant,
): Promise<void> {
  const entries = acts.map(({ action, subject, detail = {} }) => ({
    id: newId('aud'),
    at,
    actor: actor ?? '',
    roles: [...roles],
    action,
    subject,
    detail,
  }));
  await insertMany(tx, AuditTable, entries);
}
