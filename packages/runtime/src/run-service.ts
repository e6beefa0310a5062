import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Clock, systemClock } from '@anju/values/time';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { SandboxClock } from './clock';
import { sqliteUrl, usualKeyDays } from './database';
import { databaseUrl, kafkaBrokers } from './engine-addresses';
import { port, readEnv, typedPath } from './env';
import { createEvidenceKey, type EvidenceKey } from './evidence-key';
import { openHolidays } from './holidays';
import type { Identity } from './identity';
import { identityEnvironment, identityFrom } from './identity-env';
import { connectKafka } from './kafka';
import { Mendable, tellWhyNotStarted } from './mendable';
import { noDelivery } from './no-delivery';
import { createPersonalData, type PersonalData } from './personal-data';
import { playRecordedFacts } from './recorded-facts';
import { createLog, logLevelIn, logLevels } from './request-log';
import { filesOfService, openSandbox, sandboxFolder } from './sandbox';
import { type RunningService, type Service, startService, type Surroundings } from './service';
import { onStopSignal } from './stop-signal';
import { wrongArgument } from './wrong-argument';

const environment = {
  PORT: port.optional(),
  HOST: z.string().default('127.0.0.1'),
  /** `mariadb://user:password@host:3306/schema`; nothing means a SQLite file of its own. */
  DATABASE_URL: databaseUrl.optional(),
  /** `host:9092,host:9092`; nothing means that nobody else is told or heard. */
  KAFKA_BROKERS: kafkaBrokers.optional(),
  ANJU_DATA: z.string().min(1).optional(),
  /** What operators add with `pnpm holidays`; nothing means `holidays.json` in `ANJU_DATA`. */
  HOLIDAYS_FILE: z.string().min(1).optional(),
  /** How long an idempotency key is kept, and so how long a client may repeat a request safely. */
  IDEMPOTENCY_KEY_DAYS: z.coerce.number().int().min(1).default(usualKeyDays),
  ...identityEnvironment,
  LOG_LEVEL: z.enum(logLevels).default('info'),
  INTROSPECTION: z.stringbool().optional(),
  /** 32 bytes as base64, which names and documents of persons are sealed with. */
  PERSONAL_DATA_KEY: z.string().optional(),
  /** 32 bytes as base64, which the evidence of votes is signed with; only for the service that signs. */
  EVIDENCE_KEY: z.string().optional(),
};

/** The whole `main` of a service: reads the environment, starts it, and stops it on a signal. */
export async function runService(
  service: Service,
  env: NodeJS.ProcessEnv,
  argv: readonly string[],
  log = createLog(service.name, logLevelIn(env)),
) {
  let running: RunningService | null = null;
  let stopping = false;
  const end = async () => {
    try {
      await running?.stop();
    } finally {
      // What still looks for a broker would keep it, and whoever watches it would take it for one that runs.
      process.exit();
    }
  };
  try {
    const { demo, help } = readArguments(argv, env);
    if (help) {
      console.log(usage);
      return;
    }
    const around = await surroundingsFrom(service, env, log);
    running = await startService(service, around);
    onStopSignal((signal) => {
      stopping = true;
      log.info({ signal }, 'stopping');
      void end();
    });
    log.info({ url: running.url }, 'listening');
    if (demo) {
      const file = join(__dirname, `../../../services/${service.name}/data/demo-facts.json`);
      if (!existsSync(file)) throw new Error(`There are no recorded facts at ${file}`);
      await service.demo?.({ ...around, db: running.db });
      const played = await playRecordedFacts(running.db, service.consumer, file, around.clock);
      log.info({ played }, 'recorded facts of the other services are in');
    }
  } catch (error) {
    // What fails because it stops is no failure.
    if (stopping) return;
    tellWhyNotStarted(error, log);
    await end();
  }
}

const usage = '用法 / Usage: pnpm --filter @anju/<service> start [-- --demo]';

