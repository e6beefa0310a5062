import type { Around } from './around';
import { listenerName, speakerName } from './companies';
import type { Figure } from './figures';
import { memoryFigures } from './memory';

/** How long a backlog may take: what is not done by then is told as it is. */
const withinMs = 420_000;

/**
 * A backlog, committed at once in one service, until its last effect is committed in another; and the copy that came
 * of it made anew.
 */
export async function drain(around: Around): Promise<Figure[]> {
  const count = around.backlog;
  await around.emptyTopics();
  const on = async (service: string, schema: string) =>
    around.start({ service, databaseUrl: await around.newSchema(schema), brokers: around.brokers() });
  const listener = await on(listenerName, 'bench_listener');
  const speaker = await on(speakerName, 'bench_speaker');
  const parts = [speaker, listener];
  const before = await Promise.all(parts.map((each) => each.memory()));

  await listener.ask('watch', { each: false });
  around.say(`${count} events, committed at once …`);
  const { committedAt } = await speaker.ask('tell', { count });
  const handled = await listener.ask('handled', { count, withinMs });
  const seconds = (handled.lastAt - committedAt) / 1000;
  const all = handled.count === count;
  const what = all ? `${count} events drained` : `${handled.count} of ${count} events drained, then stopped`;
  const drained: Figure[] = [
    { part: 'drain', what, value: seconds, unit: 's' },
    { part: 'drain', what: 'effects', value: handled.count / seconds, unit: 'events/s' },
  ];
  if (!all) return drained;

  around.say('the copy anew …');
  const rebuilt = await listener.ask('rebuild', null);
  // One row was taken from the copy first: where it is not back, nothing was made anew.
  if (rebuilt.events !== count || rebuilt.added !== 1)
    throw new Error(`The copy was not made anew: ${JSON.stringify(rebuilt)}`);
  const after = await Promise.all(parts.map((each) => each.memory()));
  return [
    ...drained,
    {
      part: 'drain',
      what: `copy made anew from ${count} events`,
      value: rebuilt.seconds,
      unit: 's',
      against: { what: 'drained', value: seconds },
      ratio: rebuilt.seconds / seconds,
    },
    ...memoryFigures('drain', ['the speaker', 'the listener'], before, after),
  ];
}
