import { type Id, newId } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { Caller } from './caller';
import { idColumn, instantColumn } from './columns';

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

/** Who did what to what, and when: votes, money, permits, grades (OVR-2), and reading personal data (PRIV-1). */
export async function appendAudit(
  tx: EntityManager,
  { subject: actor, roles }: Pick<Caller, 'subject' | 'roles'>,
  { action, subject, detail = {} }: { action: string; subject: string; detail?: unknown },
  at: Instant,
): Promise<void> {
  const entry = { id: newId('aud'), at, actor: actor ?? '', roles: [...roles], action, subject, detail };
  await tx.insert(AuditTable, entry as never);
}
