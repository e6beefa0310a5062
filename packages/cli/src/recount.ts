import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { typedPath } from '@anju/runtime/env';
import { NotDone } from './client';
import type { Say } from './flow';
import { recountLine } from './recount-line';

const everyLines = 10_000;

/**
 * Counts each line again and answers it with a line of its own; a line that cannot be counted is answered with the
 * reason, and the next goes on. Resolves to how many could not be counted.
 */
export async function recountAll(
  file: string | undefined,
  env: NodeJS.ProcessEnv,
  { say, tell }: { readonly say: Say; readonly tell: Say },
): Promise<number> {
  const input = file === undefined ? process.stdin : createReadStream(typedPath(file, env), 'utf8');
  let number = 0;
  let [adopted, rejected, refused] = [0, 0, 0];
  try {
    for await (const text of linesOf(input)) {
      number++;
      if (text.trim() === '') continue;
      const { counted, answer } = recountLine(text, number);
      say(JSON.stringify(answer));
      if (!counted) refused++;
      else if ((answer as { outcome: string }).outcome === 'ADOPTED') adopted++;
      else rejected++;
      if (number % everyLines === 0) tell(`${number} 行 / lines …`);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new NotDone(`无法读取 ${file} / cannot read it: ${message}`);
  }
  tell(
    `通过 ${adopted}，未通过 ${rejected}，无法计票 ${refused}` +
      ` / ${adopted} adopted, ${rejected} rejected, ${refused} not countable`,
  );
  return refused;
}

/** As long as they are: an electorate of a million homes is one. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let begun: string[] = [];
  let isFirst = true;
  for await (const chunk of input.setEncoding('utf8') as AsyncIterable<string>) {
    const [end, ...further] = (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk).split('\n');
    isFirst = false;
    begun.push(end!);
    for (const next of further) {
      yield begun.join('');
      begun = [next];
    }
  }
  yield begun.join('');
}
