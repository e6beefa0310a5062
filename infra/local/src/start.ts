import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isPort, typedPath } from '@anju/runtime/env';
import { makeFolder } from '@anju/runtime/make-folder';
import { Mendable, quoted, startOver, UnusableData } from '@anju/runtime/mendable';
import { tryToListen } from '@anju/runtime/server';
import { DatabaseInUse, lockSqliteFile } from '@anju/runtime/sqlite-lock';
import { openSandbox, type Sandbox, sandboxFolder } from '@anju/runtime/sandbox';
import { onStopSignal } from '@anju/runtime/stop-signal';
import { wrongArgument } from '@anju/runtime/wrong-argument';
import { addSeconds, dateOf } from '@anju/values/time';
import { type CityInOneProcess, startCity } from './city';
import { createActors, offices, tokenDays } from './officers';
import { services } from './services';
import { type Told, tellStory } from './story';

/** `npm start`: the whole city in one process, seeded with its demonstration on the first run. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  let city: CityInOneProcess | null = null;
  let stopping = false;
  let folder = defaultFolder;
  try {
    if (env.NODE_ENV === 'production') throw new Mendable(notInProduction);
    const { fresh, port, data, help } = readArguments(argv, env);
    if (help) return console.log(usage);
    folder = typedPath(data, env);
    await tryPorts(port);
    const sandbox = await prepareFolder(folder, fresh);
    const holidaysFile = env.HOLIDAYS_FILE && typedPath(env.HOLIDAYS_FILE, env);
    city = await startCity({ sandbox, port, logLevel: 'warn', holidaysFile });
    // Before the story: whoever is asked to stop in the middle of it stops as cleanly.
    stopOnSignal(city, () => (stopping = true));
    const told = await seedOnce(city, sandbox);
    if (!stopping) await greet(city, sandbox, told);
  } catch (error) {
    // What fails because it stops is no failure.
    if (stopping) return;
    await city?.stop();
    // What a person can mend is said in one line; anything else with all that is known.
    console.error(`\n${wordsFor(error, folder)}\n`);
    process.exitCode = 1;
  }
}

/** A city's files belong together: one of them is not removed without the others. */
const wordsFor = (error: unknown, folder: string): string =>
  error instanceof UnusableData
    ? startOver(error.fault, freshCommand(folder))
    : error instanceof Mendable
      ? error.message
      : String((error as Error).stack);

const defaultFolder = sandboxFolder({});

const freshCommand = (folder: string): string =>
  `npm start -- ${folder === defaultFolder ? '' : `--data ${quoted(folder)} `}--fresh`;

const notInProduction = `npm start 只是演示：它自制密钥并打印各岗位的令牌，因此 NODE_ENV=production 时拒绝运行。
请用 \`pnpm --filter … start\` 分别启动网关和各项服务。
npm start is a demonstration: it makes its own keys and prints tokens of officers, so it is refused with
NODE_ENV=production. Start the gateway and each service by its own \`pnpm --filter … start\`.`;

const usage = '用法 / Usage: npm start -- [--fresh] [--port 4000] [--data folder]';

/** The services listen on the ports behind it. */
const lastPort = 65_535 - services.length;

function readArguments(argv: readonly string[], { PORT }: NodeJS.ProcessEnv) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        port: { type: 'string' },
        data: { type: 'string', default: defaultFolder },
      },
    });
    const typed = values.port ?? PORT ?? '4000';
    if (!isPort(typed, lastPort)) {
      const where = values.port === undefined ? `PORT=${typed}` : `--port ${typed}`;
      throw new Error(
        `${where} 不是网关可用的端口，请填写 0 至 ${lastPort} 的整数 / is no port for the gateway: ` +
          `write a whole number from 0 to ${lastPort}`,
      );
    }
    // Nothing would be the folder where this was typed.
    if (!values.data.trim()) throw new Error('--data 后须写明文件夹 / --data needs a folder');
    return { fresh: values.fresh, port: Number(typed), data: values.data, help: values.help };
  } catch (error) {
    throw new Mendable(`参数有误 / Wrong argument: ${wrongArgument(error)}\n${usage}`);
  }
}

/** Before anything is made, which would look like a demonstration that was cut off; the one that was typed first. */
async function tryPorts(port: number) {
  if (port === 0) return;
  for (const [i, name] of ['gateway', ...services.map((each) => each.name)].entries())
    await tryToListen(name, port + i);
}

