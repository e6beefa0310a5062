import { setTimeout as wait } from 'node:timers/promises';
import { type Client, NotAllowed, NotDone } from './client';

/** Where words for people go. */
export type Say = (line: string) => void;

/** The services, and what their root fields are called after. */
const services: Readonly<Record<string, string>> = {
  governance: 'Governance',
  funding: 'Funding',
  participation: 'Participation',
  'property-management': 'PropertyManagement',
};

interface Flow {
  readonly service: string;
  readonly unpublished: number;
  readonly oldestUnpublishedAt: string | null;
  readonly parked: readonly { subject: string; type: string; sequence: number; reason: string }[];
  readonly held: readonly { subject: string; service: string; missing: number; waiting: number }[];
  readonly refused: readonly { id: string; reason: string }[];
}

/** What a service lists page by page, by which id, and what is asked of each. */
const lists = {
  parked: { id: 'subject', fields: 'subject type sequence reason' },
  held: { id: 'subject', fields: 'subject service missing waiting' },
  refused: { id: 'id', fields: 'id reason' },
} as const;
type List = keyof typeof lists;

const fieldOf = (pascal: string) => `${pascal[0]!.toLowerCase()}${pascal.slice(1)}Events`;

const called = (service: string | undefined): string => {
  const pascal = service === undefined ? undefined : services[service];
  if (pascal) return pascal;
  const all = Object.keys(services).join(', ');
  throw new NotDone(
    service === undefined
      ? `请指明服务 / Say which service: ${all}.`
      : `没有名为 ${service} 的服务，有 / There is no service ${service}; there are: ${all}.`,
  );
};

/** All pages of it: what stands on none cannot be mended. */
async function allOf<L extends List>(client: Client, pascal: string, list: L): Promise<Flow[L]> {
  const { id, fields } = lists[list];
  const all: Record<string, string>[] = [];
  for (;;) {
    const { flow } = await client.ask(
      `query ($after: ID) { flow: ${fieldOf(pascal)} { rows: ${list}(after: $after) { ${fields} } } }`,
      { after: all.at(-1)?.[id] ?? null },
    );
    all.push(...flow.rows);
    // By no count, which becomes another as others mend.
    if (flow.rows.length === 0) return all as never;
  }
}

async function flowOf(client: Client, pascal: string): Promise<Flow> {
  const { flow } = await client.ask(
    `{ flow: ${fieldOf(pascal)} { service unpublished oldestUnpublishedAt } }`,
  );
  const parked = await allOf(client, pascal, 'parked');
  const held = await allOf(client, pascal, 'held');
  return { ...flow, parked, held, refused: await allOf(client, pascal, 'refused') };
}

const unpublishedOf = async (client: Client, pascal: string): Promise<number> =>
  (await client.ask(`{ flow: ${fieldOf(pascal)} { unpublished } }`)).flow.unpublished;

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
    for (const { id, reason } of refused) say(`  ${id} 被拒收 / was refused: ${reason}`);
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

const nothingParked = '没有搁置的事件 / Nothing is parked.';

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
  if (dryRun) {
    for (const each of chosen) sayParked(say, service!, each);
    return say(
      `将重试 ${chosen.length} 个键，尚未执行 / ${chosen.length} keys would be tried again. Nothing was done.`,
    );
  }
  if (key === undefined && all.length === 0) return say(nothingParked);
  const keys = key === undefined ? all.map(({ subject }) => subject) : [key];
  let failed = 0;
  for (const [i, subject] of keys.entries()) {
    const { done } = await client.ask(
      `mutation ($subject: ID!) { done: retry${pascal}Key(subject: $subject) {
        __typename ... on EventFlowRefusal { code message } } }`,
      { subject },
    );
    if (key !== undefined && done.code === 'KEY_NOT_PARKED')
      throw new NotDone(
        `${service} 没有因 ${key} 搁置的事件，请核对编号，或看 anju events parked。 / ` +
          `Nothing of ${key} is parked in ${service}. Check the id, or see anju events parked.`,
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
 * Drops what is parked or held of a key and had no effect, and has its speaker tell it again: for what nobody of ours
 * told, which stands in the place of what somebody did.
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
      '请指明一个键，见 anju events parked 或 status。 / Say which key; see anju events parked or status.',
    );
  const { done } = await client.ask(
    `mutation ($subject: ID!, $dryRun: Boolean!) { done: drop${pascal}Key(subject: $subject, dryRun: $dryRun) {
      __typename ... on KeyDropped { fromSequence events { eventId type sequence } }
      ... on EventFlowRefusal { message } } }`,
    { subject: key, dryRun },
  );
  if (done.__typename !== 'KeyDropped') throw new NotDone(done.message);
  const { events, fromSequence } = done as KeyDropped;
  for (const { eventId, type, sequence } of events)
    say(`  第 ${sequence} 号事件 / event ${sequence}, ${eventId}, ${type}`);
  say(
    dryRun
      ? `将丢弃以上 ${events.length} 个未生效的事件，并请来源服务从第 ${fromSequence} 号起重发，尚未执行 / ${events.length} events without effect would be dropped, and ${key} told again from place ${fromSequence}. Nothing was done.`
      : `已丢弃以上 ${events.length} 个未生效的事件，已请来源服务从第 ${fromSequence} 号起重发，稍后请看 anju events status / ${events.length} events without effect were dropped, and ${key} is told again from place ${fromSequence}; see anju events status in a moment.`,
  );
}