/** What stands behind `main.ts`. Throws what is not known, with what is, and what the environment forbids. */
export function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv) {
  // pnpm passes its own `--` on.
  const args = argv.slice(2).filter((each) => each !== '--');
  const options = {
    demo: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const read = () => {
    try {
      return parseArgs({ args, options }).values;
    } catch (error) {
      throw new Mendable(`参数有误 / Wrong argument: ${wrongArgument(error)} ${usage}`);
    }
  };
  const values = read();
  if (values.demo) refuseDemo(env);
  return values;
}

/** What is invented would stand among facts, and no neighbour has told it: what came of it could not be made anew. */
function refuseDemo({ NODE_ENV, DATABASE_URL, KAFKA_BROKERS }: NodeJS.ProcessEnv) {
  const set = [
    ...(NODE_ENV === 'production' ? ['NODE_ENV=production'] : []),
    ...(DATABASE_URL ? ['DATABASE_URL'] : []),
    ...(KAFKA_BROKERS ? ['KAFKA_BROKERS'] : []),
  ];
  if (set.length === 0) return;
  throw new Mendable(
    `--demo 写入虚构的事实，只用于单独运行的服务；现已设置 ${set.join('、')}。请去掉 --demo，或取消该设置。 / ` +
      `--demo writes invented facts and is for a service that runs alone; ${set.join(' and ')} is set. ` +
      'Leave out --demo, or unset it.',
  );
}

/** What the environment says a service runs with. Throws where it says too little, or what production forbids. */
export async function surroundingsFrom(
  { name, port: usualPort, signsEvidence = false }: Pick<Service, 'name' | 'port' | 'signsEvidence'>,
  env: NodeJS.ProcessEnv,
  log: Logger,
): Promise<Surroundings> {
  const settings = readEnv(environment, env);
  const { DATABASE_URL, KAFKA_BROKERS, PORT, HOST, HOLIDAYS_FILE } = settings;
  const data = sandboxFolder(settings);
  const { database, clock } = filesOfService(name, settings);
  const inSandbox = settings.NODE_ENV !== 'production';
  return {
    ...(await (inSandbox ? sandbox(settings, data, clock) : production(settings, signsEvidence))),
    holidays: openHolidays(HOLIDAYS_FILE ? typedPath(HOLIDAYS_FILE, settings) : join(data, 'holidays.json')),
    databaseUrl: DATABASE_URL ?? sqliteUrl(database),
    delivery: KAFKA_BROKERS ? connectKafka(KAFKA_BROKERS, name, log, { sandbox: inSandbox }) : noDelivery,
    port: PORT ?? usualPort,
    host: HOST,
    keyDays: settings.IDEMPOTENCY_KEY_DAYS,
    introspection: settings.INTROSPECTION ?? inSandbox,
    log,
  };
}

interface Around {
  readonly identity: Identity;
  readonly clock: Clock;
  readonly sandbox: SandboxClock | null;
  readonly personalData: PersonalData;
  readonly evidenceKey: EvidenceKey | null;
}

type Settings = ReturnType<typeof readEnv<typeof environment>>;

async function sandbox(settings: Settings, data: string, clockFile: string): Promise<Around> {
  const { clock, issuer, personalData, evidenceKey } = await openSandbox(data, clockFile);
  const identity = await identityFrom(settings, async () => issuer);
  return { identity, clock: clock.now, sandbox: clock, personalData, evidenceKey };
}

async function production(settings: Settings, signsEvidence: boolean): Promise<Around> {
  const { OIDC_ISSUER, PERSONAL_DATA_KEY, EVIDENCE_KEY, DATABASE_URL, KAFKA_BROKERS } = settings;
  const lacksKey = signsEvidence && !EVIDENCE_KEY;
  if (!OIDC_ISSUER || !PERSONAL_DATA_KEY || !DATABASE_URL || !KAFKA_BROKERS || lacksKey) {
    const needed = {
      ...{ DATABASE_URL, KAFKA_BROKERS, OIDC_ISSUER, PERSONAL_DATA_KEY },
      ...(signsEvidence ? { EVIDENCE_KEY } : {}),
    };
    const left = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
    throw new Mendable(
      `NODE_ENV=production 时须设置 ${left.join('、')}。 / With NODE_ENV=production set ${left.join(' and ')}.`,
    );
  }
  const noSandbox = () => Promise.reject(new Error('There is no sandbox in production.'));
  return {
    identity: await identityFrom(settings, noSandbox),
    clock: systemClock,
    sandbox: null,
    personalData: createPersonalData(PERSONAL_DATA_KEY),
    evidenceKey: EVIDENCE_KEY ? createEvidenceKey(EVIDENCE_KEY) : null,
  };
}
