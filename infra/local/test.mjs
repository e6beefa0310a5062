import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { NotPrepared, prepare, root } from './prepare.mjs';

/** `npm test`: its own set-up, every check, every test on every engine, and the counts on the last line. */
const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(0).padStart(4);
const startedAt = Date.now();
const say = (text) => console.log(`[${seconds()} s] ${text}`);

const counts = { passed: 0, failed: 0, skipped: 0 };
const missing = [];
const memory = tempInMemory();
let engines = null;
/** What runs now: a signal to this process alone has to reach it too. */
const children = new Set();

let interrupted = false;
let stopped = null;

/** Once, those too that are still coming up. What did not come up was reported where it was awaited. */
const stopEngines = () =>
  (stopped ??= Promise.resolve(engines)
    .catch(() => null)
    .then((running) => running?.stop()));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    interrupted = true;
    counts.failed++;
    console.log(`\nStopped by ${signal}.`);
    for (const child of children) child.kill(signal);
    void Promise.all([stopEngines(), ...[...children].map(ended)]).finally(finish);
  });
}

try {
  prepare();
  const { startEngines } = await import('./engines/engines.mjs');
  engines = startEngines();
  const tests = engines.then(runTests);
  // One thread each: beside the tests no core is idle.
  await Promise.allSettled([
    check('types', 'tsc', []),
    check('lint', 'eslint', ['.']),
    check('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
    tests,
  ]);
  await tests;
  // After the tests, because it reads which of them ran.
  await check('rules covered', 'tsx', ['infra/local/rules/print.ts', '--foundation']);
  // Last, with all cores to themselves: what they kill has to be started again. It takes two to three minutes, and on a slow
  // machine more than three; what is not at its end after five hangs.
  await check('faults', process.execPath, ['infra/faults/main.mjs', '--form', 'short', '--minutes', '5']);
} catch (error) {
  console.error(error instanceof NotPrepared ? `\n${error.message}` : error);
  counts.failed++;
} finally {
  await stopEngines();
}

if (missing.length > 0) {
  console.log(
    `\nNOT TESTED, because these engines could not be had:\n${missing.map((each) => `  - ${each}`).join('\n')}`,
  );
  if (process.env.CI) counts.failed++;
}
console.log('Clusters of three brokers and three nodes have tests of their own: pnpm test:clusters');
finish();

/** Whatever happened, this is the last line. */
function finish() {
  if (memory) rmSync(memory, { recursive: true, force: true });
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exit(counts.failed > 0 ? 1 : 0);
}

/** Tests commit often and keep nothing: where memory has room for their files, no commit waits for a disk. */
function tempInMemory() {
  const shared = '/dev/shm';
  if (process.env.TMPDIR || !existsSync(shared)) return null;
  const { bavail, bsize } = statfsSync(shared);
  if (bavail * bsize < 4 * 2 ** 30) return null;
  const folder = mkdtempSync(join(shared, 'anju-test-'));
  // As of /tmp: MariaDB runs as a user of its own.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  return folder;
}

/** One check that passes or fails as a whole. */
async function check(name, command, args) {
  const code = await run(command, args, {});
  say(`${name}: ${code === 0 ? 'ok' : 'FAILED'}`);
  counts[code === 0 ? 'passed' : 'failed']++;
}

/** Why an engine did not come up, below its name; nothing where it is just not installed. */
function why(failure) {
  return failure ? `:\n${failure.trim().replaceAll(/^/gm, '      ')}` : '';
}

async function runTests({ mariadb, kafka, failures }) {
  if (!mariadb) missing.push(`MariaDB (mariadbd, Docker, or TEST_DATABASE_URL)${why(failures.mariadb)}`);
  if (!kafka) missing.push(`Kafka (Java 17 and Maven, Docker, or TEST_KAFKA_BROKERS)${why(failures.kafka)}`);
  if (kafka) {
    const { makeTopics } = await import('./engines/topics.mjs');
    await makeTopics(kafka.brokers.split(','), 1);
  }
  rmSync(join(root, '.anju/rules'), { recursive: true, force: true });
  const results = join(root, '.anju/test-results.json');
  rmSync(results, { force: true });
  const env = {
    TEST_TOGETHER: '1',
    ...(mariadb ? { TEST_DATABASE_URL: mariadb.url } : {}),
    ...(kafka ? { TEST_KAFKA_BROKERS: kafka.brokers } : {}),
  };
  // Twice the cores that CI has, since tests wait for engines and for each other's commits.
  const code = await run('jest', ['--ci', '--maxWorkers=4', '--json', `--outputFile=${results}`], env);
  if (!existsSync(results)) throw new Error(`jest ended with ${code} and without results.`);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
    JSON.parse(readFileSync(results, 'utf8'));
  counts.passed += numPassedTests;
  counts.failed += numFailedTests + numRuntimeErrorTestSuites;
  counts.skipped += numPendingTests + numTodoTests;
  if (code !== 0 && counts.failed === 0) counts.failed++;
  say(`tests: ${code === 0 ? 'ok' : 'FAILED'}`);
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return null;
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Its exit code. Interrupted, it comes to no end here: the handler of the signal ends all. */
function run(command, args, env) {
  return new Promise((resolve) => {
    if (interrupted) return;
    const child = spawn(resolvePath(root, 'node_modules/.bin', command), args, {
      cwd: root,
      // jest's --json goes to a file; what people read goes to standard error.
      stdio: ['ignore', command === 'jest' ? 'ignore' : 'inherit', 'inherit'],
      env: { ...process.env, ...env, KAFKAJS_NO_PARTITIONER_WARNING: '1' },
    });
    children.add(child);
    const end = (code) => {
      children.delete(child);
      if (!interrupted) resolve(code ?? 1);
    };
    child.once('error', () => end(1));
    child.once('exit', end);
  });
}
