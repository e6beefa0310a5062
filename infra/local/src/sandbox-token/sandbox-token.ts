import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedRoles } from '@anju/runtime/roles';
import { openSandbox, sandboxFolder } from '@anju/runtime/sandbox';
import { isDivisionCode } from '@anju/values/division';
import { tokenDays } from '../officers';

const usage = `用法 / Usage: pnpm sandbox-token <ROLE> [<ROLE> …] [--division 140502] [--community com_…] [--owner own_…]
  [--committee oc_…] [--company pmc_…] [--data folder]
角色 / The roles are ${sharedRoles.join(', ')}.`;

/** A token of the local sandbox for these roles, or why there is none. */
export async function sandboxToken(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly made: boolean; readonly text: string }> {
  const refuse = (why: string) => ({ made: false, text: why });
  if (env.NODE_ENV === 'production')
    return refuse(
      'NODE_ENV=production 时不发沙箱令牌，请向 OIDC_ISSUER 的签发方申请。 / ' +
        'Tokens of the sandbox are refused with NODE_ENV=production: the issuer in OIDC_ISSUER gives them.',
    );

  const asked = read(argv, env);
  if ('fault' in asked) return refuse(`${asked.fault}\n${usage}`);
  const { roles, folder, division, communities, ...bound } = asked;
  const unknown = roles.filter((role) => !(sharedRoles as readonly string[]).includes(role));
  if (roles.length === 0) return refuse(usage);
  if (unknown.length > 0) return refuse(`没有角色 / There is no role ${unknown.join(', ')}.\n${usage}`);
  if (!isDivisionCode(division))
    return refuse(`${division} 不是行政区划代码，如 140502 / is no division code; 140502 is one.\n${usage}`);
  // Made here, the keys would be those of no service that runs.
  if (!existsSync(join(folder, 'keys')))
    return refuse(
      `${folder} 中没有沙箱，请先启动，或以 --data 指定文件夹。 / ` +
        `There is no sandbox in ${folder}. Start the city or a service first, or name its folder by --data.`,
    );

  const { issuer } = await openSandbox(folder);
  const claims = { sub: `local-${roles.join('-').toLowerCase()}`, roles, division, communities, ...bound };
  return { made: true, text: await issuer.mint(claims, tokenDays * 86_400) };
}

function read(argv: readonly string[], env: NodeJS.ProcessEnv) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        division: { type: 'string', default: '140502' },
        community: { type: 'string', multiple: true, default: [] },
        committee: { type: 'string' },
        owner: { type: 'string' },
        company: { type: 'string' },
      },
    });
    const { community: communities, data, ...rest } = values;
    const folder = sandboxFolder({ ...env, ANJU_DATA: data ?? env.ANJU_DATA });
    return { roles: positionals, communities, folder, ...rest };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
