import { type Client, NotAllowed, NotDone } from './client';
import { allOf, called, fieldOf, type Say } from './flow';
import { neverCame } from './replay';
import { findUntold, notAsTold, sayUntold, type Untold } from './untold';

/** A copy knows nothing of what stands still, nor of what was told and never came: it is rebuilt without either. */
async function notHandled(client: Client, say: Say, pascal: string, service: string): Promise<string[]> {
  const missing: string[] = [];
  const still = [...(await allOf(client, pascal, 'parked')), ...(await allOf(client, pascal, 'held'))];
  if (still.length > 0)
    missing.push(
      `但 ${service} 有 ${still.length} 个键的事件尚未处理，任何副本都不含其后的内容，请看 anju events status 和 parked / ` +
        `Of ${still.length} keys events are not handled yet, and what they say is in no copy of it; see anju events status and parked: ${firstOf(still.map(({ subject }) => subject))}.`,
    );
  for (const speaker of await hearsOf(client, pascal)) {
    try {
      const lacking = await neverCame(client, say, { pascal: called(speaker), ofConsumer: pascal });
      const events = lacking.reduce((sum, { told, heard }) => sum + told - heard, 0);
      if (events > 0)
        missing.push(
          `${speaker} 已发出而 ${service} 未处理的事件有 ${events} 个，涉及 ${lacking.length} 个键，任何副本都不含这些事件，请以 anju events replay ${speaker} --consumer ${service} 补发 / ` +
            `${events} events of ${lacking.length} keys that ${speaker} told are not handled in ${service}, and in no copy of it; anju events replay ${speaker} --consumer ${service} has them told again: ${firstOf(lacking.map(({ key, heard, told }) => `${key} ${heard + 1}–${told}`))}.`,
        );
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      missing.push(
        `未能与 ${speaker} 已发出的事件比对 / Not compared with what ${speaker} told: ${error.message}`,
      );
    }
  }
  return missing;
}

const hearsOf = async (client: Client, pascal: string): Promise<readonly string[]> =>
  (await client.ask(`{ flow: ${fieldOf(pascal)} { hears } }`)).flow.hears;

/** What was handled and no speaker told, named; or why it is not known, as where a speaker is away. */
async function compare(client: Client, say: Say, pascal: string): Promise<readonly Untold[] | string> {
  const speakers = (await hearsOf(client, pascal)).map(called);
  try {
    const untold = await findUntold(client, say, { ofConsumer: pascal, speakers, all: true });
    sayUntold(say, untold);
    return untold;
  } catch (error) {
    if (!(error instanceof NotDone) || error instanceof NotAllowed) throw error;
    return `未能核对事件编号 / The ids of what was handled were not compared with those of what was told: ${error.message}`;
  }
}

const firstOf = (all: readonly string[]) => (all.length > 5 ? [...all.slice(0, 5), '…'] : all).join(', ');

interface How {
  readonly dryRun: boolean;
  /** Whether what no speaker told makes way for what was told. */
  readonly asTold: boolean;
}

/**
 * Has a service make a copy of what others told anew, or all of them, and stays until it is done. Where it handled what
 * no speaker told it is done `asTold` or not at all: of a speaker that was put back to an earlier day all that it told
 * since looks the same.
 */
export async function rebuild(
  client: Client,
  say: Say,
  service: string | undefined,
  copy: string | undefined,
  { dryRun, asTold }: How,
): Promise<void> {
  const pascal = called(service);
  const found = await compare(client, say, pascal);
  const notCompared = typeof found === 'string' ? [found] : [];
  const untold = typeof found === 'string' ? [] : found;
  if (untold.length > 0 && !asTold) throw new NotDone(notAsTold(service!, untold));
  if (asTold && notCompared.length > 0) throw new NotDone(notCompared.join());
  const why = await makeAnew(client, say, service!, { copy, dryRun, untold });
  const missing = why === null ? await notHandled(client, say, pascal, service!) : [why];
  if (missing.length + notCompared.length > 0) throw new NotDone([...missing, ...notCompared].join('\n'));
}

interface Making {
  readonly copy: string | undefined;
  readonly dryRun: boolean;
  readonly untold: readonly Untold[];
}

/** Null, or in words for people why it could not be. */
async function makeAnew(
  client: Client,
  say: Say,
  service: string,
  { copy, dryRun, untold }: Making,
): Promise<string | null> {
  for (;;) {
    const { done } = await client.ask(
      `mutation ($copy: String, $dryRun: Boolean!, $untold: [UntoldEventInput!]!) {
        done: rebuild${called(service)}Copy(copy: $copy, dryRun: $dryRun, untold: $untold) {
          __typename ... on CopyRebuilt { events added changed removed }
          ... on EventFlowRefusal { code message retryable } } }`,
      { copy, dryRun, untold },
    );
    if (done.__typename === 'CopyRebuilt') {
      const { events, added, changed, removed } = done;
      say(
        `${service} ${copy ?? '全部副本 / all copies'}, 依据 ${events} 个事件：缺 ${added} 行，不符 ${changed} 行，无来源 ${removed} 行
  by ${events} events: ${added} rows were missing, ${changed} not as told, ${removed} told by nobody.`,
      );
      const same = added + changed + removed + untold.length === 0;
      if (same) say('与已处理的事件一致 / It is as what was handled says.');
      else if (dryRun) say('尚未执行 / Nothing was done.');
      else if (untold.length === 0) say('已与已处理的事件一致 / It is as what was handled says now.');
      else
        say(
          `已与来源服务所发的一致，${untold.length} 个未发出的事件改列为拒收；依据其作出的决定不变，请人工核查 / ` +
            `It is as was told now, and ${untold.length} events that nobody told stand as refused. What was decided on them stays: look at that by hand.`,
        );
      return null;
    }
    if (done.code === 'CANNOT_REBUILD') return done.message;
    if (!done.retryable) throw new NotDone(done.message);
    say(`  ${done.message}`);
  }
}
