import { setTimeout as wait } from 'node:timers/promises';
import { type Client, NotDone } from './client';

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

const fields = `service unpublished oldestUnpublishedAt
  parked { subject type sequence reason } held { subject service missing waiting } refused { id reason }`;
const fieldOf = (pascal: string) => `${pascal[0]!.toLowerCase()}${pascal.slice(1)}Events`;

const called = (service: string | undefined): string => {
  const pascal = services[service ?? ''];
  if (pascal) return pascal;
  throw new NotDone(`请指明服务 / Say which service: ${Object.keys(services).join(', ')}.`);
};

async function flowsOf(client: Client): Promise<Flow[]> {
  const asked = Object.values(services).map((pascal) => `${fieldOf(pascal)} { ${fields} }`);
  return Object.values(await client.ask(`{ ${asked.join(' ')} }`));
}

/** One line for each service: what is not told, parked or missing. */
export async function status(client: Client, say: Say): Promise<void> {
  for (const flow of await flowsOf(client)) {
    const { service, unpublished, oldestUnpublishedAt, parked, held, refused } = flow;
    const since = oldestUnpublishedAt ? ` (自 / since ${oldestUnpublishedAt})` : '';
    say(
      `${service}: 未发出 / not told ${unpublished}${since}, 搁置 / parked ${parked.length}, 等待其他服务 / waiting for others ${held.length}`,
    );
    for (const { subject, service: of, missing, waiting } of held)
      say(
        `  ${subject}: 缺 ${of} 的第 ${missing} 号事件，后有 ${waiting} 个等待，已自动索取 / event ${missing} of ${of} is missing, ${waiting} wait for it; it is asked for by itself`,
      );
    for (const { id, reason } of refused) say(`  ${id} 被拒收 / was refused: ${reason}`);
  }
}

/** Every parked key with its reason, and how to go on. */
export async function parked(client: Client, say: Say): Promise<void> {
  const flows = await flowsOf(client);
  const rows = flows.flatMap(({ service, parked: keys }) => keys.map((key) => ({ service, ...key })));
  if (rows.length === 0) return say('没有搁置的事件 / Nothing is parked.');
  for (const { service, subject, type, sequence, reason } of rows)
    say(`${service} ${subject}: 第 ${sequence} 号事件 / event ${sequence}, ${type}\n  ${reason}`);
  say('排除原因后 / Once the cause is gone: pnpm anju events retry <service> <key>');
}

/** Lets one parked key of a service try again, or all that it has. */
export async function retry(
  client: Client,
  say: Say,
  service: string | undefined,
  key: string | undefined,
): Promise<void> {
  const pascal = called(service);
  const flows = await flowsOf(client);
  const all = flows.find((flow) => flow.service === service)!.parked.map(({ subject }) => subject);
  const keys = key ? [key] : all;
  if (keys.length === 0) return say('没有搁置的事件 / Nothing is parked.');
  const failed: string[] = [];
  for (const [i, subject] of keys.entries()) {
    const { done } = await client.ask(
      `mutation ($subject: ID!) { done: retry${pascal}Key(subject: $subject) {
        __typename ... on EventFlowRefusal { message } } }`,
      { subject },
    );
    const went = done.__typename === 'EventFlow';
    if (!went) failed.push(subject);
    say(`[${i + 1}/${keys.length}] ${subject}: ${went ? '已处理 / handled' : done.message}`);
  }
  if (failed.length > 0)
    throw new NotDone(
      `${keys.length} 个中仍有 ${failed.length} 个搁置 / ${failed.length} of ${keys.length} stand still.`,
    );
}

/** Which events are told again. */
export interface Which {
  readonly subject?: string | undefined;
  readonly fromSequence?: number | undefined;
  readonly type?: string | undefined;
  readonly since?: string | undefined;
  readonly before?: string | undefined;
}

/** Has a service tell its events again, and stays until they are told. */
export async function replay(
  client: Client,
  say: Say,
  service: string | undefined,
  which: Which,
  dryRun: boolean,
): Promise<void> {
  const pascal = called(service);
  const { told } = await client.ask(
    `mutation ($input: TellAgainInput!) { told: tell${pascal}Again(input: $input) {
      __typename ... on ToldAgain { events } ... on EventFlowRefusal { message } } }`,
    { input: { ...which, dryRun } },
  );
  if (told.__typename !== 'ToldAgain') throw new NotDone(told.message);
  if (dryRun)
    return say(
      `将重发 ${told.events} 个事件，尚未执行 / ${told.events} events would be told again. Nothing was done.`,
    );
  let left: number;
  let shown = -1;
  do {
    const flows = await flowsOf(client);
    left = flows.find((flow) => flow.service === service)!.unpublished;
    if (left !== shown && left > 0)
      say(`  已发出 / told: ${Math.max(0, told.events - left)} of ${told.events}`);
    shown = left;
    if (left > 0) await wait(500);
  } while (left > 0);
  say(
    `已重发 ${told.events} 个事件，已有者不再处理 / ${told.events} events were told again; who had them has dropped them.`,
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
      if (same) return say('与来源一致 / It is as told.');
      return say(dryRun ? '尚未执行 / Nothing was done.' : '已与来源一致 / It is as told now.');
    }
    if (!done.retryable) throw new NotDone(done.message);
    say(`  ${done.message}`);
  }
}
