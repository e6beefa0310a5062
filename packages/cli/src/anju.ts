import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSandbox, sandboxFolder } from '@anju/runtime/sandbox';
import { createClient, NotDone } from './client';
import { parked, rebuild, replay, retry, type Say, status } from './events';

const usage = `Usage: anju events status                        what is not told, parked or missing, service by service
       anju events parked                        every parked key with its reason
       anju events retry <service> [<key>]       lets a parked key try again, or all of the service
       anju events replay <service> [--key id] [--from 1] [--type t] [--since time] [--before time] [--dry-run]
                                                 has a service tell its events again
       anju events rebuild <service> <copy> [--dry-run]
                                                 makes what a service keeps of others anew, while it serves
Options: --url (or ANJU_URL; http://127.0.0.1:4000/graphql), ANJU_TOKEN of an operator (a local sandbox needs none),
         --data folder of the sandbox`;

/** The \`anju\` command; resolves to the exit code. */
export async function anju(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  say: Say,
  complain: Say,
): Promise<number> {
  try {
    const { positionals, values } = read(argv);
    const [group, command, service, key] = positionals;
    if (group !== 'events' || !command) throw new NotDone(usage);
    const url = values.url ?? env.ANJU_URL ?? 'http://127.0.0.1:4000/graphql';
    const client = createClient(url, env.ANJU_TOKEN ?? (await sandboxToken(values.data, env)));
    if (command === 'status') await status(client, say);
    else if (command === 'parked') await parked(client, say);
    else if (command === 'retry') await retry(client, say, service, key);
    else if (command === 'rebuild') await rebuild(client, say, service, key, values['dry-run']);
    else if (command === 'replay') {
      const { key: subject, from = '1', type, since, before } = values;
      if (!/^[1-9]\d*$/.test(from))
        throw new NotDone(`--from ${from} is no place in a line: 1 is the first.`);
      const which = { subject, fromSequence: Number(from), type, since, before };
      await replay(client, say, service, which, values['dry-run']);
    } else throw new NotDone(usage);
    return 0;
  } catch (error) {
    if (!(error instanceof NotDone)) throw error;
    complain(error.message);
    return 1;
  }
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        data: { type: 'string' },
        key: { type: 'string' },
        from: { type: 'string' },
        type: { type: 'string' },
        since: { type: 'string' },
        before: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new NotDone(`${(error as Error).message}\n${usage}`);
  }
}

/** On a developer's machine the operator is whoever sits there. */
async function sandboxToken(data: string | undefined, env: NodeJS.ProcessEnv): Promise<string | null> {
  const folder = sandboxFolder({ ...env, ANJU_DATA: data ?? env.ANJU_DATA });
  if (env.NODE_ENV === 'production' || !existsSync(join(folder, 'keys'))) return null;
  const { issuer } = await openSandbox(folder);
  return issuer.mint({ sub: 'local-operator', roles: ['OPERATOR'] }, 3_600);
}
