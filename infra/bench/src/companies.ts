import type { Fact } from '@anju/events/define-event';
import { creditCodeFault } from '@anju/values/credit-code';
import type { Database } from '@anju/runtime/database';
import { insertMany } from '@anju/runtime/insert-many';
import { type OutboxRow, OutboxTable, shardOf } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { newId } from '@anju/values/id';
import { systemClock } from '@anju/values/time';

/**
 * What the bench has happen: companies are registered in property-management, and become known to governance. It is
 * the smallest whole way of an event: an aggregate, an audit entry and an event in one service, a row of a copy in
 * another.
 */
export const speakerName = 'property-management';
export const listenerName = 'governance';

/** What a bureau would enter, another one for each number below 900 million. */
export const companyEntry = (number: number) => ({
  name: `晋城第${number}物业服务有限公司`,
  creditCode: creditCodeOf(number),
  synthetic: true,
});

function creditCodeOf(number: number): string {
  const body = `91140502${String(number).padStart(9, '0')}`;
  for (const check of '0123456789ABCDEFGHJKLMNPQRTUWXY')
    if (creditCodeFault(body + check) === null) return body + check;
  throw new Error(`${number} makes no credit code`);
}

/** Rows as `appendToOutbox` writes them, in one transaction: whoever hears them hears of a backlog at once. */
export async function tellMany(db: Database, first: number, count: number): Promise<OutboxRow[]> {
  const rows = Array.from({ length: count }, (_, i) => rowOf(first + i));
  await transaction(db, (tx) => insertMany(tx, OutboxTable, rows));
  return rows;
}

/** The event of a company. */
export function rowOf(number: number): OutboxRow {
  const subject = newId('pmc');
  const { name, creditCode } = companyEntry(number);
  const fact = {
    type: 'property-management.company-registered.v1',
    data: { companyId: subject, name, creditCode, synthetic: true },
  } satisfies Fact;
  return {
    id: newId('evt'),
    ...fact,
    subject,
    shard: shardOf(subject),
    sequence: 1,
    occurredAt: systemClock(),
    traceparent: null,
    publishedAt: null,
  };
}