interface KeyDropped {
  readonly fromSequence: number;
  readonly events: readonly { eventId: string; type: string; sequence: number }[];
}

const stillParked =
  '仍无法处理，原因见 anju events parked / it could not be handled again; anju events parked says why';

/** Which events are told again. */
export interface Which {
  readonly subject?: string | undefined;
  readonly fromSequence?: number | undefined;
  readonly type?: string | undefined;
  readonly since?: string | undefined;
  readonly before?: string | undefined;
}

/** As where the broker is away: whoever waits is told. */
const standstillMs = 60_000;

/** How many events it is that are told again, or would be. */
async function tellAgain(client: Client, pascal: string, which: Which, dryRun: boolean): Promise<number> {
  const { told } = await client.ask(
    `mutation ($input: TellAgainInput!) { told: tell${pascal}Again(input: $input) {
      __typename ... on ToldAgain { events } ... on EventFlowRefusal { message } } }`,
    { input: { ...which, dryRun } },
  );
  if (told.__typename !== 'ToldAgain') throw new NotDone(told.message);
  return told.events;
}

const wouldBeTold = (events: number) =>
  `将重发 ${events} 个事件，尚未执行 / ${events} events would be told again. Nothing was done.`;

/** Has a service tell its events again, and stays until they are told. */
export async function replay(
  client: Client,
  say: Say,
  service: string | undefined,
  which: Which,
  dryRun: boolean,
): Promise<void> {
  const pascal = called(service);
  const events = await tellAgain(client, pascal, which, dryRun);
  if (dryRun) return say(wouldBeTold(events));
  if (events === 0)
    throw new NotDone('没有符合条件的事件，未重发 / No event is meant by this, and none was told again.');
  await untilTold(client, say, pascal, events);
}

/** Has a service tell again what another one of those that hear it has not heard, as after that one was put back. */
export async function replayTo(
  client: Client,
  say: Say,
  service: string | undefined,
  { consumer, subject }: { readonly consumer: string; readonly subject: string | undefined },
  dryRun: boolean,
): Promise<void> {
  const pascal = called(service);
  const ofConsumer = called(consumer);
  const { flow } = await client.ask(`{ flow: ${fieldOf(ofConsumer)} { hears } }`);
  if (!flow.hears.includes(service))
    throw new NotDone(
      `${consumer} 不接收 ${service} 的事件，它接收 / ${consumer} does not hear ${service}; it hears: ${flow.hears.join(', ')}.`,
    );
  const lacking = await lackedBy(client, say, { pascal, ofConsumer, subject });
  const events = lacking.reduce((sum, { told, heard }) => sum + told - heard, 0);
  if (events === 0)
    return say(`${consumer} 已有 ${service} 发出的全部事件 / ${consumer} has all that ${service} told.`);
  for (const { key, heard, told } of lacking)
    say(`  ${key}: 缺第 ${heard + 1} 至 ${told} 号事件 / events ${heard + 1} to ${told} are missing`);
  if (dryRun) return say(wouldBeTold(events));
  for (const { key, heard } of lacking)
    await tellAgain(client, pascal, { subject: key, fromSequence: heard + 1 }, false);
  await untilTold(client, say, pascal, events);
}

interface Lack {
  readonly key: string;
  readonly heard: number;
  readonly told: number;
}

