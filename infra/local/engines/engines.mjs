import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.mjs';
import { answersKafka, choosePortsOfKafka, createKafka } from './kafka.mjs';
import { answersSql, choosePortsOfMariadb, createMariadb } from './mariadb.mjs';
import { openFolder } from './open-folder.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const nothing = async () => undefined;

/** An engine that the environment names and that does not answer. */
class Silent extends Error {}

/**
 * Brings up what the tests need: the engines that the environment names, else Docker Compose where
 * Docker answers, else local binaries. An engine that cannot be had is null, with the reason in `failures` where
 * there is more to say than that nothing is installed; one that is named and does not answer is an error. `durable`
 * is for who measures commits: tests keep nothing.
 */
export async function startEngines({ named = process.env, durable = false } = {}) {
  const docker = await startDocker(named);
  const [mariadb, kafka] = await Promise.allSettled([
    findMariadb(docker, named, durable),
    findKafka(docker, named),
  ]);
  const started = [mariadb, kafka].flatMap(({ value }) => (value ? [value] : []));
  const stop = async () => {
    await Promise.all(started.map((engine) => engine.stop()));
    docker?.stop?.();
  };
  const silent = [mariadb, kafka].find(({ reason }) => reason instanceof Silent);
  if (silent) {
    await stop();
    throw silent.reason;
  }
  const why = ({ reason }) => [docker?.failure, reason?.message].filter(Boolean).join('\n') || undefined;
  const failures = { mariadb: why(mariadb), kafka: why(kafka) };
  return { mariadb: mariadb.value ?? null, kafka: kafka.value ?? null, failures, stop };
}

async function findMariadb(docker, { TEST_DATABASE_URL: url }, durable) {
  if (url) {
    if (await answersSql(url)) return { url, stop: nothing };
    throw new Silent(`Nothing answers at TEST_DATABASE_URL=${url}`);
  }
  if (docker?.mariadb) return { url: `mariadb://root@127.0.0.1:${docker.mariadb}`, stop: nothing };
  const folder = openFolder(join(tmpdir(), 'anju-mariadb-'));
  const ports = await choosePortsOfMariadb(1);
  const local = await started(folder, () => createMariadb(folder, ports, { durable }));
  return local && { url: local.addresses[0], stop: local.stop };
}

async function findKafka(docker, { TEST_KAFKA_BROKERS: brokers }) {
  if (brokers) {
    if (await answersKafka(brokers)) return { brokers, stop: nothing };
    throw new Silent(`Nothing answers at TEST_KAFKA_BROKERS=${brokers}`);
  }
  if (docker?.kafka) return { brokers: `127.0.0.1:${docker.kafka}`, stop: nothing };
  const folder = openFolder(join(tmpdir(), 'anju-kafka-'));
  const ports = await choosePortsOfKafka(1);
  const local = await started(folder, () => createKafka(folder, ports));
  return local && { brokers: local.addresses[0], stop: local.stop };
}

/** An engine of local binaries, answering; null where these are missing. Nothing is left of one that fails. */
async function started(folder, create) {
  let local = null;
  try {
    local = create();
    await local?.start();
    return local;
  } catch (error) {
    await local?.stop();
    throw error;
  } finally {
    if (!local) rmSync(folder, { recursive: true });
  }
}

/**
 * Null where no Docker engine answers. Compose brings up what the environment does not name, in a project and on ports
 * of this run's own, so that neither a federation by hand nor another run is heard or stopped. Nothing is kept.
 */
async function startDocker({ TEST_DATABASE_URL, TEST_KAFKA_BROKERS }) {
  const wanted = [...(TEST_DATABASE_URL ? [] : ['mariadb']), ...(TEST_KAFKA_BROKERS ? [] : ['kafka'])];
  if (wanted.length === 0) return null;
  if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status !== 0) return null;
  const [mariadb, kafka] = [await freePort(), await freePort()];
  const env = { ...process.env, MARIADB_PORT: String(mariadb), KAFKA_PORT: String(kafka) };
  const compose = (...words) =>
    spawnSync('docker', ['compose', '-p', `anju-test-${process.pid}`, ...words], {
      cwd: root,
      stdio: 'inherit',
      env,
    });
  const stop = () => compose('down', '--volumes');
  const { status } = compose('up', '--wait', ...wanted);
  if (status === 0) return { mariadb, kafka, stop };
  stop();
  return {
    failure: `docker compose up --wait ${wanted.join(' ')} ended with ${status}; see above what it said.`,
  };
}
