import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const folder = join(root, '.anju/prove');

/** What ESLint calls pure: rules are there, and nothing that touches the world. */
const ruleFiles = [
  'packages/{values,rulebook}/src/*.ts',
  'services/*/src/**/*.ts',
  // Two dots touch the world, and words are no checks.
  '!**/*.*.ts',
  '!**/{generated,migrations}/**',
  // What a service is put together from.
  '!services/*/src/{main,service,schema,storage,subscriptions,timers,demo}.ts',
];

interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly status: string;
          readonly location: { readonly start: Place; readonly end: Place };
        }[];
      }
    >
  >;
}

/** Line and column, both from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Takes every check out of the rule files, one by one, and lists those that no pure test misses. A file is tried
 * by the tests of its own package or service. Fails where there are any.
 */
export function prove(files: readonly string[]): boolean {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'stryker.config.json');
  writeFileSync(config, JSON.stringify(settings(files.length > 0 ? files : ruleFiles)));
  const run = spawnSync('node_modules/.bin/stryker', ['run', config], {
    cwd: root,
    // Its progress and what it cannot do; the list is printed below.
    stdio: 'inherit',
  });
  if (run.status !== 0) throw new Error('Stryker could not be run; what it said stands above.');

  const report = JSON.parse(readFileSync(join(folder, 'mutation.json'), 'utf8')) as Report;
  const unnoticed = Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(present(file, source)),
  );
  const all = Object.values(report.files).reduce((sum, { mutants }) => sum + mutants.length, 0);
  if (all === 0) throw new Error(`No check is in ${files.join(', ')}: look at the path, or it has none.`);
  for (const line of unnoticed) console.log(line);
  console.log(
    `\n${unnoticed.length} of ${all} changes to a check were noticed by no pure test of their package.`,
  );
  return unnoticed.length === 0;
}

const settings = (mutate: readonly string[]) => ({
  mutate,
  // Named, because it does not find them by itself where pnpm keeps them.
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  jest: { configFile: 'infra/local/rules/prove.jest.config.mjs' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  tempDirName: '.anju/prove/tmp',
  ignorePatterns: ['.anju'],
  // Checks only: words, and the shape of what is handed on, are for the compiler and for other tests.
  mutator: { excludedMutations: ['StringLiteral', 'ObjectLiteral', 'ArrayDeclaration', 'Regex'] },
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: '.anju/prove/mutation.json' },
  // Node resolves a package of the workspace to its own folder, not to the copy that is changed.
  symlinkNodeModules: true,
  allowConsoleColors: false,
});

const present =
  (file: string, source: string) =>
  ({ location: { start, end }, replacement = '', status }: Report['files'][string]['mutants'][number]) => {
    const lines = source.split('\n');
    const original =
      start.line === end.line
        ? lines[start.line - 1]!.slice(start.column - 1, end.column - 1)
        : `${lines[start.line - 1]!.slice(start.column - 1)} …`;
    const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 60);
    const untested = status === 'NoCoverage' ? ' (no pure test runs it)' : '';
    return `${file}:${start.line}  ${ruleAbove(lines, start.line)}  ${short(original)}  ->  ${short(replacement)}${untested}`;
  };

/** The rule that the nearest comment above names. */
function ruleAbove(lines: readonly string[], line: number): string {
  for (let at = line - 1; at >= 0; at--) {
    const rule = /\b[A-Z]+(?:-[A-Z]+)*-\d+\b/.exec(lines[at]!)?.[0];
    if (rule) return rule;
  }
  return '-';
}
