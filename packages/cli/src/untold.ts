import type { Client } from './client';
import { fieldOf, type Say } from './flow';

/** An event that a service handled and that no speaker told, as `UntoldEventInput` of the graph. */
export interface Untold {
  readonly subject: string;
  readonly sequence: number;
  readonly eventId: string;
  /** What was told in that place; null where nothing was. */
  readonly toldId: string | null;
}

interface KeyLine {
  readonly subject: string;
  readonly sequence: number;
  readonly digest: string;
}

interface Sides {
  readonly ofConsumer: string;
  readonly speakers: readonly string[];
  /** Whether these are all that the service hears: then a key that none of them tells of is told by nobody. */
  readonly all: boolean;
}

/**
 * What was handled and not told, place by place. First what was handled is read and then what was told, so that
 * nothing which is told meanwhile is taken for untold.
 */
export async function findUntold(
  client: Client,
  say: Say,
  { ofConsumer, speakers, all }: Sides,
): Promise<readonly Untold[]> {
  const untold: Untold[] = [];
  let compared = 0;
  for (let after: string | null = null; ;) {
    const handled: KeyLine[] = await ask(client, ofConsumer, handledLines, { after });
    if (handled.length === 0) return untold;
    after = handled.at(-1)!.subject;
    const upTo = handled.map(({ subject, sequence }) => ({ subject, sequence }));
    const told: { speaker: string; lines: KeyLine[] }[] = [];
    for (const speaker of speakers)
      told.push({ speaker, lines: await ask<KeyLine[]>(client, speaker, toldLines, { upTo }) });
    for (const [i, { subject, digest }] of handled.entries()) {
      const tellers = told.filter((each) => each.lines[i]!.sequence > 0);
      if (tellers.some((each) => each.lines[i]!.digest === digest)) continue;
      if (tellers.length > 0 || all)
        untold.push(
          ...(await untoldOfKey(client, {
            ofConsumer,
            speakers: tellers.map(({ speaker }) => speaker),
            subject,
          })),
        );
    }
    compared += handled.length;
    if (compared % 1_000 === 0) say(`  已核对事件编号 / ids compared: ${compared}`);
  }
}

/** The same of one key. */
export async function untoldOfKey(
  client: Client,
  { ofConsumer, speakers, subject }: Pick<Sides, 'ofConsumer' | 'speakers'> & { readonly subject: string },
): Promise<Untold[]> {
  const handled = await idsOf(client, ofConsumer, 'handledIds', subject);
  const told = new Map<number, string>();
  for (const speaker of speakers)
    for (const { sequence, eventId } of await idsOf(client, speaker, 'toldIds', subject))
      told.set(sequence, eventId);
  return handled
    .map((each) => ({ subject, ...each, toldId: told.get(each.sequence) ?? null }))
    .filter(({ eventId, toldId }) => eventId !== toldId);
}

/** Each with what it declares. */
const line = '{ subject sequence digest }';
const handledLines = ['$after: ID', `handledLines(after: $after) ${line}`] as const;
const toldLines = ['$upTo: [KeyPlaceInput!]!', `toldLines(upTo: $upTo) ${line}`] as const;
const idsIn = (list: 'handledIds' | 'toldIds') =>
  ['$subject: ID!, $after: Int!', `${list}(subject: $subject, after: $after) { sequence eventId }`] as const;

interface PlacedEvent {
  readonly sequence: number;
  readonly eventId: string;
}

async function idsOf(client: Client, pascal: string, list: 'handledIds' | 'toldIds', subject: string) {
  const ids: PlacedEvent[] = [];
  for (;;) {
    const after = ids.at(-1)?.sequence ?? 0;
    const page = await ask<PlacedEvent[]>(client, pascal, idsIn(list), { subject, after });
    if (page.length === 0) return ids;
    ids.push(...page);
  }
}

async function ask<T>(
  client: Client,
  pascal: string,
  [declared, rows]: readonly [string, string],
  variables: object,
) {
  const { flow } = await client.ask(
    `query (${declared}) { flow: ${fieldOf(pascal)} { rows: ${rows} } }`,
    variables,
  );
  return flow.rows as T;
}

/** Each of them, by its place. */
export function sayUntold(say: Say, untold: readonly Untold[]): void {
  for (const { subject, sequence, eventId, toldId } of untold)
    say(
      toldId
        ? `  ${subject}: 第 ${sequence} 号处理的是 ${eventId}，来源服务所发的是 ${toldId} / ${eventId} was handled as event ${sequence}, and ${toldId} was told`
        : `  ${subject}: 第 ${sequence} 号处理的是 ${eventId}，来源服务没有发出过第 ${sequence} 号 / ${eventId} was handled as event ${sequence}, and none was told`,
    );
}

/** Why a service is not as told, and what puts it right. */
export const notAsTold = (service: string, untold: readonly Untold[]): string =>
  `${service} 处理过 ${untold.length} 个来源服务没有发出过的事件，如上所列，未作任何改动。若来源服务的数据库曾恢复到较早的一天，请先将其恢复完整；否则是他人所写，请以 anju events rebuild ${service} --as-told 重建全部副本，以来源服务所发为准。 / ` +
  `${service} handled ${untold.length} events that no speaker told; they are named above, and nothing was done about them. Where a speaker's database was put back to an earlier day, bring that forward first; else somebody else wrote them, and anju events rebuild ${service} --as-told (all copies) puts it right by what was told.`;
