import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rules } from '@anju/rulebook/rules';
import { coverageOf, type Noted } from './coverage';
import foundation from './foundation.json';
import { prove } from './prove';

const usage = `pnpm rules                which rules of the book the tests cover
pnpm rules --foundation   those the foundation stands on, and failing where one is not covered
pnpm rules --prove [file] which checks of the rule files no pure test would miss (takes long)`;

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      foundation: { type: 'boolean', default: false },
      prove: { type: 'boolean', default: false },
    },
  });
  if (values.prove) {
    if (!prove(positionals)) process.exitCode = 1;
    return;
  }
  if (positionals.length > 0) throw new Error(`${positionals[0]} is not expected here.`);
  const root = join(__dirname, '../../..');
  const folder = join(root, '.anju/rules');
  if (!existsSync(folder)) {
    console.error(
      '还没有运行过测试，请先运行 npm test；通过的记在 .anju/rules。 / No tests have run yet. Run npm test first; what passed is noted in .anju/rules.',
    );
    process.exitCode = 1;
    return;
  }
  const noted = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Noted)
      // One that is gone runs no more.
      .filter(({ file }) => existsSync(join(root, file))),
  );
  const asked = values.foundation ? rules.filter(({ id }) => foundation.includes(id)) : rules;
  const rows = coverageOf(asked, noted);

  console.log(
    '               rule         tests  fn  title (owner): where a test passed through a mutation or an import',
  );
  for (const { rule, state, through, alone, where } of rows) {
    const counts = `${String(through).padStart(5)} ${String(alone).padStart(3)}`;
    const places = where.length > 0 ? `: ${where.join(', ')}` : '';
    console.log(
      `${state.padEnd(14)} ${rule.id.padEnd(12)} ${counts}  ${rule.title} (${rule.owner})${places}`,
    );
  }
  const of = (wanted: string) => rows.filter(({ state }) => state === wanted).length;
  console.log(
    `\n${of('covered')} of ${rows.length} rules are covered by tests that passed through a mutation or an import; ${of('function only')} more by their function alone.`,
  );

  const known = new Set<string>(rules.map(({ id }) => id));
  const unknown = new Set([...noted.map(({ rule }) => rule), ...foundation].filter((id) => !known.has(id)));
  for (const id of unknown)
    console.error(`${id}: a test or a list speaks of a rule that is not in the book.`);
  const open = values.foundation ? rows.filter(({ state }) => state !== 'covered') : [];
  for (const { rule } of open)
    console.error(`${rule.id}: no test with this id passed through a mutation or an import.`);
  if (unknown.size + open.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  process.exitCode = 1;
}
