import { createConnection } from 'mysql2/promise';
import { compiled } from './infra/local/rules/transform.mjs';
import { together } from './infra/local/together.mjs';

const { CI, TEST_TOGETHER, TEST_CLUSTERS, TEST_DATABASE_URL, TEST_KAFKA_BROKERS } = process.env;

const common = {
  ...compiled,
  // Not among temporary files, which npm test keeps in memory.
  cacheDirectory: '<rootDir>/.anju/jest',
  // Copies of the tree that `pnpm rules --prove` changes.
  modulePathIgnorePatterns: ['<rootDir>/.anju/'],
  testEnvironment: '<rootDir>/infra/local/rules/environment.mjs',
};

const project = (displayName, testMatch, globals = {}, more = {}) => ({
  ...common,
  displayName,
  testMatch: [testMatch],
  globals,
  ...more,
});

/** Where there are many files, which load the same modules: a package, a whole service or a city. */
const many = (name, ending, globals, { except, filesEach = 24 } = {}) =>
  TEST_TOGETHER
    ? project(name, together(name, { ending, except, filesEach }), globals)
    : project(name, `**/*${ending}`, globals, {
        testPathIgnorePatterns: ['/node_modules/', ...(except ? [except.source] : [])],
      });

/** Where the database tests find MariaDB; null if a developer has none. */
async function findMariadb() {
  const url = TEST_DATABASE_URL ?? 'mariadb://root@127.0.0.1:3306';
  try {
    await (await createConnection(url)).end();
    return url;
  } catch (error) {
    if (CI || TEST_DATABASE_URL) throw new Error(`No MariaDB at ${url}`, { cause: error });
    console.warn(
      `\n  NOT TESTED ON MARIADB: nothing answers at ${url}. Set TEST_DATABASE_URL, or run npm test.\n`,
    );
    return null;
  }
}

export default async () => {
  const mariadb = await findMariadb();
  if (!TEST_KAFKA_BROKERS) {
    if (CI) throw new Error('TEST_KAFKA_BROKERS is not set; npm test starts a broker and sets it.');
    console.warn('\n  NOT TESTED ON KAFKA: set TEST_KAFKA_BROKERS, or run npm test.\n');
  }
  const engines = { TEST_MARIADB: mariadb ?? '', TEST_BROKERS: TEST_KAFKA_BROKERS ?? '' };
  return {
    // A busy machine is slow, not wrong: no test passes or fails on seconds.
    testTimeout: 120_000,
    testSequencer: '<rootDir>/infra/local/sequencer.mjs',
    projects: [
      many('pure', '.test.ts', {}, { except: /\.(db|events|city|journey|cluster)\.test/, filesEach: 12 }),
      many('sqlite', '.db.test.ts', { TEST_ENGINE: 'sqlite' }),
      ...(mariadb ? [many('mariadb', '.db.test.ts', { TEST_ENGINE: mariadb })] : []),
      many(
        'events-embedded',
        '.events.test.ts',
        { TEST_ENGINE: 'sqlite', TEST_BROKERS: 'embedded' },
        { except: /\/kafka[a-z-]*\.events\.test/ },
      ),
      ...(TEST_KAFKA_BROKERS
        ? [
            many(
              'events-kafka',
              '.events.test.ts',
              { TEST_ENGINE: 'sqlite', TEST_BROKERS: TEST_KAFKA_BROKERS },
              { filesEach: 2 },
            ),
          ]
        : []),
      many('city', '.city.test.ts', {}, { filesEach: 2 }),
      project('journey', '**/*.journey.test.ts', engines),
      // Three brokers and three nodes, killed and started: minutes that not every run has.
      ...(TEST_CLUSTERS ? [project('cluster', '**/*.cluster.test.ts')] : []),
    ],
  };
};
