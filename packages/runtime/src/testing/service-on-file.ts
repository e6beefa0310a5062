import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedHolidays } from '@anju/rulebook/holidays';
import pino from 'pino';
import type { Delivery } from '@anju/runtime/delivery';
import { createEmbeddedDelivery } from '@anju/runtime/embedded-delivery';
import { createIdentity } from '@anju/runtime/identity';
import { type RunningService, type Service, startService } from '@anju/runtime/service';
import { testPersonalData } from '@anju/runtime/testing/execute';

/** The time at a service that a test starts. */
export const now = '2022-09-20T10:00:00.000Z' as const;

/** Starts a service for a test, on a database file that each test has anew; what still runs stops with the test. */
export function serviceOnFile(service: Service) {
  let folder: string;
  let running: RunningService[];
  let logged: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
    running = [];
    logged = [];
  });
  afterEach(async () => {
    for (const each of running) await each.stop();
    rmSync(folder, { recursive: true });
  });

  const url = () => `sqlite://${join(folder, 'bare.db')}`;
  return {
    url,
    logged: (): readonly string[] => logged,
    start: async (port = 0, delivery: Delivery = createEmbeddedDelivery(), goneWithinMs?: number) => {
      const around = {
        databaseUrl: url(),
        port,
        delivery,
        identity: createIdentity({ issuer: 'urn:anju:test', jwks: { keys: [] } }),
        clock: () => now,
        sandbox: null,
        personalData: testPersonalData,
        evidenceKey: null,
        holidays: () => shippedHolidays,
        log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
      };
      const started = await startService(service, around, goneWithinMs);
      running.push(started);
      return started;
    },
  };
}
