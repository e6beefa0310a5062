import { refuse } from '@anju/values/decision';
import type { Instant } from '@anju/values/time';
import { IsNull, MoreThan } from 'typeorm';
import { appendAudit } from './audit';
import type { Language } from './caller';
import { type Consumer, speakersOf } from './consumer';
import type { Context } from './context';
import { dropWithoutEffect, forgetRefused } from './drop-key';
import { findGaps } from './gaps';
import { findHeardOf, replay } from './inbox';
import { InboxTable } from './inbox.table';
import { findHandledIds, findHandledLines, findToldIds, findToldLines, type KeyPlace } from './key-lines';
import { OutboxTable } from './outbox';
import { countPublished, findTold, publishAgain } from './publish-again';
import { CannotRebuild } from './rebuild-copy';
import { transaction } from './transaction';
import { NotAsSaid, type Untold } from './untold';

type Code =
  | 'KEY_NOT_PARKED'
  | 'STILL_PARKED'
  | 'SEQUENCE_INVALID'
  | 'COPY_UNKNOWN'
  | 'STILL_REBUILDING'
  | 'CANNOT_REBUILD'
  | 'UNTOLD_NOT_AS_SAID'
  | 'UNTOLD_NEEDS_ALL_COPIES'
  | 'NOTHING_TO_DROP'
  | 'NOT_ASKED_AGAIN';

const messages: Record<Code, Record<Language, string>> = {
  KEY_NOT_PARKED: {
    zh: '这里没有因该对象的事件而停住的键，请核对编号。',
    en: 'No event of this aggregate is parked here. Check the id.',
  },
  STILL_PARKED: {
    zh: '已重试，事件仍无法处理，原因见停住的键。请先排除原因再重试。',
    en: 'It was tried again and could not be handled; the reason stands with the parked key. Mend that first.',
  },
  SEQUENCE_INVALID: {
    zh: '起始序号最小为 1。',
    en: 'The first place in a line is 1.',
  },
  COPY_UNKNOWN: {
    zh: '本服务没有这个名称的副本。',
    en: 'This service keeps no copy of that name.',
  },
  STILL_REBUILDING: {
    zh: '副本仍在重建，无人等待也会继续；请稍后以同样的请求查询结果。已重新处理的事件：',
    en: 'The copy is still being rebuilt, and goes on where nobody waits; ask the same again in a moment. Events handled anew:',
  },
  CANNOT_REBUILD: {
    zh: '副本未能重建，保持原样。请按原因处理后再试。',
    en: 'The copy could not be rebuilt and was left as it is. Mend the cause and try again.',
  },
  UNTOLD_NOT_AS_SAID: {
    zh: '所列的未发出事件与本服务所处理的不符，未作任何改动。请重新比对，即再次运行 anju events rebuild。',
    en: 'The events that are said to be untold are not what was handled here, and nothing was done. Compare again: run anju events rebuild once more.',
  },
  UNTOLD_NEEDS_ALL_COPIES: {
    zh: '未发出事件的影响可能在任何副本中，请不指明副本，重建全部副本。',
    en: 'What an untold event did may be in any copy: name none, so that all are rebuilt.',
  },
  NOTHING_TO_DROP: {
    zh: '没有以此为编号的拒收记录；该对象没有停住的事件，没有在缺号之后等待的事件，也没有占着他人序号而未生效的事件；已生效的事件及其之前的不能丢弃。请核对编号。若已生效的事件并非来源服务所发，以下命令会列出并说明如何处理：',
    en: 'No event of this aggregate is parked, waits behind a gap, or stands without effect in the place of a refused one; no record of this id was refused; what had an effect is never dropped, nor what is before it. Check the id. Where no speaker told what had an effect, this names it and says what puts it right:',
  },
  NOT_ASKED_AGAIN: {
    zh: '事件已丢弃，但未能请来源服务重发。请在消息中间件恢复后运行 anju events replay <来源服务>',
    en: 'The events were dropped, but their speaker could not be asked to tell again. Once the broker answers, run anju events replay <speaker>',
  },
};

const shownAtOnce = 100;

