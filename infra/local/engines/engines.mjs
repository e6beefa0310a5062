import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answersKafka, choosePortsOfKafka, createKafka } from './kafka.mjs';
import { answersSql, choosePortsOfMariadb, createMariadb } from './mariadb.mjs';
import { openFolder } from './open-folder.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const nothing = async () => undefined;

/**
 * Brings up what the tests need: the engines that the environment names, else Docker Compose where
 * Docker answers, else local binaries. An engine that cannot be had is null; one that is named and does
 * not answer is an error.
 */
export async function startEngines() {
  const docker = startDocker();
  const [mariadb, kafka] = await Promise.allSettled([findMariadb(docker), findKafka(docker)]);
  const started = [mariadb, kafka].flatMap(({ value }) => (value ? [value] : []));
  const stop = async () => {
    await Promise.all(started.map((engine) => engine.stop()));
    docker?.stop();
  };
  const failed = [mariadb, kafka].find(({ status }) => status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { mariadb: mariadb.value, kafka: kafka.value, stop };
}

async function findMariadb(docker) {
  const named = process.env.TEST_DATABASE_URL;
  if (named) {
    if (await answersSql(named)) return { url: named, stop: nothing };
    throw new Error(`Nothing answers at TEST_DATABASE_URL=${named}`);
  }
  if (docker) return { url: 'mariadb://root@127.0.0.1:13306', stop: nothing };
  const folder = openFolder(join(tmpdir(), 'anju-mariadb-'));
  const local = createMariadb(folder, await choosePortsOfMariadb(1), { durable: false });
  return (await started(local, folder)) && { url: local.addresses[0], stop: local.stop };
}

async function findKafka(docker) {
  const named = process.env.TEST_KAFKA_BROKERS;
  if (named) {
    if (await answersKafka(named)) return { brokers: named, stop: nothing };
    throw new Error(`Nothing answers at TEST_KAFKA_BROKERS=${named}`);
  }
  if (docker) return { brokers: '127.0.0.1:19092', stop: nothing };
  const folder = openFolder(join(tmpdir(), 'anju-kafka-'));
  const local = createKafka(folder, await choosePortsOfKafka(1));
  return (await started(local, folder)) && { brokers: local.addresses[0], stop: local.stop };
}

/** An engine of local binaries, answering; null where these are missing. Nothing is left of one that fails. */
async function started(local, folder) {
  if (!local) rmSync(folder, { recursive: true });
  await local?.start().catch(async (error) => {
    await local.stop();
    throw error;
  });
  return local;
}

/** Null unless a Docker engine answers and Compose brings both up healthy. */
function startDocker() {
  if (process.env.TEST_DATABASE_URL && process.env.TEST_KAFKA_BROKERS) return null;
  if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status !== 0) return null;
  const compose = (...words) => spawnSync('docker', ['compose', ...words], { cwd: root, stdio: 'inherit' });
  if (compose('up', '--wait').status !== 0) return null;
  return { stop: () => compose('stop') };
}
