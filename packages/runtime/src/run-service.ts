import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '@anju/values/time';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { SandboxClock } from './clock';
import type { Delivery } from './delivery';
import { readEnv } from './env';
import { openHolidays } from './holidays';
import { createIdentity, type Identity } from './identity';
import { connectKafka } from './kafka';
import { noDelivery } from './no-delivery';
import { createPersonalData, type PersonalData } from './personal-data';
import { playRecordedFacts } from './recorded-facts';
import { createLog } from './request-log';
import { openSandbox } from './sandbox';
import { type Service, startService } from './service';

const environment = {
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HOST: z.string().default('127.0.0.1'),
  /** `mariadb://user:password@host:3306/schema`; nothing means a SQLite file of its own. */
  DATABASE_URL: z.url().optional(),
  /** `host:9092,host:9092`; nothing means that nobody else is told or heard. */
  KAFKA_BROKERS: z.string().min(1).optional(),
  /** Where a sandbox keeps its clock, keys and SQLite files. */
  ANJU_DATA: z.string().default(join(__dirname, '../../../.anju')),
  /** What operators add with `pnpm holidays`; nothing means `holidays.json` in `ANJU_DATA`. */
  HOLIDAYS_FILE: z.string().min(1).optional(),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  INTROSPECTION: z.stringbool().optional(),
  OIDC_ISSUER: z.url().optional(),
  JWKS_URL: z.url().optional(),
  /** 32 bytes as base64, which names and documents of persons are sealed with. */
  PERSONAL_DATA_KEY: z.string().optional(),
};

/** The whole `main` of a service: reads the environment, starts it, and stops it on a signal. */
export async function runService(service: Service, env: NodeJS.ProcessEnv, argv: readonly string[]) {
  const settings = readEnv(environment, env);
  const log = createLog(service.name, settings.LOG_LEVEL);
  try {
    const around = await (settings.NODE_ENV === 'production' ? production(settings) : sandbox(settings));
    const { DATABASE_URL, ANJU_DATA, KAFKA_BROKERS, PORT, HOST } = settings;
    const holidays = openHolidays(settings.HOLIDAYS_FILE ?? resolve(ANJU_DATA, 'holidays.json'));
    const running = await startService(service, {
      ...around,
      holidays,
      // Beside the data of `npm start`, which starts over when it pleases.
      databaseUrl: DATABASE_URL ?? `sqlite:${resolve(ANJU_DATA, 'services', `${service.name}.db`)}`,
      delivery: deliveryFor(KAFKA_BROKERS, service.name, log),
      port: PORT ?? service.port,
      host: HOST,
      introspection: settings.INTROSPECTION ?? settings.NODE_ENV !== 'production',
      log,
    });
    const stop = (signal: string) => {
      log.info({ signal }, 'stopping');
      void running.stop().then(() => process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    log.info({ url: running.url }, 'listening');
    if (argv.includes('--demo')) {
      const file = join(__dirname, `../../../services/${service.name}/data/demo-facts.json`);
      if (!existsSync(file)) throw new Error(`There are no recorded facts at ${file}`);
      const { clock, personalData } = around;
      await service.demo?.({ db: running.db, clock, personalData, holidays });
      const played = await playRecordedFacts(running.db, service.consumer, file, around.clock);
      log.info({ played }, 'recorded facts of the other services are in');
    }
  } catch (error) {
    log.error({ err: error }, 'did not start');
    process.exitCode = 1;
  }
}

interface Around {
  readonly identity: Identity;
  readonly clock: Clock;
  readonly sandbox: SandboxClock | null;
  readonly personalData: PersonalData;
}

type Settings = ReturnType<typeof readEnv<typeof environment>>;

async function sandbox({ ANJU_DATA }: Settings): Promise<Around> {
  const { clock, issuer, personalData } = await openSandbox(resolve(ANJU_DATA));
  return { identity: createIdentity(issuer), clock: clock.now, sandbox: clock, personalData };
}

async function production({
  OIDC_ISSUER,
  JWKS_URL,
  PERSONAL_DATA_KEY,
  DATABASE_URL,
}: Settings): Promise<Around> {
  if (!OIDC_ISSUER || !PERSONAL_DATA_KEY || !DATABASE_URL) {
    throw new Error('With NODE_ENV=production set DATABASE_URL, OIDC_ISSUER and PERSONAL_DATA_KEY.');
  }
  return {
    identity: createIdentity({ issuer: OIDC_ISSUER, ...(JWKS_URL ? { jwksUrl: JWKS_URL } : {}) }),
    clock: systemClock,
    sandbox: null,
    personalData: createPersonalData(PERSONAL_DATA_KEY),
  };
}

const deliveryFor = (brokers: string | undefined, name: string, log: Logger): Delivery =>
  brokers ? connectKafka(brokers.split(','), name, log) : noDelivery;
