import type { Envelope, EventContract, EventType, Fact, FactOf } from '@anju/events/define-event';
import type { Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

export type Handler<F extends Fact = Fact> = (
  tx: EntityManager,
  event: Envelope<F>,
  now: Instant,
) => Promise<void>;

export interface Subscription {
  readonly contract: EventContract;
  readonly handle: Handler;
}

/** All that one service listens to, under the name its inbox knows it by. */
export interface Consumer {
  readonly name: string;
  readonly subscriptions: readonly Subscription[];
}

/** Binds a handler to a contract; the compiler checks that it takes that contract's data. */
export const on = <C extends { type: EventType; key: string; data: z.ZodType }>(
  contract: C,
  handle: Handler<FactOf<C>>,
): Subscription => ({ contract, handle: handle as Handler }) as Subscription;

const speakerOf = (type: string) => type.split('.')[0]!;

/** The services a consumer hears: all of their events come, so that it can see a gap in each aggregate. */
export const speakersOf = ({ subscriptions }: Consumer): readonly string[] => [
  ...new Set(subscriptions.map(({ contract }) => speakerOf(contract.type))),
];

export const listensTo = (consumer: Consumer, { type }: Envelope): boolean =>
  speakersOf(consumer).includes(speakerOf(type));
