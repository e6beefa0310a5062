/** An event as its outbox has it, as it lies on the topic, or as it took effect. */
export interface Told {
  readonly id: string;
  readonly subject: string;
  readonly sequence: number;
}

/**
 * What the topic has of what was told: each event, and for each aggregate the first appearance of each in order.
 * Later appearances are the price of losing nothing; they are counted elsewhere.
 */
export function checkTopic(outbox: readonly Told[], topic: readonly Told[]): string[] {
  const there = new Set(topic.map(({ id }) => id));
  const lost = outbox.filter(({ id }) => !there.has(id));
  return [...say('is not on the topic', lost), ...outOfOrder('appeared first', firstOf(topic))];
}

/** Each event took effect, once, and in order for each aggregate. */
export function checkEffects(outbox: readonly Told[], effects: readonly Told[]): string[] {
  const done = new Set(effects.map(({ id }) => id));
  return [
    ...say(
      'took no effect',
      outbox.filter(({ id }) => !done.has(id)),
    ),
    ...say('took effect twice', laterOf(effects)),
    ...outOfOrder('took effect', firstOf(effects)),
  ];
}

/**
 * What another had published while a relay was paused keeps the mark it had: whoever lost the lease since writes none.
 * `before` and `after` are the marks by event, at the waking and in the end.
 */
export function checkMarks(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const stale = [...before].filter(([id, at]) => after.get(id) !== at);
  return stale.length === 0
    ? []
    : [`${stale.length} events: ${stale[0]![0]} was marked again by who had lost the lease`];
}

/** Each deposit that was acknowledged is in the balance. */
export const checkBalance = (acknowledged: number, balance: number): string[] =>
  acknowledged === balance ? [] : [`${acknowledged} were acknowledged and the balance is ${balance}`];

/** What came once more after it had come. */
export const laterOf = (events: readonly Told[]): readonly Told[] => {
  const first = new Set(firstOf(events));
  return events.filter((event) => !first.has(event));
};

function firstOf(events: readonly Told[]): readonly Told[] {
  const seen = new Set<string>();
  return events.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function outOfOrder(what: string, events: readonly Told[]): string[] {
  const lastOf = new Map<string, number>();
  return events.flatMap(({ subject, sequence }) => {
    const last = lastOf.get(subject) ?? 0;
    lastOf.set(subject, sequence);
    return sequence === last + 1 ? [] : [`${sequence} of ${subject} ${what} after ${last}`];
  });
}

const say = (what: string, events: readonly Told[]) =>
  events.length === 0
    ? []
    : [`${events.length} events: ${events[0]!.sequence} of ${events[0]!.subject} ${what}`];
