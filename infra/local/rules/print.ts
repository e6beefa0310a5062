import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '@anju/rulebook/rules';

interface Noted {
  readonly rule: string;
  readonly mutations: number;
}

/** `pnpm rules`: which rules of the book are covered by tests that ran. */
function main() {
  const folder = join(__dirname, '../../../.anju/rules');
  if (!existsSync(folder)) {
    console.log('No tests have run yet. Run npm test first; each run is noted in .anju/rules.');
    process.exitCode = 1;
    return;
  }
  const noted = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Noted),
  );
  const count = (id: string, through: boolean) =>
    noted.filter(({ rule, mutations }) => rule === id && mutations > 0 === through).length;

  const rows = rules.map(({ id, title, owner }) => {
    const [whole, pure] = [count(id, true), count(id, false)];
    return {
      id,
      title,
      owner,
      whole,
      pure,
      state: whole > 0 ? 'covered' : pure > 0 ? 'function only' : 'no test',
    };
  });
  for (const { id, title, owner, whole, pure, state } of rows) {
    console.log(
      `${state.padEnd(14)} ${id.padEnd(12)} ${String(whole).padStart(3)} ${String(pure).padStart(3)}  ${title} (${owner})`,
    );
  }
  const unknown = new Set(noted.map(({ rule }) => rule).filter((id) => !rows.some((row) => row.id === id)));
  for (const id of unknown)
    console.log(`UNKNOWN        ${id}: a test speaks of a rule that is not in the list`);
  const covered = rows.filter(({ state }) => state === 'covered').length;
  const only = rows.filter(({ state }) => state === 'function only').length;
  console.log(
    `\n${covered} of ${rows.length} rules are covered by tests that passed through a mutation or an import; ${only} more by their function alone.`,
  );
  console.log('The two numbers of a row: tests through a mutation or an import, tests of the function.');
  if (unknown.size > 0) process.exitCode = 1;
}

main();
