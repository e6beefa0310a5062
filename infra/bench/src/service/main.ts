import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { KnownCompanyTable } from '@anju/governance/known/company/company.table';
import { startCity } from '@anju/local/city';
import { services } from '@anju/local/services';
import { registerCompany } from '@anju/property-management/pm-company/register-company.command';
import type { Caller } from '@anju/runtime/caller';
import type { Deps } from '@anju/runtime/context';
import type { Delivery } from '@anju/runtime/delivery';
import { openHolidays } from '@anju/runtime/holidays';
import type { Measured } from '@anju/runtime/measure';
import { OutboxTable } from '@anju/runtime/outbox';
import { rebuildCopies } from '@anju/runtime/rebuild-copy';
import { createLog } from '@anju/runtime/request-log';
import { surroundingsFrom } from '@anju/runtime/run-service';
import { openSandbox } from '@anju/runtime/sandbox';
import { type RunningService, startService } from '@anju/runtime/service';
import { transaction } from '@anju/runtime/transaction';
import { In } from 'typeorm';
import { millis } from '../clock';
import { companyEntry, listenerName, speakerName, tellMany } from '../companies';
import type { Jobs, Question, Reply, Setting } from './jobs';

/** A broker that has just started is complained of, and so is much else that passes; what counts is what comes. */
const logLevel = 'silent';

/** A process with real services in it, which its parent asks to do things and when they were done. */
async function main({ service: name, folder, databaseUrl, brokers }: Setting): Promise<void> {
  const sandbox = await openSandbox(folder);
  const { personalData, evidenceKey, clock } = sandbox;
  const deps = {
    personalData,
    evidenceKey,
    clock: clock.now,
    holidays: openHolidays(join(folder, 'holidays.json')),
  };
  if (name === null) {
    const { running, url, stop } = await startCity({ sandbox, port: 0, logLevel });
    answer(url, running, { stop, deps });
    return;
  }
  const service = services.find((each) => each.name === name)!;
  const env = {
    ANJU_DATA: folder,
    PORT: '0',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...(brokers ? { KAFKA_BROKERS: brokers } : {}),
  };
  const around = await surroundingsFrom(service, env, createLog(name, logLevel));
  const running = await startService(service, around);
  const stop = async () => {
    await running.stop();
    await around.delivery.close();
  };
  answer(running.url, [running], { stop, deps, delivery: around.delivery });
}

interface Rest {
  readonly stop: () => Promise<void>;
  readonly deps: Omit<Deps, 'db'>;
  /** Of a service that runs by itself. */
  readonly delivery?: Delivery;
}

function answer(url: string, running: readonly RunningService[], rest: Rest): void {
  const jobs = createJobs(running, rest);
  const send = (reply: Reply) => process.send!(reply);
  process.on('message', ({ number, job, takes }: Question) => {
    const done = (jobs[job] as (takes: unknown) => Promise<unknown>)(takes);
    done.then(
      (came) => {
        send({ number, answer: came });
        if (job === 'stop') process.disconnect();
      },
      (error: unknown) => send({ number, failure: String((error as Error).stack) }),
    );
  });
  // Without its parent it has no purpose.
  process.on('disconnect', () => process.exit(0));
  send({ url });
}

/** In whose transactions it is: what it waits for to be committed is noted there. */
const waiting = new AsyncLocalStorage<{ committedAt: number }>();

const bureau: Caller = {
  subject: 'bench',
  roles: new Set(['COUNTY_BUREAU']),
  division: '140502',
  communities: new Set(),
  committee: null,
  owner: null,
  company: null,
  language: 'en',
  requestId: 'bench',
  traceparent: null,
};

function createJobs(
  running: readonly RunningService[],
  { stop, deps, delivery }: Rest,
): { readonly [Job in keyof Jobs]: (takes: Jobs[Job][0]) => Promise<Jobs[Job][1]> } {
  const dbOf = (name: string) => running.find((each) => each.name === name)!.db;
  const noted = { count: 0, lastAt: 0, handledAt: [] as [string, number][] };
  let more = () => {};
  let note = (_: Measured) => {};
  return {
    register: async ({ first, count, perSecond }) => {
      const db = dbOf(speakerName);
      const noteCommit = () => {
        const store = waiting.getStore();
        if (store) store.committedAt = millis();
      };
      db.committed.add(noteCommit);
      const begunAt = millis();
      const one = async (i: number) => {
        await wait(Math.max(0, begunAt + (i * 1000) / perSecond - millis()));
        const store = { committedAt: 0 };
        const result = await waiting.run(store, () =>
          registerCompany({ ...deps, db }, bureau, companyEntry(first + i)),
        );
        if (!result.accepted) throw new Error(JSON.stringify(result));
        return [result.state.id as string, store.committedAt] as const;
      };
      const committedAt = await Promise.all(Array.from({ length: count }, (_, i) => one(i)));
      const seconds = (Math.max(...committedAt.map(([, at]) => at)) - begunAt) / 1000;
      db.committed.delete(noteCommit);
      const atOf = new Map(committedAt);
      const events = await db.read.find(OutboxTable, {
        select: { id: true, subject: true },
        where: { subject: In([...atOf.keys()]) },
      });
      return {
        committedAt: events.map(({ id, subject }) => [id, atOf.get(subject)!]),
        perSecond: count / seconds,
      };
    },
    tell: async ({ count }) => {
      await tellMany(dbOf(speakerName), 1, count);
      return { committedAt: millis() };
    },
    watch: async ({ each }) => {
      Object.assign(noted, { count: 0, lastAt: 0, handledAt: [] });
      dbOf(listenerName).measured.delete(note);
      note = (measured) => {
        if (measured.what !== 'HANDLED') return;
        noted.count++;
        noted.lastAt = millis();
        if (each) noted.handledAt.push([measured.eventId, noted.lastAt]);
        more();
      };
      dbOf(listenerName).measured.add(note);
      return null;
    },
    handled: async ({ count, withinMs }) => {
      const all = new Promise<void>((resolve) => {
        more = () => noted.count >= count && resolve();
        more();
      });
      await Promise.race([all, wait(withinMs, undefined, { ref: false })]);
      const { handledAt } = noted;
      noted.handledAt = [];
      return { ...noted, handledAt };
    },
    rebuild: async () => {
      const db = dbOf(listenerName);
      const [first] = await db.read.find(KnownCompanyTable, { take: 1 });
      const id = first!.id as never;
      await transaction(db, (tx) => tx.delete(KnownCompanyTable, { id }));
      const { storage, consumer } = services.find(({ name }) => name === listenerName)!;
      const begunAt = millis();
      const { events, added } = await rebuildCopies(
        db,
        { storage, consumer, delivery: delivery!, clock: deps.clock },
        storage.copies!['company']!,
        { dryRun: false, signal: new AbortController().signal, askMs: 5_000, giveUpMs: 60_000, everyMs: 200 },
      );
      return { seconds: (millis() - begunAt) / 1000, events, added };
    },
    memory: async () => {
      for (let i = 0; i < 3; i++) {
        globalThis.gc!();
        await wait(50);
      }
      const { rss, heapUsed } = process.memoryUsage();
      return { rssMib: rss / 2 ** 20, heapMib: heapUsed / 2 ** 20 };
    },
    stop: async () => {
      await stop();
      return null;
    },
  };
}

void main(JSON.parse(process.argv[2]!) as Setting);