/** Each key of which less was heard than was told. */
async function lackedBy(
  client: Client,
  say: Say,
  { pascal, ofConsumer, subject }: { pascal: string; ofConsumer: string; subject: string | undefined },
): Promise<readonly Lack[]> {
  const lacking: Lack[] = [];
  let compared = 0;
  for (let after: string | null = null; ;) {
    const { flow } = await client.ask(
      `query ($after: ID) { flow: ${fieldOf(pascal)} { told(after: $after) { subject sequence } } }`,
      { after },
    );
    const page: { subject: string; sequence: number }[] = flow.told;
    if (page.length === 0) return lacking;
    after = page.at(-1)!.subject;
    const asked = page.filter((each) => subject === undefined || each.subject === subject);
    const answer = await client.ask(
      `query ($subjects: [ID!]!) { flow: ${fieldOf(ofConsumer)} { heardOf(subjects: $subjects) } }`,
      { subjects: asked.map((each) => each.subject) },
    );
    for (const [i, { subject: key, sequence: told }] of asked.entries()) {
      const heard: number = answer.flow.heardOf[i];
      if (heard < told) lacking.push({ key, heard, told });
    }
    compared += page.length;
    if (compared % 1_000 === 0) say(`  已比对 / compared: ${compared}`);
  }
}

async function untilTold(client: Client, say: Say, pascal: string, events: number): Promise<void> {
  let left = await unpublishedOf(client, pascal);
  let movedAt = performance.now();
  while (left > 0) {
    say(`  已发出 / told: ${Math.max(0, events - left)} / ${events}`);
    const before = left;
    while (left === before && left > 0) {
      if (performance.now() - movedAt > standstillMs)
        throw new NotDone(
          `${standstillMs / 1000} 秒内没有发出任何事件，恢复后会自动继续，请看 anju events status 和 /readyz。 / ` +
            `Nothing was told for ${standstillMs / 1000} seconds. It goes on by itself; see anju events status and /readyz.`,
        );
      await wait(500);
      left = await unpublishedOf(client, pascal);
    }
    movedAt = performance.now();
  }
  say(
    `已重发 ${events} 个事件，已有者不再处理 / ${events} events were told again; who had them has dropped them.`,
  );
}

/** A copy knows nothing of what stands still. */
async function allHandled(client: Client, pascal: string, service: string): Promise<void> {
  const still = [...(await allOf(client, pascal, 'parked')), ...(await allOf(client, pascal, 'held'))];
  if (still.length === 0) return;
  const keys = still.map(({ subject }) => subject);
  const named = keys.length > 5 ? [...keys.slice(0, 5), '…'] : keys;
  throw new NotDone(
    `但 ${service} 有 ${keys.length} 个键的事件尚未处理，副本不含其后的内容，请看 anju events status 和 parked / ` +
      `Of ${keys.length} keys events are not handled yet, and what they say is not in the copy; see anju events status and parked: ${named.join(', ')}.`,
  );
}

/** Has a service make a copy of what others told anew, or all of them, and stays until it is done. */
export async function rebuild(
  client: Client,
  say: Say,
  service: string | undefined,
  copy: string | undefined,
  dryRun: boolean,
): Promise<void> {
  const pascal = called(service);
  for (;;) {
    const { done } = await client.ask(
      `mutation ($copy: String, $dryRun: Boolean!) { done: rebuild${pascal}Copy(copy: $copy, dryRun: $dryRun) {
        __typename ... on CopyRebuilt { events added changed removed }
        ... on EventFlowRefusal { message retryable } } }`,
      { copy, dryRun },
    );
    if (done.__typename === 'CopyRebuilt') {
      const { events, added, changed, removed } = done;
      say(
        `${service} ${copy ?? '全部副本 / all copies'}, 依据 ${events} 个事件：缺 ${added} 行，不符 ${changed} 行，无来源 ${removed} 行
  by ${events} events: ${added} rows were missing, ${changed} not as told, ${removed} told by nobody.`,
      );
      const same = added + changed + removed === 0;
      if (same) say('与已处理的事件一致 / It is as told.');
      else say(dryRun ? '尚未执行 / Nothing was done.' : '已与已处理的事件一致 / It is as told now.');
      return allHandled(client, pascal, service!);
    }
    if (!done.retryable) throw new NotDone(done.message);
    say(`  ${done.message}`);
  }
}
