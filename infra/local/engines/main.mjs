import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { register } from 'tsx/cjs/api';
import { root } from '../prepare.mjs';
import { openFolder } from './open-folder.mjs';
import { choosePortsOfKafka, createKafka } from './kafka.mjs';
import { choosePortsOfMariadb, createMariadb } from './mariadb.mjs';
import { makeTopics } from './topics.mjs';

/** `pnpm engines up | down | status`: a broker and a database server for a developer, without Docker. */
const usage = `用法 / Usage:
       pnpm engines up [--kafka 1|3|0] [--mariadb 1|3|0]
         启动未运行的引擎，建好主题和库 / starts what is not running, and makes topics and schemas
       pnpm engines status
         哪些在运行，地址、进程号和日志 / what runs, and where
       pnpm engines down
         全部停止并删除其数据 / stops all of it and deletes its data`;

/** Where the data is and on which ports: what a later command needs to find them. */
const { ANJU_DATA = join(root, '.anju'), INIT_CWD = '' } = process.env;
const noted = join(resolve(INIT_CWD, ANJU_DATA), 'engines.json');
const locked = `${noted}-lock`;

register();
const require = createRequire(import.meta.url);
const { Mendable } = require('../../../packages/runtime/src/mendable.ts');
const { DatabaseInUse, lockSqliteFile } = require('../../../packages/runtime/src/sqlite-lock.ts');

/** Another process starts or stops them. */
class BeingChanged extends Mendable {
  constructor(owner) {
    super(
      `进程 ${owner} 正在启动或停止引擎。请等待它完成，或运行 pnpm engines down。 / ` +
        `Engines are being started or stopped by process ${owner}. Wait for it, or run: pnpm engines down`,
    );
    this.owner = owner;
  }
}

function readArguments() {
  const help = { type: 'boolean', short: 'h' };
  const options = { kafka: { type: 'string' }, mariadb: { type: 'string' }, help };
  try {
    const { positionals, values } = parseArgs({ options, allowPositionals: true });
    if (values.help) return { command: 'help' };
    const [command, ...more] = positionals;
    const counts = Object.entries(values);
    if (!['up', 'down', 'status'].includes(command) || more.length > 0)
      throw new Error('请写 up、down 或 status。 / Say up, down or status.');
    if (command !== 'up' && counts.length > 0)
      throw new Error(`--${counts[0][0]} 只用于 up。 / --${counts[0][0]} belongs to up.`);
    const wrong = counts.find(([, value]) => !['0', '1', '3'].includes(value));
    if (wrong)
      throw new Error(
        `--${wrong[0]} ${wrong[1]}：可写 1、3，或 0（不用）。 / --${wrong[0]} ${wrong[1]}: one, three of them, or 0 for none.`,
      );
    return { command, counts: Object.fromEntries(counts.map(([name, value]) => [name, Number(value)])) };
  } catch (error) {
    throw new Mendable(`参数有误 / Wrong argument: ${error.message}\n${usage}`);
  }
}

async function up(counts) {
  if (counts.kafka === 0 && counts.mariadb === 0)
    throw new Mendable('没有要启动的引擎，请至少保留一种。 / Nothing is left to start: leave one of them.');
  await alone(lock(), () => start(counts));
}

async function start(counts) {
  const there = read();
  const plan = there ?? (await makePlan({ kafka: 1, mariadb: 1, ...counts }));
  for (const [name, count] of Object.entries(counts)) {
    const runs = plan[name].length;
    if (runs !== count)
      throw new Mendable(
        `--${name} ${count}，但现有 ${runs} 个在运行，请先 pnpm engines down。 / --${name} ${count}, but ${runs} is up. First: pnpm engines down`,
      );
  }
  let engines = [];
  try {
    if (!there) note(plan);
    engines = enginesOf(plan);
    console.log(`正在启动 / Starting what does not run yet, in ${plan.folder} …`);
    await Promise.all(engines.map((engine) => engine.start()));
    await setUp(engines);
  } catch (error) {
    if (!there) await remove(plan, engines);
    else console.error('数据已保留，要删除： / Its data is kept. To be rid of it: pnpm engines down');
    throw error;
  }
  await status();
  console.log(`\n${howToUse(engines)}`);
}

async function status() {
  const plan = read();
  if (!plan)
    return console.log('没有引擎在运行，请启动： / No engines are up. Start them with: pnpm engines up');
  let dead = 0;
  for (const { addresses, servers, answers } of enginesOf(plan)) {
    for (const [i, { name, pid, log }] of servers.entries()) {
      const well = pid() !== null && (await answers(i));
      const state = well ? 'answers' : pid() === null ? 'is dead' : 'is silent';
      console.log(`${name.padEnd(15)} ${state.padEnd(9)} ${addresses[i]}  pid ${pid() ?? '-'}  ${log}`);
      if (!well) process.exitCode = 1;
      if (state === 'is dead') dead++;
      if (state === 'is silent') console.log(onSilent(pid()));
    }
  }
  if (dead > 0)
    console.log('在原有数据上重新启动： / Start what is dead again, on its data, with: pnpm engines up');
}

/** It lives, so nothing starts it. */
const onSilent = (pid) =>
  `  无应答：可能正在启动；被暂停的用 kill -CONT ${pid} 恢复，否则 kill -9 ${pid} 后再 pnpm engines up。 / ` +
  `It may be starting. If it was stopped, kill -CONT ${pid}; else kill -9 ${pid}, then pnpm engines up.`;

