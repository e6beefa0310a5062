import { kafkaBrokers } from '../../packages/runtime/src/engine-addresses';
import { readEnv } from '../../packages/runtime/src/env';
import { Mendable } from '../../packages/runtime/src/mendable';
import { createTopics } from './create-topics';

const usage = `用法 / Usage: KAFKA_BROKERS=host:9092[,host:9092] pnpm topics
broker 少于 topics.json 所声明的沙箱 / In a sandbox of fewer brokers than topics.json says: REPLICATION_FACTOR=1 pnpm topics`;

/** `KAFKA_BROKERS=host:9092 pnpm topics`: makes what `topics.json` declares; twice changes nothing. */
async function main(words: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    if (words.includes('--help') || words.includes('-h')) return console.log(usage);
    if (words.length > 0) throw new Mendable(`参数有误 / Wrong argument: ${words.join(' ')}\n${usage}`);
    const names = await createTopics(...settingsFrom(env));
    console.log(
      `现有主题，如 infra/kafka/topics.json 所声明 / There are now, as declared in infra/kafka/topics.json:\n${names.map((name) => `  ${name}`).join('\n')}`,
    );
  } catch (error) {
    console.error(error instanceof Mendable ? error.message : error);
    process.exitCode = 1;
  }
}

function settingsFrom(env: NodeJS.ProcessEnv): Parameters<typeof createTopics> {
  try {
    const { KAFKA_BROKERS } = readEnv({ KAFKA_BROKERS: kafkaBrokers }, { KAFKA_BROKERS: '', ...env });
    const copies = env['REPLICATION_FACTOR'] ?? '';
    if (!/^[1-9]?$/.test(copies))
      throw new Mendable('REPLICATION_FACTOR 须为 1 到 9。 / REPLICATION_FACTOR is from 1 to 9.');
    return [KAFKA_BROKERS, copies === '' ? null : Number(copies)];
  } catch (error) {
    throw error instanceof Mendable ? new Mendable(`${error.message}\n${usage}`) : error;
  }
}

void main(
  process.argv.slice(2).filter((word) => word !== '--'),
  process.env,
);
