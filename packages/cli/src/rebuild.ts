import { type Client, NotDone } from './client';
import { allOf, called, fieldOf, type Say } from './flow';
import { neverCame } from './replay';

/** A copy knows nothing of what stands still, nor of what was told and never came: it is rebuilt without either. */
async function allHandled(client: Client, say: Say, pascal: string, service: string): Promise<void> {
  const missing: string[] = [];
  const still = [...(await allOf(client, pascal, 'parked')), ...(await allOf(client, pascal, 'held'))];
  if (still.length > 0)
    missing.push(
      `但 ${service} 有 ${still.length} 个键的事件尚未处理，任何副本都不含其后的内容，请看 anju events status 和 parked / ` +
        `Of ${still.length} keys events are not handled yet, and what they say is in no copy of it; see anju events status and parked: ${firstOf(still.map(({ subject }) => subject))}.`,
    );
  const { flow } = await client.ask(`{ flow: ${fieldOf(pascal)} { hears } }`);
  for (const speaker of flow.hears as string[]) {
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
  if (missing.length > 0) throw new NotDone(missing.join('\n'));
}

const firstOf = (all: readonly string[]) => (all.length > 5 ? [...all.slice(0, 5), '…'] : all).join(', ');

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
      if (same) say('与已处理的事件一致 / It is as what was handled says.');
      else
        say(
          dryRun
            ? '尚未执行 / Nothing was done.'
            : '已与已处理的事件一致 / It is as what was handled says now.',
        );
      return allHandled(client, say, pascal, service!);
    }
    if (!done.retryable) throw new NotDone(done.message);
    say(`  ${done.message}`);
  }
}
