import { type Client, NotDone } from './client';
import { allOf, called, type Say } from './flow';

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
