import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';

const run = promisify(execFile);
const mostOutput = { maxBuffer: 256 * 1024 * 1024 };

/** A record as a stranger sees it. */
export interface OutsideRecord {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

const hasKcat = !spawnSync('kcat', ['-V']).error;

/** Which program reads. */
export const outsideReader = hasKcat ? 'kcat' : "Kafka's console consumer (there is no kcat)";

/** All records of a topic, partition by partition in their order, read by a program that knows nothing of this one. */
export async function readFromOutside(brokers: string, topic: string): Promise<readonly OutsideRecord[]> {
  const count = await countRecords(brokers, topic);
  if (count === 0) return [];
  return hasKcat ? byKcat(brokers, topic) : byConsole(brokers, topic, count);
}

async function countRecords(brokers: string, topic: string): Promise<number> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const partitions = await admin.fetchTopicOffsets(topic);
    return partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  } finally {
    await admin.disconnect();
  }
}

async function byKcat(brokers: string, topic: string): Promise<OutsideRecord[]> {
  const arguments_ = ['-b', brokers, '-t', topic, '-C', '-o', 'beginning', '-e', '-q', '-J'];
  const { stdout } = await run('kcat', arguments_, mostOutput);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      // What is no event has perhaps none of them.
      const {
        key = '',
        headers = [],
        payload = '',
      } = JSON.parse(line) as Partial<{
        key: string;
        headers: string[];
        payload: string;
      }>;
      const pairs = headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]!]] : []));
      return { key, headers: Object.fromEntries(pairs), value: payload };
    });
}

// What stands in no event.
const [betweenFields, betweenHeaders] = ['\u001f', '\u001e'];

async function byConsole(brokers: string, topic: string, count: number): Promise<OutsideRecord[]> {
  const printed = await run(process.execPath, [join(__dirname, '../engines/print-jars.mjs')]);
  const jars = printed.stdout.trim().split('\n').at(-1);
  if (!jars) throw new Error('To read the topics from outside, install kcat, or Java 17 and Maven.');
  const shown = {
    'print.headers': 'true',
    'print.key': 'true',
    'key.separator': betweenFields,
    'headers.separator': betweenHeaders,
  };
  const { stdout } = await run(
    'java',
    [
      ...['-Xmx128m', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=off'],
      ...['-cp', `${jars}/*`, 'org.apache.kafka.tools.consumer.ConsoleConsumer'],
      ...['--bootstrap-server', brokers, '--topic', topic, '--from-beginning'],
      ...['--max-messages', String(count), '--timeout-ms', '60000'],
      ...Object.entries(shown).flatMap(([name, value]) => ['--formatter-property', `${name}=${value}`]),
    ],
    mostOutput,
  );
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [headers = '', key = '', value = ''] = line.split(betweenFields);
      const pairs = headers.split(betweenHeaders).map((each) => {
        const at = each.indexOf(':');
        return [each.slice(0, at), each.slice(at + 1)];
      });
      return { key, headers: Object.fromEntries(pairs), value };
    });
}
