import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '../../..');

describe('npm test', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anju-set-up-'));
    for (const part of ['infra/local/test.mjs', 'infra/local/prepare.mjs', 'package.json', 'pnpm-lock.yaml'])
      cpSync(join(root, part), join(folder, part));
    for (const empty of [
      'packages/runtime/src',
      'services',
      'bin',
      'node_modules/.bin',
      'infra/local/engines',
      'infra/faults',
    ])
      mkdirSync(join(folder, empty), { recursive: true });
    symlinkSync(process.execPath, join(folder, 'bin/node'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A program that stands in for another. */
  const put = (place: string, script: string) =>
    writeFileSync(join(folder, place), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  function run(env: Record<string, string> = {}) {
    const { stdout, stderr, status } = spawnSync('node', ['infra/local/test.mjs'], {
      cwd: folder,
      env: { PATH: `${join(folder, 'bin')}:/bin:/usr/bin`, ...env },
      encoding: 'utf8',
    });
    return { said: stdout, last: stdout.trimEnd().split('\n').at(-1), stderr, status };
  }

  /** All is well but that no engine is to be had. */
  function withoutEngines(failures: Record<string, string> = {}) {
    put('bin/npx', 'true');
    for (const empty of ['packages/runtime/codegen.ts', 'infra/faults/main.mjs'])
      writeFileSync(join(folder, empty), '');
    for (const check of ['tsc', 'eslint', 'prettier', 'tsx']) put(`node_modules/.bin/${check}`, 'true');
    const results = JSON.stringify({
      numPassedTests: 40,
      numFailedTests: 0,
      numPendingTests: 2,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
    });
    put('node_modules/.bin/jest', `mkdir -p .anju; echo '${results}' > .anju/test-results.json`);
    writeFileSync(
      join(folder, 'infra/local/engines/engines.mjs'),
      `export const startEngines = async () => ({
        mariadb: null, kafka: null, failures: ${JSON.stringify(failures)}, stop: async () => {} });`,
    );
  }

  test('where nothing can be installed, the last line still counts, and the line before says why', () => {
    // Node alone: no npx to install with.
    const { stderr, last, status } = run({ PATH: join(folder, 'bin') });
    expect(last).toBe('0 passed, 1 failed, 0 skipped');
    expect(stderr).toMatch(/npx --yes pnpm@[\d.]+ install --frozen-lockfile .* failed: .*ENOENT/);
    expect(status).toBe(1);
  });

  test('an engine that is missing or does not come up is told at the end, and fails the run of CI', () => {
    withoutEngines({ kafka: 'Maven did not bring Kafka:\n[ERROR] offline\n' });
    const { said, last, status } = run();
    expect(said).toMatch(
      /NOT TESTED[^]*MariaDB[^]*Kafka.*:\n +Maven did not bring Kafka:\n +\[ERROR\] offline\n/,
    );
    expect([last, status]).toEqual(['45 passed, 0 failed, 2 skipped', 0]);

    const inCi = run({ CI: 'true' });
    expect([inCi.last, inCi.status]).toEqual(['45 passed, 1 failed, 2 skipped', 1]);
  });

  test('a check that fails, and tests that end without results, are failures', () => {
    withoutEngines();
    put('node_modules/.bin/eslint', 'exit 1');
    put('node_modules/.bin/jest', 'exit 3');
    const { said, stderr, last, status } = run();
    expect(said).toContain('lint: FAILED');
    expect(stderr).toContain('jest ended with 3 and without results');
    expect([last, status]).toEqual(['2 passed, 2 failed, 0 skipped', 1]);
  });
});

test('CI runs npm test so that a missing engine fails it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anju-ci-'));
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\necho "$* CI=$CI"\n', { mode: 0o755 });
  const env = { PATH: `${folder}:/usr/bin:/bin` };
  const { stdout } = spawnSync(join(root, '.ci/run'), { env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stdout).toBe('test CI=true\n');
});

