import type { Instant } from '@anju/values/time';
import { z } from 'zod';

/** `service.thing-happened.vN`: one string names a contract in code, outbox, topic and docs. */
export type EventType = `${string}.${string}.v${number}`;

export interface EventContract<T extends EventType = EventType, D = unknown> {
  readonly type: T;
  /** The field of `data` that names the aggregate; it becomes `subject` and the Kafka key. */
  readonly key: string;
  readonly data: z.ZodType<D>;
}

/** What a rule returns: a fact, before it has an id or a place in the outbox. */
export interface Fact<T extends EventType = EventType, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** What travels: the fact, with the attributes of CloudEvents 1.0 that the outbox gives it. */
export interface Envelope<F extends Fact = Fact> {
  readonly id: string;
  readonly type: F['type'];
  readonly source: `/anju/${string}`;
  readonly subject: string;
  /** 1, 2, 3 … without a gap for each subject: a counter of its events, not of its changes. */
  readonly sequence: number;
  readonly time: Instant;
  /** W3C Trace Context of the request that caused it; travels as the `traceparent` extension. */
  readonly traceparent?: string;
  readonly data: F['data'];
}

export const defineEvent = <T extends EventType, S extends z.ZodRawShape>(
  type: T,
  key: Extract<keyof S, string>,
  shape: S,
) => ({ type, key, data: z.object(shape) });

export type FactOf<C extends { type: EventType; data: z.ZodType }> = Fact<C['type'], z.output<C['data']>>;
