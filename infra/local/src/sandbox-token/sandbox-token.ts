import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedRoles } from '@anju/runtime/roles';
import { openSandbox } from '@anju/runtime/sandbox';
import { isDivisionCode } from '@anju/values/division';
import { tokenDays } from '../officers';

const usage = `Usage: pnpm sandbox-token <ROLE> [<ROLE> …] [--division 140502] [--community com_…] [--owner own_…]
  [--committee oc_…] [--company pmc_…] [--data folder]
The roles are ${sharedRoles.join(', ')}.`;

/** A token of the local sandbox for these roles, or why there is none. */
export async function sandboxToken(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly made: boolean; readonly text: string }> {
  const refuse = (why: string) => ({ made: false, text: why });
  if (env.NODE_ENV === 'production')
    return refuse(
      'Tokens of the sandbox are refused with NODE_ENV=production: the issuer in OIDC_ISSUER gives them.',
    );

  const asked = read(argv);
  if ('fault' in asked) return refuse(`${asked.fault}\n${usage}`);
  const { roles, data, division, communities, ...bound } = asked;
  const unknown = roles.filter((role) => !(sharedRoles as readonly string[]).includes(role));
  if (roles.length === 0) return refuse(usage);
  if (unknown.length > 0) return refuse(`There is no role ${unknown.join(', ')}.\n${usage}`);
  if (!isDivisionCode(division)) return refuse(`${division} is no division code; 140502 is one.\n${usage}`);
  // Made here, the keys would be those of no service that runs.
  if (!existsSync(join(data, 'keys')))
    return refuse(
      `There is no sandbox in ${data}. Start the city or a service first, or name its folder by --data.`,
    );

  const { issuer } = await openSandbox(data);
  const claims = { sub: `local-${roles.join('-').toLowerCase()}`, roles, division, communities, ...bound };
  return { made: true, text: await issuer.mint(claims, tokenDays * 86_400) };
}

function read(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: join(__dirname, '../../../../.anju') },
        division: { type: 'string', default: '140502' },
        community: { type: 'string', multiple: true, default: [] },
        committee: { type: 'string' },
        owner: { type: 'string' },
        company: { type: 'string' },
      },
    });
    const { community: communities, ...rest } = values;
    return { roles: positionals, communities, ...rest };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
