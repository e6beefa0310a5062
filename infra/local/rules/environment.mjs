import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const folder = join(root, '.anju/rules');

/**
 * Notes every passed test whose title begins with the id of a rule, `[MF-1] ...` or `[REG-3, REG-4] ...`,
 * and how many mutations and imports it executed: `pnpm rules` counts what passed through one.
 */
export default class extends TestEnvironment {
  #before = 0;

  constructor(config, context) {
    super(config, context);
    this.file = relative(root, context.testPath);
    this.project = config.projectConfig.displayName?.name ?? 'tests';
  }

  handleTestEvent(event) {
    if (event.name === 'test_start') this.#before = this.global.__anjuMutations ?? 0;
    if (event.name !== 'test_done' || event.test.errors.length > 0) return;
    const ids = /^\[([A-Z0-9, -]+)\]/.exec(event.test.name)?.[1];
    if (!ids) return;
    const mutations = (this.global.__anjuMutations ?? 0) - this.#before;
    const { project } = this;
    // Files that run together are blocks named by their paths.
    const block = blocksOf(event.test.parent).find((name) => name.endsWith('.test.ts'));
    const file = block ?? this.file;
    const lines = ids
      .split(/, ?/)
      .map((rule) => JSON.stringify({ rule, title: event.test.name, file, mutations }));
    mkdirSync(folder, { recursive: true });
    appendFileSync(join(folder, `${project}.jsonl`), `${lines.join('\n')}\n`);
  }
}

const blocksOf = (block) => (block ? [block.name, ...blocksOf(block.parent)] : []);