/** Opens the sandbox's folder; a demonstration that was cut off, or `--fresh`, starts over. */
async function prepareFolder(folder: string, fresh: boolean): Promise<Sandbox> {
  const data = join(folder, 'data');
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isFile())
      throw new Error('这是文件，不是文件夹 / it is a file, no folder');
    makeFolder(data);
    tryToWrite(folder, data);
    tryKeys(join(folder, 'keys'));
  } catch (error) {
    throw unwritable(folder, error);
  }
  const isTold = () => ownFiles(folder).includes(storyFile(folder)) && !fresh;
  if (!isTold()) refuseAmongOthers(folder);
  holdToTheEnd(folder);
  const own = ownFiles(folder);
  try {
    tryToWrite(...own);
  } catch (error) {
    throw unwritable(folder, error);
  }
  if (isTold()) {
    refuseLosses(folder, own);
    // Left by a --fresh that was cut off before it deleted anything.
    if (own.includes(begunFile(folder))) rmSync(begunFile(folder));
    return openSandbox(folder, clockFile(folder));
  }
  const holdsData = own.some((file) => file.endsWith('.db'));
  if (holdsData && !fresh && !own.includes(begunFile(folder))) throw lost(storyFile(folder));
  if (own.length > 0) {
    // A city of an earlier version holds these alone.
    lockSqliteFile(join(data, 'governance.db'))();
    writeFileSync(begunFile(folder), '');
    startAnew(own, fresh);
  }
  const sandbox = fresh ? await openAnew(folder) : await openSandbox(folder, clockFile(folder));
  // After the keys, by which it is known as its own.
  writeFileSync(begunFile(folder), '');
  return sandbox;
}

function tryToWrite(...files: readonly string[]) {
  for (const each of files) accessSync(each, constants.R_OK | constants.W_OK);
}

const unwritable = (folder: string, error: unknown) =>
  new Mendable(
    `无法写入 / Cannot write to ${folder}: ${(error as Error).message}
请取得权限，或换一个文件夹 / Get the right to, or choose another: npm start -- --data <folder>`,
  );

/** Of two processes that begin at once the other finds nothing half-made, and deletes nothing. */
function holdToTheEnd(folder: string) {
  try {
    lockSqliteFile(join(folder, lock));
  } catch (error) {
    throw error instanceof DatabaseInUse ? new DatabaseInUse(folder, error.owner) : error;
  }
}

/** The others would go on as if the city were whole, and know of what is nowhere. */
function refuseLosses(folder: string, own: readonly string[]) {
  const parts = [clockFile(folder), ...services.map(({ name }) => join(folder, `data/${name}.db`))];
  const missing = parts.find((file) => !own.includes(file));
  const earlier = join(folder, 'clock.json');
  if (
    missing === clockFile(folder) &&
    parts.every((file) => file === missing || own.includes(file)) &&
    existsSync(earlier)
  )
    throw new UnusableData(missing, clockMoved(earlier));
  if (missing) throw lost(missing);
}

/** Where it once stood. It is not taken unasked: services that share the folder have theirs there. */
const clockMoved = (earlier: string) => ({
  zh: `不见了。较早版本建立的城市，其时钟是 ${earlier}，请复制到这里；否则请从备份放回`,
  en: `is gone. A city that an earlier version made has its clock at ${earlier}: copy that here; else put it back from a backup`,
});

const lost = (file: string) =>
  new UnusableData(file, {
    zh: '不见了，城市的数据不再完整，请从备份放回',
    en: 'is gone, and the city is whole no more. Put it back from a backup',
  });

/** Its clock is gone already; keys stay, since services that run alone have them too, unless nobody can use them. */
async function openAnew(folder: string): Promise<Sandbox> {
  try {
    return await openSandbox(folder, clockFile(folder));
  } catch (error) {
    if (!(error instanceof UnusableData)) throw error;
    // It may be somebody's after all, or be mended.
    renameSync(error.file, `${error.file}.unusable-${Date.now()}`);
    return openAnew(folder);
  }
}

function startAnew(own: readonly string[], fresh: boolean) {
  if (!fresh)
    console.log('上次演示中断，重新开始。 / The demonstration was cut off the last time; starting over.');
  for (const file of own.filter((each) => !each.endsWith(begun))) rmSync(file, { force: true });
}

/** Secret ones are read, beside a draft that is written, and the public one is written; each at every start. */
function tryKeys(keys: string) {
  if (!existsSync(keys)) return;
  if (!statSync(keys).isDirectory()) throw new Error(`${keys} 不是文件夹 / is no folder`);
  accessSync(keys, constants.W_OK);
  const there = (name: string) => [join(keys, name)].filter((file) => existsSync(file));
  for (const file of [...there('private.jwk.json'), ...there('personal-data.key')]) readFileSync(file);
  for (const file of there('jwks.json')) accessSync(file, constants.W_OK);
}

/** What a city may delete to start over, by name. It has keys before anything else; without them nothing is its own. */
function ownFiles(folder: string): string[] {
  if (!existsSync(join(folder, 'keys'))) return [];
  const names = ['story.json', begun, ownClock, ...databaseFiles];
  // What a process that was killed had written and not named yet.
  const drafts = readdirSync(join(folder, 'data')).filter((name) =>
    /^clock\.json\.[0-9a-f-]{36}$/.test(name),
  );
  return [...names, ...drafts.map((name) => `data/${name}`)]
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile());
}

