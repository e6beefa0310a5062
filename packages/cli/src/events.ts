import { type Client, NotAllowed, NotDone } from './client';
import { allOf, called, type Flow, flowOf, type Say, services } from './flow';

/** Each by itself, so that one that is away hides no other. At the end it is an error that not all answered. */
async function eachFlow(client: Client, say: Say, show: (flow: Flow) => void): Promise<void> {
  const away: string[] = [];
  for (const [service, pascal] of Object.entries(services)) {
    try {
      show(await flowOf(client, pascal));
    } catch (error) {
      if (!(error instanceof NotDone) || error instanceof NotAllowed) throw error;
      // Where no gateway answers it is said once.
      if (away.length === 0) await client.ask('{ __typename }');
      away.push(service);
      say(`${service}: ${error.message}`);
    }
  }
  if (away.length > 0) throw new NotDone(`未能查询 ${away.join(', ')} / Not known of ${away.join(', ')}.`);
}

/** One line for each service: what is not told, parked or missing. */
export const status = (client: Client, say: Say): Promise<void> =>
  eachFlow(client, say, ({ service, unpublished, oldestUnpublishedAt, parked, held, refused }) => {
    const since = oldestUnpublishedAt ? ` (自 / since ${oldestUnpublishedAt})` : '';
    say(
      `${service}: 未发出 / not told ${unpublished}${since}, 搁置 / parked ${parked.length}, 等待其他服务 / waiting for others ${held.length}`,
    );
    for (const { subject, service: of, missing, waiting } of held)
      say(
        `  ${subject}: 缺 ${of} 的第 ${missing} 号事件，后有 ${waiting} 个等待，已自动索取 / event ${missing} of ${of} is missing, ${waiting} wait for it; it is asked for by itself`,
      );
    for (const each of refused) sayRefused(say, each);
  });

/** Every parked key with its reason, and how to go on. */
export async function parked(client: Client, say: Say): Promise<void> {
  let shown = 0;
  const hint = () => {
    if (shown > 0) say('排除原因后 / Once the cause is gone: pnpm anju events retry <service> <key>');
  };
  try {
    await eachFlow(client, say, ({ service, parked: keys }) => {
      for (const key of keys) sayParked(say, service, key);
      shown += keys.length;
    });
  } finally {
    hint();
  }
  if (shown === 0) say(nothingParked);
}

const sayRefused = (say: Say, { id, reason }: Flow['refused'][number]) =>
  // A line for each, also where much is wrong with it.
  say(`  ${id} 被拒收 / was refused: ${reason.replace(/\s*\n\s*/g, ' ')}`);

const nothingParked = '没有搁置的事件 / Nothing is parked.';

const notParked = (service: string, key: string) =>
  new NotDone(
    `${service} 没有因 ${key} 搁置的事件，请核对编号，或看 anju events parked。 / ` +
      `Nothing of ${key} is parked in ${service}. Check the id, or see anju events parked.`,
  );

const sayParked = (say: Say, service: string, { subject, type, sequence, reason }: Flow['parked'][number]) =>
  say(`${service} ${subject}: 第 ${sequence} 号事件 / event ${sequence}, ${type}\n  ${reason}`);

/** Lets one parked key of a service try again, or all that it has. */
export async function retry(
  client: Client,
  say: Say,
  service: string | undefined,
  key: string | undefined,
  dryRun: boolean,
): Promise<void> {
  const pascal = called(service);
  const all = await allOf(client, pascal, 'parked');
  const chosen = key === undefined ? all : all.filter(({ subject }) => subject === key);
  if (key !== undefined && chosen.length === 0) throw notParked(service!, key);
  if (dryRun) {
    for (const each of chosen) sayParked(say, service!, each);
    return say(
      `将重试 ${chosen.length} 个键，尚未执行 / ${chosen.length} keys would be tried again. Nothing was done.`,
    );
  }
  if (chosen.length === 0) return say(nothingParked);
  const keys = chosen.map(({ subject }) => subject);
  let failed = 0;
  for (const [i, subject] of keys.entries()) {
    const { done } = await client.ask(
      `mutation ($subject: ID!) { done: retry${pascal}Key(subject: $subject) {
        __typename ... on EventFlowRefusal { code message } } }`,
      { subject },
    );
    // Whose key went on by another's hand meanwhile is handled too.
    const went = done.__typename === 'EventFlow' || done.code === 'KEY_NOT_PARKED';
    if (!went) failed++;
    say(`[${i + 1}/${keys.length}] ${subject}: ${went ? '已处理 / handled' : stillParked}`);
  }
  if (failed > 0)
    throw new NotDone(`${keys.length} 个中仍有 ${failed} 个搁置 / ${failed} of ${keys.length} stand still.`);
}