async function down() {
  await alone(await lockInTurn(), async () => {
    const plan = read();
    if (!plan) return console.log('没有引擎在运行。 / No engines are up.');
    await remove(plan, enginesOf(plan));
    console.log(`已停止并删除 / Stopped, and ${plan.folder} is deleted.`);
  });
}

async function remove({ folder }, engines) {
  await Promise.all(engines.map((engine) => engine.stop()));
  rmSync(folder, { recursive: true, force: true });
  for (const file of [noted, `${noted}.draft`]) rmSync(file, { force: true });
}

function read() {
  if (!existsSync(noted)) return null;
  try {
    return JSON.parse(readFileSync(noted, 'utf8'));
  } catch {
    throw new Mendable(
      `无法读取 ${noted}。请结束其中的进程后删除该文件。 / ${noted} cannot be read. End what runs by it, if anything does, and remove it.`,
    );
  }
}

/** In one step: who reads it meanwhile reads all of it or nothing. */
function note(plan) {
  const draft = `${noted}.draft`;
  writeFileSync(draft, JSON.stringify(plan, null, 2));
  renameSync(draft, noted);
}

/** Where nothing runs afterwards, not even the lock is left. */
async function alone(unlock, work) {
  try {
    await work();
  } finally {
    if (!existsSync(noted)) rmSync(locked, { force: true });
    unlock();
  }
}

/**
 * One at a time starts or stops them; the operating system lets go of what belongs to one that was killed. What is
 * locked has to be what lies there: the one before may have taken it away.
 */
function lock() {
  const inode = () => statSync(locked, { throwIfNoEntry: false })?.ino;
  try {
    for (;;) {
      const before = inode();
      const unlock = lockSqliteFile(noted);
      if (before !== undefined && before === inode()) return unlock;
      unlock();
    }
  } catch (error) {
    if (!(error instanceof DatabaseInUse)) throw error;
    throw new BeingChanged(error.owner);
  }
}

/** What is under way comes to its end first: stopped in the middle of it, some of it would go on. */
async function lockInTurn() {
  let told = false;
  for (;;) {
    try {
      return lock();
    } catch (error) {
      if (!(error instanceof BeingChanged)) throw error;
      if (!told)
        console.log(`正等待进程 ${error.owner} 完成 / Waiting for process ${error.owner} to be done …`);
      told = true;
      await wait(200);
    }
  }
}

/** The addresses of docker-compose.yml where they are free. */
async function makePlan({ kafka, mariadb }) {
  const ports = {
    kafka: await choosePortsOfKafka(kafka, 19092),
    mariadb: await choosePortsOfMariadb(mariadb, 13306),
  };
  return { folder: openFolder('/var/tmp/anju-engines-'), ...ports };
}

function enginesOf({ folder, kafka, mariadb }) {
  const engines = [];
  if (kafka.length > 0) {
    const made = createKafka(join(folder, 'kafka'), kafka);
    if (!made)
      throw new Mendable(
        'Kafka 需要 Java 17 和 Maven；有 Docker 时可用下列命令。 / Kafka needs Java 17 and Maven. With Docker: docker compose up --wait kafka',
      );
    engines.push({ ...made, kind: 'kafka' });
  }
  if (mariadb.length > 0) {
    const made = createMariadb(join(folder, 'mariadb'), mariadb, { durable: true });
    const what = mariadb.length > 1 ? 'mariadbd, galera-4 and rsync' : 'mariadbd';
    if (!made)
      throw new Mendable(
        `MariaDB 需要 ${what}；有 Docker 时可用下列命令。 / MariaDB needs ${what}. With Docker: docker compose up --wait mariadb`,
      );
    engines.push({ ...made, kind: 'mariadb' });
  }
  return engines;
}

/** What is there already stays as it is. */
async function setUp(engines) {
  for (const { kind, addresses } of engines) {
    if (kind === 'kafka') await makeTopics(addresses, addresses.length);
    else {
      const server = await createConnection({ uri: addresses[0], multipleStatements: true });
      await server.query(readFileSync(join(root, 'infra/mariadb/init.sql'), 'utf8'));
      await server.end();
    }
  }
}

const hostsOf = (urls) => urls.map((url) => new URL(url).host).join(',');

function howToUse(engines) {
  const of = (wanted) => engines.find(({ kind }) => kind === wanted)?.addresses;
  const [brokers, urls] = [of('kafka'), of('mariadb')];
  const settings = [
    ...(brokers ? [`KAFKA_BROKERS=${brokers.join(',')}`] : []),
    ...(urls ? [`DATABASE_URL=mariadb://governance:governance@${hostsOf(urls)}/anju_governance`] : []),
  ];
  return `主题${urls ? '和每项服务的库与用户' : ''}已建好。 / Topics${urls ? ', and a schema and a user for each service,' : ''} are made. A service on them:
  ${settings.join(' \\\n  ')} \\
    pnpm --filter @anju/governance start
停止并删除全部数据： / Stop, and delete all data: pnpm engines down`;
}

// Whoever reads no further, as `head`, has what it wanted; what was begun goes on.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  const { command, counts } = readArguments();
  await { up, down, status, help: () => console.log(usage) }[command](counts);
} catch (error) {
  console.error(error instanceof Mendable ? error.message : error);
  process.exitCode = 1;
}
