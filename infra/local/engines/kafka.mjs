import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel } from 'kafkajs';
import { freePort } from './free-port.mjs';

const pom = join(dirname(fileURLToPath(import.meta.url)), '../../kafka/pom.xml');
const jvm = ['-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

/** One KRaft broker from Maven Central's jars on a throw-away folder. Null where there is no Java or Maven. */
export async function startLocalKafka() {
  if (spawnSync('java', ['-version']).error) return null;
  const jars = fetchJars();
  if (!jars) return null;

  const folder = mkdtempSync(join(tmpdir(), 'anju-kafka-'));
  const [port, controller] = [await freePort(), await freePort()];
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, settings(port, controller, join(folder, 'data')));
  const classpath = ['-cp', join(jars, '*')];
  const format = spawnSync(
    'java',
    [...jvm, ...classpath, 'kafka.tools.StorageTool', 'format', '-t', 'anju-test-cluster', '-c', properties],
    { encoding: 'utf8' },
  );
  if (format.status !== 0) throw new Error(`Kafka could not be set up:\n${format.stdout}${format.stderr}`);

  const log = join(folder, 'out.log');
  const out = openSync(log, 'w');
  const quiet = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
  const broker = spawn('java', [...jvm, quiet, ...classpath, 'kafka.Kafka', properties], {
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  const brokers = `127.0.0.1:${port}`;
  const stop = async () => {
    if (broker.exitCode === null && broker.signalCode === null) {
      const ended = new Promise((resolve) => broker.once('exit', resolve));
      // Nothing of it is kept, so it need not tidy up: that takes many seconds.
      broker.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries++) {
    if (broker.exitCode !== null) break;
    if (await answersKafka(brokers)) return { brokers, stop };
    await wait(100);
  }
  const said = readFileSync(log, 'utf8').split('\n').slice(-20).join('\n');
  await stop();
  throw new Error(`Kafka did not start:\n${said}`);
}

export async function answersKafka(brokers) {
  const admin = new Kafka({
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const { brokers: found } = await admin.describeCluster();
    return found.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** The jars of the pom, kept in a cache of the user's by its hash. Null without Maven. */
export function fetchJars() {
  const hash = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'anju/kafka');
  const jars = join(cache, hash);
  if (existsSync(jars)) return jars;
  if (spawnSync('mvn', ['-v']).error) return null;

  console.log('Kafka: fetching its jars from Maven Central, once …');
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${draft}`];
  const maven = spawnSync('mvn', ['-B', '-q', '-ntp', '-f', pom, ...goal], { encoding: 'utf8' });
  if (maven.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`Maven did not bring Kafka:\n${maven.stdout}${maven.stderr}`);
  }
  if (existsSync(jars)) rmSync(draft, { recursive: true, force: true });
  else renameSync(draft, jars);
  return jars;
}

const settings = (port, controller, data) => `process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
controller.quorum.voters=1@127.0.0.1:${controller}
log.dirs=${data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=2097152
`;
