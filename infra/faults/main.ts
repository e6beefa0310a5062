import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mendable } from '@anju/runtime/mendable';
import { onStopSignal } from '@anju/runtime/stop-signal';
import { readArguments, usageOf, wordsFor } from './arguments';
import { bundleHost } from './bundle';
import { endLeft } from './engines';
import { type Fault, NotTested } from './fault';
import { faults } from './faults';
import { openProgress } from './progress';
import { unmountLeft } from './room';
import { type Result, type Run, runRound } from './run';
import { sumOf, wordsOf, wordsOfRound } from './words';

/** Breaks things on purpose and looks at what is left: `pnpm faults`. */
async function main() {
  const argv = process.argv.slice(2);
  if (argv.includes('--help') || argv.includes('-h')) return console.log(usageOf(faults));
  const options = readArguments(argv, faults);
  const { form, chosen, minutes, round } = options;
  const asked = wordsFor(options, faults);
  const names = new Set(chosen.map(({ name }) => name));
  const folder = options.data ?? mkdtempSync(join(tmpdir(), 'anju-faults-'));
  const say = (text: string) => console.log(`[${process.uptime().toFixed(0).padStart(4)} s] ${text}`);
  // MariaDB's own user walks through.
  if (!options.data) chmodSync(folder, 0o755);
  const progress = openProgress(folder, options.seed);
  const { seed } = progress;
  // Of a run that was killed.
  await endLeft(folder);
  unmountLeft(folder);
  // Whatever way it ends, servers outlive it unless they are killed, and are known by what stands in their folders.
  const ending = new AbortController();
  process.once('exit', () => ending.abort());
  onStopSignal((signal) => {
    // Last of all, and what they wrote last may still come.
    const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    if (!options.data) process.once('exit', remove);
    say(
      `stopped by ${signal}${options.data ? `; it goes on with: pnpm faults ${asked} --data ${folder}` : ''}`,
    );
    process.exit(130);
  });

  say(
    `seed ${seed}; again with: pnpm faults ${asked} --seed ${seed}${round === null ? '' : ` --round ${round}`}`,
  );
  // As of when it was begun, whatever it took to load.
  const overAt = Date.now() + (minutes * 60 - process.uptime()) * 1000;
  const run: Run = {
    form,
    seed,
    folder,
    code: await bundleHost(folder),
    cutAt: form === 'short' ? overAt : null,
    ending: ending.signal,
  };
  const results: Result[] = [];
  const notBegun: string[] = [];
  const roundsOf = (fault: Fault): readonly number[] => {
    if (round !== null) return [round];
    if (form === 'short') return [1];
    const done = progress.roundsOf(fault);
    return Array.from({ length: Math.max(0, fault.rounds - done) }, (_, i) => done + i + 1);
  };
  const runAll = async (fault: Fault) => {
    for (const round of roundsOf(fault)) {
      if (results.length >= options.rounds) break;
      if (Date.now() > overAt) {
        notBegun.push(fault.name);
        break;
      }
      const result = await runRound(fault, round, run, (text) =>
        form === 'long' ? say(`${fault.name} ${round}/${fault.rounds}: ${text}`) : undefined,
      );
      if (result instanceof NotTested) {
        say(`NOT TESTED ${fault.name}: ${result.message}`);
        break;
      }
      results.push(result);
      if (form === 'long') progress.add(result);
      say(wordsOfRound(result, form));
    }
  };
  // In the short form two at a time, each with engines of its own: they mostly wait for something to come back.
  const waiting = [...chosen];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runAll(next);
  };
  await Promise.all(form === 'short' ? [lane(), lane()] : [lane()]);
  if (form === 'short')
    for (const name of notBegun) say(`NOT BEGUN ${name}: the ${minutes} minutes of the run were over`);
  if (form === 'long') {
    say('so far:');
    for (const fault of chosen) {
      const done = progress.results().filter((each) => each.fault === fault.name);
      if (done.length > 0) say(`${wordsOf(sumOf(done, form))}; ${fault.rounds - done.length} rounds to go`);
    }
  }
  // A long run is what all its rounds came to, also those of earlier days.
  const judged = form === 'long' ? progress.results().filter((each) => names.has(each.fault)) : results;
  const failed = judged.filter(({ found }) => found.length > 0).length;
  if (!options.data && failed === 0) rmSync(folder, { recursive: true, force: true });
  else if (failed > 0) say(`what is left of it: ${folder}`);
  // What was asked for and not begun is not held.
  process.exit(failed > 0 || (form === 'short' && notBegun.length > 0) ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Mendable ? error.message : error);
  process.exit(1);
});
