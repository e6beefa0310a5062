import { parseArgs } from 'node:util';
import { Mendable } from '@anju/runtime/mendable';
import { emptyOption, wrongArgument } from '@anju/runtime/wrong-argument';
import type { Fault, Form } from './fault';

/** What a run of faults is asked for. */
export interface Options {
  readonly form: Form;
  /** Null unless it is said: then it is drawn, or the one that a long run began with. */
  readonly seed: number | null;
  readonly chosen: readonly Fault[];
  /** Where a long run keeps how far it came. */
  readonly data: string | null;
  /** No more rounds than these. */
  readonly rounds: number;
  /** This one alone, the first is 1: what an earlier run of the same form and seed did in it. */
  readonly round: number | null;
  readonly minutes: number;
}

/** The short form takes less than three on a machine with nothing else to do. */
const usualMinutes: Readonly<Record<Form, string>> = { short: '5', long: '60' };

export const usageOf = (
  faults: readonly Fault[],
) => `用法 / Usage: pnpm faults [--form short|long] [--seed N] [--only name] [--round N] [--data folder] [--rounds N] [--minutes N]
  --form short, --minutes ${usualMinutes.short}; --form long: --minutes ${usualMinutes.long}
${faults.map(({ name, what }) => `  ${name.padEnd(16)} ${what}`).join('\n')}`;

/** @throws Mendable where a word is not understood: it says why, and how it is said */
export function readArguments(argv: readonly string[], faults: readonly Fault[]): Options {
  try {
    const { values } = parseArgs({
      args: argv.filter((each) => each !== '--'),
      options: {
        form: { type: 'string', default: 'short' },
        seed: { type: 'string' },
        only: { type: 'string', multiple: true, default: [] },
        data: { type: 'string' },
        rounds: { type: 'string' },
        round: { type: 'string' },
        minutes: { type: 'string' },
      },
    });
    const unsaid = emptyOption(values);
    if (unsaid) throw new Error(unsaid);
    const numberIn = (name: 'seed' | 'rounds' | 'round', least: number) => {
      const text = values[name];
      if (text === undefined) return null;
      if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
      throw new Error(`--${name} ${text}: 须为不小于 ${least} 的整数 / say a whole number, ${least} or more`);
    };
    if (values.form !== 'short' && values.form !== 'long')
      throw new Error(`--form ${values.form}: short 或 / or long`);
    const { minutes = usualMinutes[values.form] } = values;
    if (!/^\d{1,6}(\.\d)?$/.test(minutes))
      throw new Error(`--minutes ${minutes}: 如 60 或 2.5 / as 60 or 2.5`);
    const unknown = values.only.find((name) => !faults.some((each) => each.name === name));
    if (unknown) throw new Error(`--only ${unknown}: 没有这一项 / there is none of this name`);
    const form: Form = values.form;
    const hasForm = ({ seconds }: Fault) => seconds[form] !== null;
    const named = faults.filter(({ name }) => values.only.includes(name));
    const longOnly = named.find((fault) => !hasForm(fault));
    if (longOnly) throw new Error(`--only ${longOnly.name}: 须加 / say --form long`);
    const [seed, round] = [numberIn('seed', 0), numberIn('round', 1)];
    if (round !== null && (seed === null || named.length !== 1 || values.data !== undefined))
      throw new Error(
        '--round: 须同时写明 --seed 和一个 --only，且不写 --data / say --seed and one --only with it, and no --data',
      );
    return {
      form,
      seed,
      round,
      rounds: numberIn('rounds', 1) ?? Infinity,
      minutes: Number(minutes),
      data: values.data ?? null,
      chosen: named.length > 0 ? named : faults.filter(hasForm),
    };
  } catch (error) {
    throw new Mendable(`参数有误 / Wrong argument: ${wrongArgument(error)}\n${usageOf(faults)}`);
  }
}

/** The words that ask for the same form and faults again. */
export function wordsFor(
  { form, chosen }: Pick<Options, 'form' | 'chosen'>,
  faults: readonly Fault[],
): string {
  const isAll = faults.every((fault) => fault.seconds[form] === null || chosen.includes(fault));
  const only = isAll ? [] : chosen.map(({ name }) => `--only ${name}`);
  return [`--form ${form}`, ...only].join(' ');
}