/** Of a place and an id alone. */
const idsAtOnce = 1_000;

interface After {
  readonly after?: string | null;
}

interface OfKey {
  readonly subject: string;
  readonly after: number;
}

interface TellAgain {
  readonly subject?: string | null;
  readonly fromSequence: number;
  readonly type?: string | null;
  readonly since?: Instant | null;
  readonly before?: Instant | null;
  readonly dryRun: boolean;
}

interface DropKey {
  readonly subject: string;
  readonly dryRun: boolean;
}

interface RebuildCopy {
  readonly copy?: string | null;
  readonly dryRun: boolean;
  readonly untold: readonly (Omit<Untold, 'toldId'> & { readonly toldId?: string | null })[];
}

/**
 * What operators see and mend of a service's events. The root fields bear the service's name, since each service
 * answers for itself alone: `fundingEvents`, `retryFundingKey`, `dropFundingKey`, `tellFundingAgain`,
 * `rebuildFundingCopy`.
 */
export function eventFlowResolvers(consumer: Consumer) {
  const { name } = consumer;
  const pascal = name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const camel = pascal[0]!.toLowerCase() + pascal.slice(1);
  const refused = (code: Code, { language }: Context, detail = '') => ({
    __typename: 'EventFlowRefusal',
    ...refuse(code, null, { retryable: code === 'STILL_REBUILDING' }).refusal,
    message: messages[code][language] + detail,
  });

  return {
    Query: { [`${camel}Events`]: (_: unknown, __: unknown, context: Context) => flow(consumer, context) },
    Mutation: {
      [`retry${pascal}Key`]: async (_: unknown, { subject }: { subject: string }, context: Context) => {
        const { db, clock } = context;
        const came = await replay(db, consumer, subject, clock);
        if (came === 'NOT_PARKED') return refused('KEY_NOT_PARKED', context);
        await record(context, 'retry parked key', subject);
        return came === 'DONE' ? flow(consumer, context) : refused('STILL_PARKED', context);
      },
      [`drop${pascal}Key`]: async (_: unknown, { subject, dryRun }: DropKey, context: Context) => {
        // First what is harmless: whoever forges an id may have taken that of a key.
        const forgotten = await transaction(context.db, async (tx) => {
          const found = await forgetRefused(tx, consumer, subject, dryRun);
          const act = { action: 'drop refused record', subject, detail: found };
          if (found && !dryRun) await appendAudit(tx, context, act, context.clock());
          return found;
        });
        if (forgotten) return { __typename: 'RefusedDropped', dryRun, ...forgotten };
        const dropped = await transaction(context.db, async (tx) => {
          const found = await dropWithoutEffect(tx, consumer, subject, dryRun);
          const act = { action: 'drop events of key', subject, detail: found };
          if (found && !dryRun) await appendAudit(tx, context, act, context.clock());
          return found;
        });
        if (!dropped) return refused('NOTHING_TO_DROP', context, ` anju events rebuild ${name}`);
        const { fromSequence } = dropped;
        if (!dryRun) {
          try {
            // Whose the key is, a forged event says wrongly: of those who do not know it none tells anything.
            for (const service of speakersOf(consumer))
              await context.askAgain!({ consumer: name, service, subject, fromSequence });
          } catch {
            return refused('NOT_ASKED_AGAIN', context, ` (--key ${subject} --from ${fromSequence})`);
          }
        }
        return { __typename: 'KeyDropped', dryRun, ...dropped };
      },
      [`tell${pascal}Again`]: async (_: unknown, { input }: { input: TellAgain }, context: Context) => {
        if (input.fromSequence < 1) return refused('SEQUENCE_INVALID', context);
        const which = { ...input, subject: input.subject ?? null };
        const { dryRun } = input;
        if (!dryRun) await record(context, 'tell events again', which.subject ?? name, which);
        const events = await (dryRun ? countPublished : publishAgain)(context.db, which);
        return { __typename: 'ToldAgain', events, dryRun };
      },
      [`rebuild${pascal}Copy`]: async (
        _: unknown,
        { copy = null, dryRun, untold: said = [] }: RebuildCopy,
        context: Context,
      ) => {
        const { copies, underWay, rebuild } = context.rebuilder!;
        if (copy !== null && !copies.includes(copy))
          return refused('COPY_UNKNOWN', context, ` (${copies.join(', ')})`);
        const untold = said.map(({ toldId = null, ...event }) => ({ ...event, toldId }));
        if (untold.length > 0 && copy !== null) return refused('UNTOLD_NEEDS_ALL_COPIES', context);
        if (!dryRun && !underWay(copy, dryRun, untold))
          await record(context, 'rebuild copy', copy ?? name, untold.length > 0 ? { untold } : {});
        try {
          const come = await rebuild(copy, dryRun, untold);
          if ('handled' in come)
            return refused('STILL_REBUILDING', context, ` (${come.handled} / ${come.of})`);
          return { __typename: 'CopyRebuilt', copy, dryRun, ...come };
        } catch (error) {
          if (error instanceof NotAsSaid)
            return refused('UNTOLD_NOT_AS_SAID', context, ` (${error.message})`);
          if (!(error instanceof CannotRebuild)) throw error;
          return refused('CANNOT_REBUILD', context, ` (${error.message})`);
        }
      },
    },
  };
}