/** The city's own lock is there before its keys are, and while it runs. */
const lock = 'data/city';

function refuseAmongOthers(folder: string) {
  const locks = [`${lock}-lock`, `${lock}-lock-journal`].map((name) => join(folder, name));
  const own = [...ownFiles(folder), ...locks];
  const data = readdirSync(join(folder, 'data')).map((name) => join(folder, 'data', name));
  // The city's own are made of its private key, and after that.
  const keys = join(folder, 'keys/jwks.json');
  const strangeKeys = existsSync(join(folder, 'keys/private.jwk.json')) ? [] : [keys];
  const taken = [storyFile(folder), begunFile(folder), ...strangeKeys].filter((file) =>
    lstatSync(file, { throwIfNoEntry: false }),
  );
  const others = [...data, ...taken].filter((file) => !own.includes(file));
  if (others.length === 0) return;
  // Of another that begins just now files come and go while they are looked at.
  if (existsSync(locks[0]!)) holdToTheEnd(folder);
  throw new Mendable(holdsOthers(others.join(', ')));
}

const holdsOthers = (files: string) =>
  `不是安居的文件，未作改动：${files}。请移走，或换一个文件夹：npm start -- --data <folder>
Not Anju's own, and left as it is: ${files}. Move it away, or choose another folder: npm start -- --data <folder>`;

/** Each service's database, what SQLite keeps beside it, and its lock. */
const databaseFiles = services.flatMap(({ name }) =>
  ['', '-wal', '-shm', '-journal', '-lock', '-lock-journal'].map((kind) => `data/${name}.db${kind}`),
);

/** Its own: the one beside the keys is that of services which share the folder, and no new beginning takes them back. */
const ownClock = 'data/clock.json';
const clockFile = (folder: string) => join(folder, ownClock);

/** What was told, once all is. */
const storyFile = (folder: string) => join(folder, 'story.json');

const begun = 'story-begun';

/** There while the story is told: a city without this and without a story has lost it, and may hold what a person entered. */
const begunFile = (folder: string) => join(folder, begun);

/** Tells the story through the gateway on the first run; later ones read what came of it. */
async function seedOnce(city: CityInOneProcess, sandbox: Sandbox): Promise<Told> {
  const file = storyFile(sandbox.folder);
  if (existsSync(file)) return readStory(file);

  console.log(
    '首次运行：经网关演示凤源小区的改造，未公布的内容均为虚构。\n' +
      'First run: the story of 凤源 is told through the gateway. All that is not published is synthetic.',
  );
  const told = await tellStory(createActors(city.url, sandbox.issuer), {
    onStep: (title, done, all) => console.log(`  [${'#'.repeat(done)}${'.'.repeat(all - done)}] ${title}`),
  });
  // It is there whole or not at all.
  writeFileSync(begunFile(sandbox.folder), JSON.stringify(told, null, 2));
  renameSync(begunFile(sandbox.folder), file);
  return told;
}

function readStory(file: string): Told {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Told;
  } catch {
    throw new UnusableData(file, { zh: '不再是有效的 JSON', en: 'is no JSON any more' });
  }
}

async function greet(city: CityInOneProcess, { clock, issuer, folder }: Sandbox, told: Told): Promise<void> {
  const now = clock.now();
  const people = { ...offices, ...told.people };
  const tokens = await Promise.all(
    Object.values(people).map(async (claims) => {
      const token = await issuer.mint(claims, tokenDays * 86_400);
      return `  ${claims.roles.join(', ')} (${claims.sub})\n    ${token}`;
    }),
  );
  console.log(`
Anju 安居 已运行 / runs at ${new URL('/', city.url).href}   (GraphiQL in a browser, GraphQL at ${city.url})

本沙箱的令牌，${tokenDays} 天内有效；在 GraphiQL 的 Headers 中填写：
Tokens for this sandbox, valid for ${tokenDays} days. In GraphiQL, Headers: {"authorization": "Bearer <token>"}
${tokens.join('\n')}

第一个查询，可直接粘贴：晋城的总览，和一个项目的全过程
A first query, to paste as it is: the board of Jincheng, and one project's whole trail

${told.firstQuery}

城市的时钟 / The city's clock stands at ${dateOf(now)} (${now})
用 OPERATOR 的令牌拨动 / Move it on with the token of OPERATOR:
  mutation { advanceClock(to: "${addSeconds(now, 30 * 86_400)}") { __typename ... on ClockRefusal { message } } }

停止 / Stop with Ctrl-C    重新开始 / Start over with: ${freshCommand(folder)}
`);
}

function stopOnSignal(city: CityInOneProcess, begin: () => void) {
  const stop = () => {
    begin();
    console.log('\n正在停止 / Stopping …');
    city.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  onStopSignal(stop);
}
