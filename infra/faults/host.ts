import { createEmbeddedDelivery } from '@anju/runtime/embedded-delivery';
import { createLog } from '@anju/runtime/request-log';
import { surroundingsFrom } from '@anju/runtime/run-service';
import { type RunningService, type Service, startService } from '@anju/runtime/service';
import { limitPages } from '@anju/runtime/testing/limit-pages';

/** What a process is told to be. Several services in one process hear each other there; one alone speaks Kafka. */
export interface Task {
  readonly services: readonly { readonly name: string; readonly env: Readonly<Record<string, string>> }[];
}

/** Of what kind of stage a process is: whose code it loads beforehand. */
export type Stage = 'city' | 'line';

const load: Readonly<Record<Stage, () => Promise<readonly Service[]>>> = {
  city: async () => Object.values((await import('./city/services')).services),
  line: async () => (await import('./line/line')).lineServices,
};

/**
 * A process that faults strike. It has loaded all its code before it is told what to be: where one was killed another
 * stands in its place a moment later, and the time goes into faults and not into reading sources.
 */
const loaded = load[process.argv[2] as Stage]();
process.once('message', (task: Task) => {
  begin(task).then(
    (running) => {
      process.on('message', ({ pages }: { pages: number | null }) => {
        void Promise.all(running.map(({ db }) => limitPages(db, pages))).then(() => process.send!('limited'));
      });
      process.send!({ urls: Object.fromEntries(running.map(({ name, url }) => [name, url])) });
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// Whoever started it is gone: nothing is left behind.
process.once('disconnect', () => process.exit(0));

async function begin({ services }: Task): Promise<readonly RunningService[]> {
  const known = new Map((await loaded).map((each) => [each.name, each]));
  const wanted = services.map(({ name, env }) => ({ service: known.get(name)!, env }));
  const together = createEmbeddedDelivery(wanted.map(({ service }) => service.consumer));
  const running: RunningService[] = [];
  for (const { service, env } of wanted) {
    const around = await surroundingsFrom(service, env, createLog(service.name, 'info'));
    running.push(await startService(service, wanted.length > 1 ? { ...around, delivery: together } : around));
  }
  return running;
}
