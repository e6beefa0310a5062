import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel } from 'kafkajs';
import { freePort } from './free-port.mjs';
import { createServer } from './server.mjs';

const pom = join(dirname(fileURLToPath(import.meta.url)), '../../kafka/pom.xml');
const jvm = ['-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

/** A broker and its controller for each, at the addresses of docker-compose.yml where these are free. */
export async function choosePortsOfKafka(count, first = 0) {
  const ports = [];
  for (let i = 0; i < count; i++) {
    const [client, controller] = first ? [first + 2 * i, first + 2 * i + 1] : [0, 0];
    ports.push({ client: await freePort(client), controller: await freePort(controller) });
  }
  return ports;
}

/**
 * As many KRaft brokers as there are ports, from Maven Central's jars, in a folder. What is there is gone on with.
 * Null where there is no Java or Maven.
 */
export function createKafka(folder, ports) {
  if (spawnSync('java', ['-version']).error) return null;
  const jars = fetchJars();
  if (!jars) return null;

  const classpath = ['-cp', join(jars, '*')];
  const servers = ports.map((_, i) => createServer(`Kafka broker ${i + 1}`, join(folder, `n${i + 1}`)));
  const properties = ({ folder }) => join(folder, 'server.properties');
  const addresses = ports.map(({ client }) => `127.0.0.1:${client}`);
  return {
    addresses,
    servers,
    answers: (i) => answersKafka(addresses[i]),
    start: async () => {
      if (!existsSync(join(servers.at(-1).folder, 'data/meta.properties'))) format(servers, ports, classpath);
      for (const server of servers.filter(({ pid }) => pid() === null)) {
        const quiet = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';
        server.start('java', [...jvm, quiet, ...classpath, 'kafka.Kafka', properties(server)]);
      }
      const all = async () => (await countBrokers(addresses)) === servers.length;
      await Promise.all(servers.map(({ awaitAnswer }) => awaitAnswer(all)));
    },
    // Nothing of it is kept, so it need not tidy up: that takes many seconds.
    stop: async () => {
      await Promise.all(servers.map(({ kill }) => kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };

  /** Sets the first up, and the others as copies of it under names of their own: that saves a JVM each. */
  function format(servers, ports, classpath) {
    const [first, ...others] = servers;
    servers.forEach((server, i) => {
      mkdirSync(server.folder, { recursive: true });
      writeFileSync(properties(server), settings(i, ports, server.folder));
    });
    const tool = ['kafka.tools.StorageTool', 'format', '--ignore-formatted', '-t', 'anju-local-cluster'];
    const made = spawnSync('java', [...jvm, ...classpath, ...tool, '-c', properties(first)], {
      encoding: 'utf8',
      // However slow the machine is: nothing else goes on in this process meanwhile.
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    if (made.status !== 0) throw new Error(`Kafka could not be set up:\n${made.stdout}${made.stderr}`);
    others.forEach((other, i) => {
      cpSync(join(first.folder, 'data'), join(other.folder, 'data'), { recursive: true });
      const meta = join(other.folder, 'data/meta.properties');
      const own = readFileSync(meta, 'utf8')
        .replace(/^node\.id=.*$/m, `node.id=${i + 2}`)
        .replace(/^directory\.id=.*$/m, `directory.id=${randomBytes(16).toString('base64url')}`);
      writeFileSync(meta, own);
    });
  }
}

export const answersKafka = async (brokers) => (await countBrokers(brokers.split(','))) > 0;

async function countBrokers(brokers) {
  const admin = new Kafka({
    brokers,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length;
  } catch {
    return 0;
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

function settings(i, ports, folder) {
  const { client, controller } = ports[i];
  const voters = ports.map((each, j) => `${j + 1}@127.0.0.1:${each.controller}`).join(',');
  const copies = ports.length;
  // One that may be lost of three; of one none.
  const inSync = copies > 1 ? copies - 1 : 1;
  return `process.roles=broker,controller
node.id=${i + 1}
listeners=PLAINTEXT://127.0.0.1:${client},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${client}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
controller.quorum.voters=${voters}
log.dirs=${join(folder, 'data')}
auto.create.topics.enable=false
default.replication.factor=${copies}
min.insync.replicas=${inSync}
unclean.leader.election.enable=false
offsets.topic.replication.factor=${copies}
offsets.topic.num.partitions=${copies}
transaction.state.log.replication.factor=${copies}
transaction.state.log.min.isr=${inSync}
transaction.state.log.num.partitions=1
share.coordinator.state.topic.replication.factor=${copies}
share.coordinator.state.topic.min.isr=${inSync}
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=2097152
${copies > 1 ? failFast : ''}`;
}

/** After a broker's death the others go on within 3 to 5 s. One alone is never taken for dead because it is slow. */
const failFast = `num.network.threads=2
num.io.threads=2
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
controller.quorum.fetch.timeout.ms=1000
controller.quorum.election.timeout.ms=500
`;
