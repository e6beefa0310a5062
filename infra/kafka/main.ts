import { createTopics } from './create-topics';

/** `KAFKA_BROKERS=host:9092 pnpm topics`: makes what `topics.json` declares; twice changes nothing. */
async function main({ KAFKA_BROKERS, REPLICATION_FACTOR }: NodeJS.ProcessEnv): Promise<void> {
  if (!KAFKA_BROKERS || !/^[1-9]?$/.test(REPLICATION_FACTOR ?? '')) {
    console.error(`Say where: KAFKA_BROKERS=host:9092[,host:9092] pnpm topics
In a sandbox of fewer brokers than topics.json says: REPLICATION_FACTOR=1 before it.`);
    process.exitCode = 1;
    return;
  }
  try {
    const names = await createTopics(KAFKA_BROKERS, REPLICATION_FACTOR ? Number(REPLICATION_FACTOR) : null);
    console.log(
      `There are now, as declared in infra/kafka/topics.json:\n${names.map((name) => `  ${name}`).join('\n')}`,
    );
  } catch (error) {
    console.error(`The topics are not as declared:\n${(error as Error).message}`);
    process.exitCode = 1;
  }
}

void main(process.env);
