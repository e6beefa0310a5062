import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandboxClock } from '@anju/runtime/clock';
import { sharedRoles } from '@anju/runtime/roles';
import { openSandbox } from '@anju/runtime/sandbox';
import { SqliteDriver } from '@anju/runtime/sqlite-driver';

jest.setTimeout(400_000);

const folder = mkdtempSync(join(tmpdir(), 'anju-start-'));
// In a URL each of these means something.
const data = join(folder, 'a#b 100%?');
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** As `npm start` does once all is installed. */
const entry = `require('tsx/cjs/api').register();
  require('./src/start.ts').main(process.argv.slice(1), process.env);`;

function start(...argv: string[]) {
  const child = spawn(process.execPath, ['-e', entry, '--', ...argv], { cwd: join(__dirname, '..') });
  children.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  return {
    child,
    ended,
    said: () => said,
    /** Resolves once it has said this; throws with all it said if it ends before. */
    says: (words: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => void (said.includes(words) && resolve());
        child.stdout.on('data', look);
        look();
        void ended.then((code) => reject(new Error(`Ended with ${code} without "${words}":\n${said}`)));
      }),
    stop: (signal: NodeJS.Signals) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** What it says before it gives up, for people: no stack. */
async function refusal(...argv: string[]) {
  const run = start(...argv);
  expect(await run.ended).toBe(1);
  expect(run.said()).not.toMatch(/^ +at /m);
  return run.said();
}

const ready = 'Stop with Ctrl-C';
const firstStep = '[#......]';

/** The board of the city that said where it runs. */
async function ask(said: string): Promise<number> {
  const [, url] = /GraphQL at (http\S+?)\)/.exec(said)!;
  const query =
    '{ division(code: "140500") { communityCount communities(first: 100) { nodes { name zone { heads } } } } }';
  const response = await fetch(url!, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  await response.text();
  return response.status;
}

test('started first it tells the story, keeps others out, and stops cleanly; started again it tells nothing', async () => {
  // As one that made a token before has it, or whose services stand in the same folder.
  const { clock: ofServices } = await openSandbox(data);
  ofServices.advanceTo('2031-01-01T00:00:00.000Z');
  const first = start('--port', '0', '--data', data);
  await first.says(ready);
  expect(first.said()).toContain('[#######]');
  for (const role of sharedRoles.filter((each) => each !== 'PUBLIC'))
    expect(first.said()).toMatch(new RegExp(`^  ${role} \\(.+\\)\n    eyJ`, 'm'));

  const clock =
    /The city's clock stands at 2022-09-\d\d \(2022-09-\S+Z\)\n.*OPERATOR:\n +mutation \{ advanceClock\(to: "2022-10-\S+"/;
  expect(first.said()).toMatch(clock);

  // However long it has run, and whatever was asked of it since.
  const asked = Array.from({ length: 400 }, () => ask(first.said()));
  expect(await Promise.all(asked)).toEqual(asked.map(() => 200));
  for (const more of [[], ['--fresh']])
    expect(await refusal('--port', '0', '--data', data, ...more)).toContain(
      `${data} is in use by process ${first.child.pid}. Stop it first`,
    );
  const port = /runs at http:\/\/127\.0\.0\.1:(\d+)/.exec(first.said())![1]!;
  const elsewhere = join(folder, 'elsewhere');
  expect(await refusal('--port', port, '--data', elsewhere)).toMatch(
    / \/ gateway: port \d+ is taken\. Stop what listens there, or choose another port/,
  );
  // Killed without a word, its data is as good the next time.
  await first.stop('SIGKILL');

  const again = start('--port', '0', '--data', data);
  await again.says(ready);
  expect(again.said()).not.toContain('First run');
  expect(again.said()).toContain('project(id: "prj_');
  expect(readdirSync(join(data, 'data'))).toContain('governance.db');
  expect(readdirSync(folder).toSorted()).toEqual(['a#b 100%?']);
  expect(await again.stop('SIGTERM')).toBe(0);
});

test('data of another version, or without its keys or a part of it, is left alone until one says --fresh', async () => {
  const startAnew = `To start empty, run npm start -- --data '${data}' --fresh`;
  const lost = join(data, 'data/participation.db');
  renameSync(lost, `${lost}.kept`);
  expect(await refusal('--port', '0', '--data', data)).toMatch(/participation\.db is gone, .*--fresh/);
  renameSync(`${lost}.kept`, lost);
  // Nor is a city without its story one whose telling was cut off: it may hold what a person entered.
  const story = join(data, 'story.json');
  renameSync(story, `${story}.kept`);
  expect(await refusal('--port', '0', '--data', data)).toMatch(/story\.json is gone, .*--fresh/);
  renameSync(`${story}.kept`, story);
  // Nor is that its clock which services go by that share the folder, where a city had it once.
  const clock = join(data, 'data/clock.json');
  renameSync(clock, `${clock}.kept`);
  expect(await refusal('--port', '0', '--data', data)).toMatch(
    /data\/clock\.json is gone\. A city that an earlier version made has its clock at .*\/clock\.json: copy that here/,
  );
  renameSync(`${clock}.kept`, clock);
  const file = SqliteDriver(join(data, 'data/funding.db'), {});
  file.pragma('user_version = 7');
  file.close();

  expect(await refusal('--port', '0', '--data', data)).toContain(
    `holds other tables than this code. ${startAnew}`,
  );
  const key = join(data, 'keys/private.jwk.json');
  writeFileSync(key, '');
  expect(await refusal('--port', '0', '--data', data)).toContain(`is no key any more. ${startAnew}`);
  writeFileSync(join(data, 'notes.txt'), 'mine');
  const fresh = start('--port', '0', '--data', data, '--fresh');
  await fresh.says(firstStep);
  expect(readFileSync(join(data, 'notes.txt'), 'utf8')).toBe('mine');
  expect(JSON.parse(readFileSync(key, 'utf8'))).toMatchObject({ kty: 'OKP' });
  // What shares the folder goes on in its time.
  expect((await openSandbox(data)).clock.now()).toMatch(/^2031-01/);
  await fresh.stop('SIGKILL');
});

test('a first run that was cut off begins anew, and says so', async () => {
  const again = start('--port', '0', '--data', data);
  await again.says('The demonstration was cut off the last time; starting over.');
  await again.says(firstStep);
  // As a terminal and npm do: each tells of the same Ctrl-C.
  again.child.kill('SIGINT');
  await again.says('Stopping');
  expect(await again.stop('SIGINT')).toBe(0);
  expect(again.said()).toMatch(/Stopping …\s*$/);
});

test('a first run that was cut off when it had a clock and nothing else tells the story from its first day', async () => {
  rmSync(join(data, 'data'), { recursive: true });
  rmSync(join(data, 'story-begun'));
  openSandboxClock(join(data, 'data/clock.json'), '2029-01-01T00:00:00.000Z');
  // And what it had written and not named yet, killed a moment earlier.
  writeFileSync(join(data, `data/clock.json.${randomUUID()}`), '{}');
  for (const journal of ['city-lock-journal', 'funding.db-lock-journal'])
    writeFileSync(join(data, 'data', journal), '');
  const again = start('--port', '0', '--data', data);
  await again.says('heard: 130 of 144 households');
  await again.stop('SIGKILL');
});

test('of two that begin in one folder at once one tells the story, and the other says which', async () => {
  const shared = join(folder, 'at-once');
  const both = [1, 2].map(() => start('--port', '0', '--data', shared));
  const lost = await Promise.race(both.map(({ ended }, i) => ended.then(() => both[i]!)));
  const won = both.find((each) => each !== lost)!;
  expect(lost.said()).toContain(`is in use by process ${won.child.pid}. Stop it first`);
  expect(lost.said()).not.toMatch(/^ +at /m);
  await won.says(firstStep);
  await won.stop('SIGKILL');
});

test('keys that are not its own are left alone, and one that nobody can use is put aside', async () => {
  const others = join(folder, 'keys of another');
  mkdirSync(join(others, 'keys'), { recursive: true });
  const file = join(others, 'keys/jwks.json');
  writeFileSync(file, '{"keys":[]}');
  for (const more of [[], ['--fresh']])
    expect(await refusal('--port', '0', '--data', others, ...more)).toMatch(
      /left as it is: .*keys\/jwks\.json/,
    );
  expect(readFileSync(file, 'utf8')).toBe('{"keys":[]}');

  const key = join(others, 'keys/private.jwk.json');
  writeFileSync(key, '{"kty":"RSA"}');
  expect(await refusal('--port', '0', '--data', others)).toContain('is no key any more');
  const fresh = start('--port', '0', '--data', others, '--fresh');
  await fresh.says(firstStep);
  await fresh.stop('SIGKILL');
  const aside = readdirSync(join(others, 'keys')).find((name) =>
    name.startsWith('private.jwk.json.unusable-'),
  )!;
  expect(readFileSync(join(others, 'keys', aside), 'utf8')).toBe('{"kty":"RSA"}');
});

test('it says how it is called to who asks for it, and makes nothing', async () => {
  const elsewhere = join(folder, 'helped');
  const helped = start('--help', '--data', elsewhere);
  expect([await helped.ended, helped.said()]).toEqual([
    0,
    expect.stringMatching(/^用法 \/ Usage: npm start/),
  ]);
  expect(existsSync(elsewhere)).toBe(false);
});

/** Files that a city would take for its own if it did not look, and one that it would not. */
const mine = ['data/thesis.txt', 'data/governance.db', 'story.json', 'story-begun'];

test('typed wrong, or with a folder that cannot be written, it says what to do in a line', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const papers = join(folder, 'papers');
  mkdirSync(join(papers, 'data'), { recursive: true });
  for (const each of mine) writeFileSync(join(papers, each), 'precious');
  const left = (what: string) => new RegExp(`Not Anju's own, and left as it is: .*${what}.*Move it away`);
  const usage = /Usage: npm start -- \[--fresh\] \[--port 4000\] \[--data folder\]/;
  const wrong: readonly [argv: string[], env: object, says: readonly RegExp[]][] = [
    [['--port', 'abc'], {}, [/--port abc 不是.*请填写.* is no port/, usage]],
    [['--port', ''], {}, [/--port {2}.* is no port/, usage]],
    [['--port', '70000'], {}, [/--port 70000 .* from 0 to 65531/, usage]],
    [['--port', '65532'], {}, [/--port 65532 .* is no port for the gateway/, usage]],
    [[], { PORT: 'abc' }, [/PORT=abc 不是.*请填写.* is no port/, usage]],
    [['--data', file], {}, [/Cannot write to .*a-file: 这是文件，不是文件夹 \/ it is a file, no folder\n/]],
    [['--prot', '4000'], {}, [/没有这个选项 \/ Unknown option '--prot'/, usage]],
    [
      ['--port', '0', '--data', join(file, 'city')],
      {},
      [/Cannot write to .*a-file\/city: .*\n.*choose another: npm start -- --data <folder>/],
    ],
    [['--port', '0', '--data', '/proc/city'], {}, [/无法写入 \/ Cannot write to \/proc\/city: /]],
    [['--port', '0', '--data', ''], {}, [/--data 后须写明文件夹 \/ --data needs a folder/, usage]],
    [
      ['--port', '0', '--data', papers],
      {},
      [/不是安居的文件.*thesis\.txt/, left('data/thesis.txt, .*story.json, .*story-begun')],
    ],
    [['--port', '0', '--data', papers, '--fresh'], {}, [left('data/thesis.txt, .*story.json')]],
    [[], { NODE_ENV: 'production' }, [/refused with\s+NODE_ENV=production/]],
  ];
  // One process for all, since it takes long to come up.
  const all = JSON.stringify(wrong.map(([argv, env]) => [argv, env]));
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '-e',
      `require('tsx/cjs/api').register();
       const { main } = require('./src/start.ts');
       (async () => { for (const [argv, env] of ${all}) { await main(argv, env); console.error('----'); } })();`,
    ],
    { cwd: join(__dirname, '..'), encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).not.toMatch(/^ +at /m);
  const said = stderr.split('----');
  for (const [i, [, , says]] of wrong.entries()) for (const words of says) expect(said[i]).toMatch(words);
  for (const each of mine) expect(readFileSync(join(papers, each), 'utf8')).toBe('precious');
});
