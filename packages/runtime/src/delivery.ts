import type { Envelope } from '@anju/events/define-event';
import type { ReplayRequest } from '@anju/events/replay-request';
import type { Consumer } from './consumer';
import type { Publisher } from './relay';

/** How events travel: within one process, or over Kafka. Both bring each at least once, in order per aggregate. */
export interface Delivery {
  /** Whether who begins to listen hears all that was told before. */
  readonly keepsAll: boolean;
  /** Where the relay of this service brings its events. */
  readonly publisherFor: (service: string) => Promise<Publisher>;
  /**
   * Hands over what the consumer listens to; what `take` resolved for need not be brought again, nor what `refuse` did:
   * there it is told what came and is no event. Without it nobody asks.
   */
  readonly subscribe: (
    consumer: Consumer,
    take: (event: Envelope) => Promise<void>,
    refuse?: (record: NoEvent) => Promise<void>,
  ) => Promise<Stoppable>;
  /** Asks a speaker to tell again what a consumer lacks. */
  readonly askAgain: (request: ReplayRequest) => Promise<void>;
  /** Hands over what others ask a service to tell again. */
  readonly onAsked: (service: string, take: (request: ReplayRequest) => Promise<void>) => Promise<Stoppable>;
  /** By topic, how many events of those it listens to were not taken from there yet. */
  readonly lag: (consumer: Consumer) => Promise<ReadonlyMap<string, number>>;
  /** Throws if nothing can be delivered at present. Null where there is nobody to deliver to. */
  readonly ping: (() => Promise<void>) | null;
  readonly close: () => Promise<void>;
}

/** A record of a topic that none of ours can have written. */
export interface NoEvent {
  /** Which one: topic, partition and offset. */
  readonly place: string;
  readonly reason: string;
}

export interface Stoppable {
  readonly stop: () => Promise<void>;
}
