import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedRoles } from '@anju/runtime/roles';
import { openSandbox } from '@anju/runtime/sandbox';
import { tokenDays } from '../officers';

/** `pnpm token COUNTY_BUREAU --division 140502`: a token of the local sandbox, to paste. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  if (env.NODE_ENV === 'production') {
    console.error(
      'Tokens of the sandbox are refused with NODE_ENV=production: the issuer in OIDC_ISSUER gives them.',
    );
    process.exitCode = 1;
    return;
  }
  const { values, positionals } = parseArgs({
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
  const [role = ''] = positionals;
  if (!(sharedRoles as readonly string[]).includes(role)) {
    console.error(`Say for which role: pnpm token <ROLE>. The roles are ${sharedRoles.join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  const { data, division, community, ...bound } = values;
  const { issuer } = await openSandbox(data);
  const claims = { sub: `local-${role.toLowerCase()}`, roles: [role], division, communities: community };
  console.log(await issuer.mint({ ...claims, ...bound }, tokenDays * 86_400));
}

void main(process.env);