describe('the engines of a test run', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-engines-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Starts and stops them with a `docker` that only writes down how it was called. */
  function startedWith(env: Record<string, string>) {
    const calls = join(folder, 'calls');
    writeFileSync(join(folder, 'docker'), `#!/bin/sh\necho "$MARIADB_PORT $KAFKA_PORT $*" >> ${calls}\n`, {
      mode: 0o755,
    });
    const script = `
      const { startEngines } = await import(${JSON.stringify(join(root, 'infra/local/engines/engines.mjs'))});
      const { mariadb, kafka, stop } = await startEngines();
      await stop();
      console.log(JSON.stringify({ url: mariadb.url, brokers: kafka.brokers }));`;
    const { stdout, stderr, pid } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: `${folder}:/usr/bin:/bin`, ...env },
      encoding: 'utf8',
    });
    return {
      stdout,
      stderr,
      pid,
      docker: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [],
    };
  }

  test('are those of docker-compose where Docker answers, in a project and on ports of their own', () => {
    const { stdout, pid, docker } = startedWith({});
    const [, mariadb] = /^mariadb:\/\/root@127\.0\.0\.1:(\d+)$/.exec(JSON.parse(stdout).url)!;
    const [, kafka] = /^127\.0\.0\.1:(\d+)$/.exec(JSON.parse(stdout).brokers)!;
    // A federation that somebody runs by hand is on the file's own.
    expect(['13306', '19092']).not.toContain(mariadb);
    expect(['13306', '19092']).not.toContain(kafka);
    const own = `${mariadb} ${kafka} compose -p anju-test-${pid}`;
    expect(docker.slice(1)).toEqual([`${own} up --wait mariadb kafka`, `${own} down --volumes`]);
  });

  test('one whose set-up fails is missing, says why, and leaves nothing behind', () => {
    for (const [name, does] of Object.entries({
      docker: 'exit 1',
      java: 'true',
      mvn: 'echo offline; exit 1',
    }))
      writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    const script = `
      const { startEngines } = await import(${JSON.stringify(join(root, 'infra/local/engines/engines.mjs'))});
      console.log('\\n' + JSON.stringify(await startEngines()));`;
    mkdirSync(join(folder, 'tmp'));
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: folder, XDG_CACHE_HOME: join(folder, 'cache'), TMPDIR: join(folder, 'tmp') },
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual({
      mariadb: null,
      kafka: null,
      failures: { kafka: expect.stringContaining('Maven did not bring Kafka:\noffline') },
    });
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  test('Docker brings up no more than the environment does not name', () => {
    const { docker } = startedWith({ TEST_DATABASE_URL: 'mariadb://root@127.0.0.1:9' });
    expect(docker[1]).toMatch(/ up --wait kafka$/);
  });

  test('a Compose that fails is told, where nothing else brings them either', () => {
    for (const [name, does] of Object.entries({ docker: '[ "$1" = info ]', java: 'exit 1' }))
      writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    const script = `
      const { startEngines } = await import(${JSON.stringify(join(root, 'infra/local/engines/engines.mjs'))});
      console.log('\\n' + JSON.stringify((await startEngines()).failures));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: folder, TMPDIR: folder },
      encoding: 'utf8',
    });
    const failed = expect.stringContaining('docker compose up --wait mariadb kafka ended with 1');
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual({ mariadb: failed, kafka: failed });
  });

  test('are those that the environment names, before any other; one that is silent is an error', () => {
    // Nobody listens on the discard port.
    const named = { TEST_DATABASE_URL: 'mariadb://root@127.0.0.1:9', TEST_KAFKA_BROKERS: '127.0.0.1:9' };
    const { stderr, docker } = startedWith(named);
    expect(stderr).toContain('Nothing answers at TEST_DATABASE_URL=mariadb://root@127.0.0.1:9');
    expect(docker).toEqual([]);
  });
});

describe('what cannot be started says so in a line of each language, without a stack', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-not-started-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const refusal = (file: string, env: Record<string, string>, ...words: string[]) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', require.resolve('tsx'), join(root, file), ...words],
      {
        cwd: root,
        env: { ANJU_DATA: folder, PORT: '0', ...env },
        encoding: 'utf8',
      },
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).not.toMatch(/^ +at |"stack"/m);
    return stderr;
  };

  // Nobody listens on the discard port.
  test.each<[string, Record<string, string>, readonly string[], RegExp]>([
    ['nothing', {}, [], /KAFKA_BROKERS: 须写作.*KAFKA_BROKERS: Write it as host:9092.*\n用法/],
    ['garbage', { KAFKA_BROKERS: 'garbage' }, [], /须写作 主机:9092.*Write it as host:9092/],
    [
      'nobody there',
      { KAFKA_BROKERS: '127.0.0.1:9' },
      [],
      /没有 Kafka 应答.*No Kafka answers at 127\.0\.0\.1:9/,
    ],
    ['an argument', { KAFKA_BROKERS: '127.0.0.1:9' }, ['all'], /参数有误 \/ Wrong argument: all\n用法/],
    ['no number', { KAFKA_BROKERS: 'a:1', REPLICATION_FACTOR: 'x' }, [], /须为 1 到 9.*is from 1 to 9/],
  ])('pnpm topics: %s', (_, env, words, says) => {
    expect(refusal('infra/kafka/main.ts', env, ...words)).toMatch(says);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'another protocol',
      { DATABASE_URL: 'postgres://a@127.0.0.1/b' },
      /须写作 mariadb:.*Write it as mariadb:/,
    ],
    [
      'nobody there',
      { DATABASE_URL: 'mariadb://a:geheim@127.0.0.1:9/b' },
      /没有 MariaDB 应答.*No MariaDB answers/,
    ],
    ['garbage for brokers', { KAFKA_BROKERS: 'garbage' }, /须写作 主机:9092.*Write it as host:9092/],
    [
      'holidays that are none',
      { HOLIDAYS_FILE: join(root, 'package.json') },
      /package\.json 不是节假日表.*package\.json is no table of holidays.*pnpm holidays add/,
    ],
  ])('a service: %s', (_, env, says) => {
    const said = refusal('services/governance/src/main.ts', env);
    expect(said).toMatch(says);
    expect(said).not.toContain('geheim');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['no supergraph', { SUPERGRAPH: '/nope' }, /无法读取超图 \/nope.*Cannot read the supergraph \/nope/],
    [
      'something else for one',
      { SUPERGRAPH: join(root, 'package.json') },
      /package\.json 不是超图.*package\.json is no supergraph.*pnpm compose/,
    ],
    [
      'a subgraph mistyped',
      { SUBGRAPH_URLS: 'fundng=http://127.0.0.1:9/' },
      /fundng 不在超图中.*names fundng, which the supergraph has not\. It has funding, governance, /,
    ],
  ])('the gateway: %s', (_, env, says) => {
    expect(refusal('gateway/src/main.ts', env)).toMatch(says);
  });
});

describe('docker-compose.yml', () => {
  /** As Compose reads it with this environment. */
  const readWith = (env: Record<string, string>) =>
    parse(
      readFileSync(join(root, 'docker-compose.yml'), 'utf8').replaceAll(
        /\$\{(\w+):-(\w+)\}/g,
        (_, name: string, usual: string) => env[name] ?? usual,
      ),
    ).services;
  const services = readWith({});

  test('has the two engines, pinned, each with a check of its health and data of its own', () => {
    expect(services.mariadb.image).toMatch(/^mariadb:10\.11/);
    expect(services.kafka.environment.KAFKA_PROCESS_ROLES).toBe('broker,controller');
    expect(services.kafka.environment.KAFKA_AUTO_CREATE_TOPICS_ENABLE).toBe('false');
    expect(services.kafka.volumes).toEqual([`kafka:${services.kafka.environment.KAFKA_LOG_DIRS}`]);
    for (const { healthcheck, volumes } of Object.values<any>(services)) {
      expect(healthcheck.test[0]).toBe('CMD');
      expect(volumes.length).toBeGreaterThan(0);
    }
  });

  test('has the Kafka that runs without Docker too, and so the one that is tested', () => {
    const pom = readFileSync(join(root, 'infra/kafka/pom.xml'), 'utf8');
    const versions = [
      ...pom.matchAll(
        /<groupId>org\.apache\.kafka<\/groupId>\s*<artifactId>[\w.-]+<\/artifactId>\s*<version>(.+?)</g,
      ),
    ].map(([, version]) => version);
    expect(versions).toEqual([expect.stringMatching(/^4\.\d+\.\d+$/), versions[0]]);
    expect(services.kafka.image).toBe(`apache/kafka:${versions[0]}`);
  });

  test.each([
    ['where the README looks for it', {}, '13306', '19092'],
    ['or where it is told', { MARIADB_PORT: '1', KAFKA_PORT: '2' }, '1', '2'],
  ])('answers on this machine alone, %s', (_, env, mariadb, kafka) => {
    const { mariadb: database, kafka: broker } = readWith(env);
    expect(database.ports).toEqual([`127.0.0.1:${mariadb}:3306`]);
    expect(broker.ports).toEqual([`127.0.0.1:${kafka}:9092`]);
    expect(broker.environment.KAFKA_ADVERTISED_LISTENERS).toBe(`PLAINTEXT://127.0.0.1:${kafka}`);
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    if (mariadb === '13306')
      for (const port of [mariadb, kafka]) expect(readme).toContain(`127.0.0.1:${port}`);
  });
});
