import type { Around } from './around';
import { listenerName, speakerName } from './companies';
import { type Figure, percentile } from './figures';
import { memoryFigures } from './memory';
import type { ServiceProcess } from './service-process';

const perSecond = 100;

/** Everything in one process on SQLite, as `npm start` runs it. */
export async function embeddedLatency(around: Around): Promise<Figure[]> {
  const city = await around.start({ service: null });
  return latency('embedded', around, city, city);
}

/** Two services on MariaDB, with a broker between them. */
export async function kafkaLatency(around: Around): Promise<Figure[]> {
  await around.emptyTopics();
  const on = async (service: string, schema: string) =>
    around.start({ service, databaseUrl: await around.newSchema(schema), brokers: around.brokers() });
  const listener = await on(listenerName, 'bench_listener');
  const speaker = await on(speakerName, 'bench_speaker');
  return latency('kafka', around, speaker, listener);
}

/** From the commit of what happened to the commit of its effect elsewhere, at a steady rate. */
async function latency(
  part: string,
  { quick, say }: Around,
  speaker: ServiceProcess,
  listener: ServiceProcess,
): Promise<Figure[]> {
  const [warm, count] = quick ? [50, 100] : [500, 2_000];
  const run = async (first: number, events: number) => {
    await listener.ask('watch', { each: true });
    const registered = await speaker.ask('register', { first, count: events, perSecond });
    const { handledAt } = await listener.ask('handled', { count: events, withinMs: 120_000 });
    return { ...registered, effectAt: new Map(handledAt) };
  };
  await run(1, warm);
  const parts = [...new Set([speaker, listener])];
  const before = await Promise.all(parts.map((each) => each.memory()));
  say(`${count} mutations, ${perSecond} a second …`);
  const { committedAt, perSecond: reached, effectAt } = await run(warm + 1, count);
  const after = await Promise.all(parts.map((each) => each.memory()));

  const lost = committedAt.filter(([id]) => !effectAt.has(id)).length;
  if (committedAt.length !== count || lost > 0)
    throw new Error(
      `Of ${count} mutations ${committedAt.length} were told, and of those ${lost} had no effect within two minutes.`,
    );
  const millis = committedAt.map(([id, at]) => effectAt.get(id)! - at);
  return [
    { part, what: 'commit to effect, p50', value: percentile(millis, 50), unit: 'ms' },
    { part, what: 'commit to effect, p99', value: percentile(millis, 99), unit: 'ms' },
    {
      part,
      what: 'mutations a second while measured',
      value: reached,
      unit: '/s',
      ...ratioTo(perSecond, reached),
    },
    ...memoryFigures(
      part,
      parts.length === 1 ? ['the city'] : ['the speaker', 'the listener'],
      before,
      after,
    ),
  ];
}

const ratioTo = (wanted: number, reached: number) => ({
  against: { what: 'wanted', value: wanted },
  ratio: reached / wanted,
});
