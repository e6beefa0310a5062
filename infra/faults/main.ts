import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Mendable } from '@anju/runtime/mendable';
import { onStopSignal } from '@anju/runtime/stop-signal';
import { type Fault, type Form, NotTested } from './fault';
import { faults } from './faults';
import { openProgress, type Result, runRound, sumOf, wordsOf } from './run';

const usage = `用法 / Usage: pnpm faults [--form short|long] [--seed N] [--only name] [--data folder] [--rounds N] [--minutes N]
${faults.map(({ name, what }) => `  ${name.padEnd(16)} ${what}`).join('\n')}`;

function readArguments(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: argv.filter((each) => each !== '--'),
      options: {
        form: { type: 'string', default: 'short' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        only: { type: 'string', multiple: true, default: [] },
        data: { type: 'string' },
        rounds: { type: 'string', default: '1000000' },
        minutes: { type: 'string', default: '60' },
      },
    });
    const numberIn = (name: 'seed' | 'rounds') => {
      if (/^\d{1,9}$/.test(values[name])) return Number(values[name]);
      throw new Error(`--${name} ${values[name]} 不是整数 / is no whole number`);
    };
    if (!/^\d{1,6}(\.\d)?$/.test(values.minutes))
      throw new Error(`--minutes ${values.minutes}: 如 60 或 2.5 / as 60 or 2.5`);
    if (values.form !== 'short' && values.form !== 'long')
      throw new Error(`--form ${values.form}: short 或 / or long`);
    const unknown = values.only.find((name) => !faults.some((each) => each.name === name));
    if (unknown) throw new Error(`--only ${unknown}: 没有这一项 / there is none of this name`);
    const form: Form = values.form;
    const hasForm = ({ seconds }: Fault) => seconds[form] !== null;
    const named = faults.filter(({ name }) => values.only.includes(name));
    const longOnly = named.find((fault) => !hasForm(fault));
    if (longOnly) throw new Error(`--only ${longOnly.name}: 须加 / say --form long`);
    return {
      form,
      seed: numberIn('seed'),
      rounds: numberIn('rounds'),
      minutes: Number(values.minutes),
      data: values.data,
      chosen: named.length > 0 ? named : faults.filter(hasForm),
    };
  } catch (error) {
    throw new Mendable(`${(error as Error).message}\n${usage}`);
  }
}

/** Breaks things on purpose and looks at what is left: `pnpm faults`. */
async function main() {
  const options = readArguments(process.argv.slice(2));
  const { form, chosen } = options;
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'anju-faults-'));
  const say = (text: string) => console.log(`[${process.uptime().toFixed(0).padStart(4)} s] ${text}`);
  // MariaDB's own user walks through.
  if (!options.data) chmodSync(folder, 0o755);
  const progress = openProgress(folder, options.seed);
  const results: Result[] = [];
  // Whatever way it ends: on a signal the processes that are struck end with it, since they hear that it is gone.
  onStopSignal(() => {
    if (!options.data) rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });

  const seed = progress.seed();
  say(`seed ${seed}; again with: pnpm faults --form ${form} --seed ${seed}`);
  const until = Date.now() + options.minutes * 60_000;
  const notRun: string[] = [];
  const runAll = async (fault: Fault) => {
    const wanted = form === 'long' ? fault.rounds : 1;
    for (let round = form === 'long' ? progress.roundsOf(fault) : 0; round < wanted; round++) {
      if (results.length >= options.rounds) break;
      if (Date.now() > until) {
        notRun.push(fault.name);
        break;
      }
      const result = await runRound(fault, { form, seed, round, folder }, (text) =>
        form === 'long' ? say(`${fault.name} ${round + 1}/${wanted}: ${text}`) : undefined,
      );
      if (result instanceof NotTested) {
        say(`NOT TESTED ${fault.name}: ${result.message}`);
        break;
      }
      results.push(result);
      if (form === 'long') progress.add(result);
      say(wordsOf(result));
    }
  };
  // In the short form two at a time, each with engines of its own: they mostly wait for something to come back.
  const waiting = [...chosen];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runAll(next);
  };
  await Promise.all(form === 'short' ? [lane(), lane()] : [lane()]);
  if (form === 'short')
    for (const name of notRun) say(`NOT RUN ${name}: its ${options.minutes} minutes are over`);
  if (form === 'long') {
    say('so far:');
    for (const fault of chosen) {
      const done = progress.results().filter((each) => each.fault === fault.name);
      if (done.length > 0) say(`${wordsOf(sumOf(done))}; ${fault.rounds - done.length} rounds to go`);
    }
  }
  const failed = results.filter(({ found }) => found.length > 0).length;
  if (!options.data && failed === 0) rmSync(folder, { recursive: true, force: true });
  else if (failed > 0) say(`what is left of it: ${folder}`);
  // What was asked for and not run is not held.
  process.exit(failed > 0 || (form === 'short' && notRun.length > 0) ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Mendable ? error.message : error);
  process.exit(1);
});