/**
 * Drops what of a key is parked, held or in the place of another and had no effect, and has its speaker tell it again:
 * for what nobody of ours told, which stands in the place of what somebody did. By the id of a record that was refused drops that.
 */
export async function drop(
  client: Client,
  say: Say,
  service: string | undefined,
  key: string | undefined,
  dryRun: boolean,
): Promise<void> {
  const pascal = called(service);
  if (key === undefined)
    throw new NotDone(
      '请指明一个键，或拒收记录的编号，见 anju events parked 或 status。 / Say which key, or which refused record; see anju events parked or status.',
    );
  const done = await askToDrop(client, pascal, key, dryRun);
  if (done.__typename === 'RefusedDropped') {
    sayRefused(say, done);
    return say(refusedDropped(1, dryRun));
  }
  if (done.__typename === 'EventFlowRefusal') throw new NotDone(done.message);
  const { events, fromSequence } = done;
  for (const { eventId, type, sequence } of events)
    say(`  第 ${sequence} 号事件 / event ${sequence}, ${eventId}, ${type}`);
  say(
    dryRun
      ? `将丢弃以上 ${events.length} 个未生效的事件，并请来源服务从第 ${fromSequence} 号起重发，尚未执行 / ${events.length} events without effect would be dropped, and ${key} told again from place ${fromSequence}. Nothing was done.`
      : `已丢弃以上 ${events.length} 个未生效的事件，已请来源服务从第 ${fromSequence} 号起重发，稍后请看 anju events status / ${events.length} events without effect were dropped, and ${key} is told again from place ${fromSequence}; see anju events status in a moment.`,
  );
}

/** Drops all records that were refused, as after a stranger wrote many. */
export async function dropRefused(
  client: Client,
  say: Say,
  service: string | undefined,
  dryRun: boolean,
): Promise<void> {
  const pascal = called(service);
  const all = await allOf(client, pascal, 'refused');
  let dropped = 0;
  for (const each of all) {
    sayRefused(say, each);
    const done = await askToDrop(client, pascal, each.id, dryRun);
    // By another's hand it may be gone meanwhile.
    if (done.__typename === 'RefusedDropped') dropped++;
  }
  say(refusedDropped(dropped, dryRun));
}

const refusedDropped = (records: number, dryRun: boolean) =>
  dryRun
    ? `将丢弃以上 ${records} 条拒收记录，尚未执行 / ${records} refused records would be dropped. Nothing was done.`
    : `已丢弃以上 ${records} 条拒收记录 / ${records} refused records were dropped.`;

type Dropped =
  | {
      readonly __typename: 'KeyDropped';
      readonly fromSequence: number;
      readonly events: readonly { eventId: string; type: string; sequence: number }[];
    }
  | { readonly __typename: 'RefusedDropped'; readonly id: string; readonly reason: string }
  | { readonly __typename: 'EventFlowRefusal'; readonly message: string };

async function askToDrop(client: Client, pascal: string, key: string, dryRun: boolean): Promise<Dropped> {
  const { done } = await client.ask(
    `mutation ($subject: ID!, $dryRun: Boolean!) { done: drop${pascal}Key(subject: $subject, dryRun: $dryRun) {
      __typename ... on KeyDropped { fromSequence events { eventId type sequence } }
      ... on RefusedDropped { id reason }
      ... on EventFlowRefusal { message } } }`,
    { subject: key, dryRun },
  );
  return done;
}

const stillParked =
  '仍无法处理，原因见 anju events parked / it could not be handled again; anju events parked says why';
