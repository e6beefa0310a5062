import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { register } from 'tsx/cjs/api';
import { startEngines } from '../local/engines/engines.mjs';

register();
const require = createRequire(import.meta.url);
const { parts } = require('./src/parts.ts');
const { emptyOption, wrongArgument } = require('@anju/runtime/wrong-argument');
const partNames = Object.keys(parts);

const usage = `Usage: pnpm bench events [--quick] [--only ${partNames.join(',')}] [--events <number>] [--cpu-prof <folder>]`;

function readArguments() {
  const options = {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    events: { type: 'string', default: '100000' },
    'cpu-prof': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  };
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  if (values.help) return null;
  const unsaid = emptyOption(values);
  if (unsaid) throw new Error(unsaid);
  if (positionals.join() !== 'events') throw new Error('Say what to measure: events.');
  const names = values.only?.split(',') ?? partNames;
  const unknown = names.find((name) => !partNames.includes(name));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}.`);
  if (!/^[1-9]\d{0,6}$/.test(values.events))
    throw new Error(`--events ${values.events} is no number of events.`);
  const profiles = values['cpu-prof'];
  return {
    names,
    quick: values.quick,
    backlog: values.quick ? 300 : Number(values.events),
    profiles: profiles ? resolve(process.env.INIT_CWD ?? '', profiles) : null,
  };
}

let given;
try {
  given = readArguments();
} catch (error) {
  console.error(`参数有误 / Wrong argument: ${wrongArgument(error)}\n${usage}`);
  process.exit(1);
}
if (!given) {
  console.log(usage);
  process.exit(0);
}

let engines = null;
let stopping = null;
const stop = () => (stopping ??= Promise.resolve(engines).then((started) => started?.stop()));
// What it started besides ends when it is gone.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void stop().finally(() => process.exit(1)));
try {
  // Its own, whatever the tests are given: it empties topics, and counts every commit.
  if (given.names.some((name) => parts[name].length > 0))
    engines = startEngines({ named: {}, durable: true });
  const { mariadb = null, kafka = null, failures = {} } = (await engines) ?? {};
  for (const [name, failure] of Object.entries(failures)) if (failure) console.error(`${name}: ${failure}`);
  if (mariadb) await flushEveryCommit(mariadb.url);
  const { bench } = require('./src/bench.ts');
  const whole = await bench({ ...given, mariadb: mariadb?.url ?? null, brokers: kafka?.brokers ?? null });
  if (!whole) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await stop();
}

/** As MariaDB does unless it is told otherwise, and as a bureau needs it: what is acknowledged is on the disk. */
async function flushEveryCommit(url) {
  const connection = await createConnection(url);
  await connection.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  await connection.end();
}
