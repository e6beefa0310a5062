import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway } from '@anju/gateway/gateway';
import { sqliteUrl } from '@anju/runtime/database';
import { createEmbeddedDelivery } from '@anju/runtime/embedded-delivery';
import { openHolidays } from '@anju/runtime/holidays';
import { createIdentity } from '@anju/runtime/identity';
import { createLog } from '@anju/runtime/request-log';
import type { Sandbox } from '@anju/runtime/sandbox';
import { type RunningService, startService } from '@anju/runtime/service';
import { services } from './services';

/** A city that answers. */
export interface City {
  /** The gateway's endpoint. */
  readonly url: string;
  /** Each service's own endpoint, by its name. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export interface CityInOneProcess extends City {
  readonly running: readonly RunningService[];
}

interface Options {
  readonly sandbox: Sandbox;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** The gateway's port; 0 takes any that is free, for the services too. */
  readonly port: number;
  /** Where added holiday years lie, if not in the sandbox's folder. */
  readonly holidaysFile?: string | undefined;
}

/** Every service and the gateway in this process, on SQLite files in the sandbox's folder. */
export async function startCity({
  sandbox,
  logLevel,
  port,
  holidaysFile,
}: Options): Promise<CityInOneProcess> {
  const { folder, clock, issuer, personalData, evidenceKey } = sandbox;
  const log = createLog('anju', logLevel);
  const identity = createIdentity(issuer);
  const delivery = createEmbeddedDelivery(services.map(({ consumer }) => consumer));
  const holidays = openHolidays(holidaysFile ?? join(folder, 'holidays.json'));
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });

  const running: RunningService[] = [];
  const stop = async () => {
    for (const each of running.toReversed()) await each.stop();
    await delivery.close();
  };
  try {
    for (const [i, service] of services.entries()) {
      running.push(
        await startService(service, {
          databaseUrl: sqliteUrl(join(data, `${service.name}.db`)),
          // Behind the gateway's, so that two cities can stand side by side.
          port: port === 0 ? 0 : port + 1 + i,
          delivery,
          identity,
          clock: clock.now,
          sandbox: clock,
          personalData,
          evidenceKey,
          holidays,
          log,
        }),
      );
    }
    const subgraphs = Object.fromEntries(running.map(({ name, url }) => [name, url]));
    const gateway = await startGateway({ port, subgraphUrls: subgraphs, identity, log });
    return {
      url: gateway.url,
      subgraphs,
      running,
      stop: async () => {
        await gateway.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
