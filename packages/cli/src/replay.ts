import { setTimeout as wait } from 'node:timers/promises';
import { type Client, NotDone } from './client';
import { checkType } from './event-type';
import { called, fieldOf, type Say, unpublishedOf } from './flow';
import { findUntold, notAsTold, sayUntold, untoldOfKey } from './untold';

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

const neverTold = (service: string, key: string) =>
  `${service} 没有发出过 ${key} 的事件，请核对编号。 / ${service} told nothing of ${key}. Check the id.`;

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
  const { subject, type } = which;
  if (type !== undefined) checkType(service!, type);
  const meant = await tellAgain(client, pascal, which, true);
  if (meant === 0) {
    if (subject !== undefined && (await tellAgain(client, pascal, { subject }, true)) === 0)
      throw new NotDone(neverTold(service!, subject));
    throw new NotDone('没有符合条件的事件，未重发 / No event is meant by this, and none was told again.');
  }
  if (dryRun) return say(wouldBeTold(meant));
  const events = await tellAgain(client, pascal, which, false);
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
  if (subject !== undefined && (await tellAgain(client, pascal, { subject }, true)) === 0)
    throw new NotDone(neverTold(service!, subject));
  const sides = { ofConsumer, speakers: [pascal] };
  const untold =
    subject === undefined
      ? await findUntold(client, say, { ...sides, all: false })
      : await untoldOfKey(client, { ...sides, subject });
  sayUntold(say, untold);
  const notRight = untold.length > 0 ? notAsTold(consumer, untold) : null;
  const lacking = await lackedBy(client, say, { pascal, ofConsumer, subject });
  const events = lacking.reduce((sum, { told, heard }) => sum + told - heard, 0);
  if (events === 0 && notRight) throw new NotDone(notRight);
  if (events === 0)
    return say(`${consumer} 已有 ${service} 发出的全部事件 / ${consumer} has all that ${service} told.`);
  for (const { key, heard, told } of lacking)
    say(`  ${key}: 缺第 ${heard + 1} 至 ${told} 号事件 / events ${heard + 1} to ${told} are missing`);
  if (dryRun) say(wouldBeTold(events));
  else {
    for (const { key, heard } of lacking)
      await tellAgain(client, pascal, { subject: key, fromSequence: heard + 1 }, false);
    await untilTold(client, say, pascal, events);
    const still = await stillLackingSoon(client, ofConsumer, lacking);
    if (still.length > 0)
      throw new NotDone([...(notRight === null ? [] : [notRight]), notHeard(consumer, still)].join('\n'));
  }
  if (notRight) throw new NotDone(notRight);
}

const notHeard = (consumer: string, still: readonly Lack[]) => {
  const keys = still.slice(0, 5).map(({ key, heard, told }) => `${key} ${heard + 1}–${told}`);
  const some = [...keys, ...(still.length > 5 ? ['…'] : [])].join(', ');
  return (
    `已重发，但 ${consumer} 尚未处理 ${still.length} 个键的事件：${some}。可能只是仍在赶上，请看 anju events status，稍后以同一命令再看；以其编号拒收过的，先以 anju events drop ${consumer} <编号> 丢弃，再重发 / ` +
    `They were told again, and of ${still.length} keys not all is handled in ${consumer} yet: ${some}. It may only be behind: see anju events status, and give the same command again in a while; what is refused there under its id is dropped first (anju events drop ${consumer} <id>), and then told again.`
  );
};

export interface Lack {
  readonly key: string;
  readonly heard: number;
  readonly told: number;
}

/** Each key of which less was heard than was told. */
export async function lackedBy(
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
    const told = asked.map((each) => ({ key: each.subject, heard: 0, told: each.sequence }));
    lacking.push(...(await stillLacking(client, ofConsumer, told)));
    compared += page.length;
    if (compared % 1_000 === 0) say(`  已比对 / compared: ${compared}`);
  }
}

/** Those of at most 100 keys of which less was heard by now than was told. */
async function stillLacking(client: Client, ofConsumer: string, keys: readonly Lack[]): Promise<Lack[]> {
  const { flow } = await client.ask(
    `query ($subjects: [ID!]!) { flow: ${fieldOf(ofConsumer)} { heardOf(subjects: $subjects) } }`,
    { subjects: keys.map(({ key }) => key) },
  );
  const now = keys.map((each, i) => ({ ...each, heard: flow.heardOf[i] as number }));
  return now.filter(({ heard, told }) => heard < told);
}

/** How often, and how long apart, it is looked whether what is told just now is heard. */
const underWay = { looks: 3, everyMs: 1_000 };

/** What was told and is not heard, but for what is only under way. */
export async function neverCame(
  client: Client,
  say: Say,
  which: { readonly pascal: string; readonly ofConsumer: string },
): Promise<readonly Lack[]> {
  return stillLackingSoon(
    client,
    which.ofConsumer,
    await lackedBy(client, say, { ...which, subject: undefined }),
  );
}

/** Those of which less was heard than was told, after what is under way had some time. */
async function stillLackingSoon(client: Client, ofConsumer: string, keys: readonly Lack[]) {
  let lacking = keys;
  for (let look = 0; look < underWay.looks && lacking.length > 0; look++) {
    await wait(underWay.everyMs);
    const still: Lack[] = [];
    for (let from = 0; from < lacking.length; from += 100)
      still.push(...(await stillLacking(client, ofConsumer, lacking.slice(from, from + 100))));
    lacking = still;
  }
  return lacking;
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
