import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Mendable } from '@anju/runtime/mendable';
import { lockSqliteFile } from '@anju/runtime/sqlite-lock';
import { openSandbox, type Sandbox } from '@anju/runtime/sandbox';
import { type CityInOneProcess, startCity } from './city';
import { createActors, offices, tokenDays } from './officers';
import { type Told, tellStory } from './story';

const root = join(__dirname, '../../..');

/** `npm start`: the whole city in one process, seeded with its demonstration on the first run. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  let city: CityInOneProcess | null = null;
  let stopping = false;
  try {
    if (env.NODE_ENV === 'production') throw new Mendable(notInProduction);
    const { fresh, port, folder } = readArguments(argv);
    const sandbox = await prepareFolder(folder, fresh);
    city = await startCity({ sandbox, port, logLevel: 'warn', holidaysFile: env.HOLIDAYS_FILE });
    // Before the story: whoever is asked to stop in the middle of it stops as cleanly.
    stopOnSignal(city, () => (stopping = true));
    const told = await seedOnce(city, sandbox);
    if (!stopping) await greet(city, sandbox, told);
  } catch (error) {
    // What fails because it stops is no failure.
    if (stopping) return;
    await city?.stop();
    // What a person can mend is said in one line; anything else with all that is known.
    console.error(`\n${error instanceof Mendable ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = 1;
  }
}

const notInProduction = `npm start is a demonstration: it makes its own keys and prints tokens of officers, so it is refused with
NODE_ENV=production. Start the gateway and each service by its own \`pnpm --filter … start\`.`;

function readArguments(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        fresh: { type: 'boolean', default: false },
        port: { type: 'string', default: '4000' },
        data: { type: 'string', default: join(root, '.anju') },
      },
    });
    const port = Number(values.port);
    // The services listen on the ports behind it.
    if (!/^\d+$/.test(values.port) || port > 65_500) throw new Error(`--port ${values.port} is no port`);
    return { fresh: values.fresh, port, folder: values.data };
  } catch (error) {
    throw new Mendable(
      `${(error as Error).message}\nUsage: npm start -- [--fresh] [--port 4000] [--data folder]`,
    );
  }
}

/** Opens the sandbox's folder; a demonstration that was cut off, or `--fresh`, starts over. */
async function prepareFolder(folder: string, fresh: boolean): Promise<Sandbox> {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Mendable(
      `Cannot write to ${folder}: ${(error as Error).message}\nChoose another with npm start -- --data <folder>.`,
    );
  }
  const data = join(folder, 'data');
  const unfinished = existsSync(data) && !existsSync(storyFile(folder));
  if (fresh || unfinished) {
    refuseIfInUse(data);
    if (unfinished && !fresh) console.log('The demonstration was cut off the last time; starting over.');
    for (const part of [data, storyFile(folder), join(folder, 'clock.json')]) {
      rmSync(part, { recursive: true, force: true });
    }
  }
  return openSandbox(folder);
}

/** Nothing is deleted under a city that runs. */
const refuseIfInUse = (data: string) => lockSqliteFile(join(data, 'governance.db'))();

const storyFile = (folder: string) => join(folder, 'story.json');

/** Tells the story through the gateway on the first run; later ones read what came of it. */
async function seedOnce(city: CityInOneProcess, sandbox: Sandbox): Promise<Told> {
  const file = storyFile(sandbox.folder);
  if (existsSync(file)) return readStory(file);

  console.log(
    'First run: the story of 凤源 is told through the gateway. All that is not published is synthetic.',
  );
  const told = await tellStory(createActors(city.url, sandbox.issuer), {
    onStep: (title, done, all) => console.log(`  [${'#'.repeat(done)}${'.'.repeat(all - done)}] ${title}`),
  });
  writeFileSync(file, JSON.stringify(told, null, 2));
  return told;
}

function readStory(file: string): Told {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Told;
  } catch {
    throw new Mendable(`${file} is no JSON any more. Start over with \`npm start -- --fresh\`.`);
  }
}

async function greet(city: CityInOneProcess, { issuer }: Sandbox, told: Told): Promise<void> {
  const people = { ...offices, ...told.people };
  const tokens = await Promise.all(
    Object.values(people).map(async (claims) => {
      const token = await issuer.mint(claims, tokenDays * 86_400);
      return `  ${claims.roles.join(', ')} (${claims.sub})\n    ${token}`;
    }),
  );
  console.log(`
Anju 安居 runs at ${new URL('/', city.url).href}   (GraphiQL in a browser, GraphQL at ${city.url})

Tokens for this sandbox, valid for ${tokenDays} days. In GraphiQL: Headers, {"authorization": "Bearer <token>"}
${tokens.join('\n')}

A first query, to paste as it is (the board of Jincheng, and one project's whole trail):

${told.firstQuery}

Stop with Ctrl-C. Start over with: npm start -- --fresh
`);
}

function stopOnSignal(city: CityInOneProcess, begin: () => void) {
  const stop = () => {
    begin();
    console.log('\nStopping …');
    city.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
