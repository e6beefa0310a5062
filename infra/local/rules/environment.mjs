import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const folder = join(root, '.anju/rules');

/**
 * Notes of each file, in the place of those of its last run, every passed test whose title begins with the id of a rule, `[MF-1] ...` or `[REG-3, REG-4] ...`,
 * and how many mutations and imports it executed: `pnpm rules` counts what passed through one.
 */
export default class extends TestEnvironment {
  #before = 0;
  /** By the file that the tests are of. */
  #notes = new Map();

  constructor(config, context) {
    super(config, context);
    this.file = relative(root, context.testPath);
    this.project = config.projectConfig.displayName?.name ?? 'tests';
    // Of a file that cannot even be loaded, too, no former note stands.
    if (this.file.endsWith('.test.ts')) this.#notes.set(this.file, []);
  }

  handleTestEvent(event) {
    if (event.name === 'test_start') this.#before = this.global.__anjuMutations ?? 0;
    if (event.name !== 'test_done') return;
    // Files that run together are blocks named by their paths.
    const block = blocksOf(event.test.parent).find((name) => name.endsWith('.test.ts'));
    const file = block ?? this.file;
    const notes = this.#notes.get(file) ?? [];
    this.#notes.set(file, notes);
    const ids = /^\[([A-Z0-9, -]+)\]/.exec(event.test.name)?.[1];
    if (!ids || event.test.errors.length > 0) return;
    const mutations = (this.global.__anjuMutations ?? 0) - this.#before;
    for (const rule of ids.split(/, ?/)) notes.push({ rule, title: event.test.name, file, mutations });
  }

  async teardown() {
    mkdirSync(folder, { recursive: true });
    for (const [file, notes] of this.#notes)
      writeFileSync(
        join(folder, `${this.project}+${file.replaceAll('/', '+')}.jsonl`),
        notes.map((note) => `${JSON.stringify(note)}\n`).join(''),
      );
    await super.teardown();
  }
}

const blocksOf = (block) => (block ? [block.name, ...blocksOf(block.parent)] : []);