/** Whoever repairs is on record, as whoever pays is (OVR-2). */
const record = (context: Context, action: string, subject: string, detail: unknown = {}) =>
  transaction(context.db, (tx) => appendAudit(tx, context, { action, subject, detail }, context.clock()));

function flow(consumer: Consumer, { db }: Context) {
  const untold = { publishedAt: IsNull() };
  const { name } = consumer;
  const parked = { consumer: name, state: 'PARKED' } as const;
  const refused = { consumer: name, state: 'REFUSED' } as const;
  return {
    __typename: 'EventFlow',
    service: name,
    unpublished: () => db.read.countBy(OutboxTable, untold),
    oldestUnpublishedAt: async () => {
      const oldest = await db.read.findOne(OutboxTable, { where: untold, order: { occurredAt: 'ASC' } });
      return oldest?.occurredAt ?? null;
    },
    parkedCount: () => db.read.countBy(InboxTable, parked),
    parked: async ({ after }: After) => {
      const rows = await db.read.find(InboxTable, {
        where: { ...parked, subject: MoreThan(after ?? '') },
        order: { subject: 'ASC' },
        take: shownAtOnce,
      });
      return rows.map(({ subject, eventId, sequence, envelope, error }) => ({
        subject,
        eventId,
        type: envelope!.type,
        sequence,
        reason: error ?? '',
      }));
    },
    heldCount: async () => (await findGaps(db, consumer)).length,
    held: async ({ after }: After) =>
      (await findGaps(db, consumer, after ?? undefined)).slice(0, shownAtOnce),
    refusedCount: () => db.read.countBy(InboxTable, refused),
    refused: async ({ after }: After) => {
      const rows = await db.read.find(InboxTable, {
        where: { ...refused, eventId: MoreThan(after ?? '') },
        order: { eventId: 'ASC' },
        take: shownAtOnce,
      });
      return rows.map(({ eventId: id, error }) => ({ id, reason: error ?? '' }));
    },
    hears: () => speakersOf(consumer),
    heardOf: async ({ subjects }: { readonly subjects: readonly string[] }) => {
      const asked = subjects.slice(0, shownAtOnce);
      const heard = await findHeardOf(db, consumer, asked);
      return asked.map((subject) => heard.get(subject) ?? 0);
    },
    told: ({ after }: After) => findTold(db, after ?? '', shownAtOnce),
    handledLines: ({ after }: After) => findHandledLines(db, consumer, after ?? '', shownAtOnce),
    toldLines: ({ upTo }: { readonly upTo: readonly KeyPlace[] }) =>
      findToldLines(db, upTo.slice(0, shownAtOnce)),
    handledIds: ({ subject, after: sequence }: OfKey) =>
      findHandledIds(db, consumer, { subject, sequence }, idsAtOnce),
    toldIds: ({ subject, after: sequence }: OfKey) => findToldIds(db, { subject, sequence }, idsAtOnce),
  };
}
