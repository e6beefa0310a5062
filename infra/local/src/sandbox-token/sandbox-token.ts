import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Role } from '@anju/runtime/caller';
import { sharedRoles } from '@anju/runtime/roles';
import { openIssuer, sandboxFolder } from '@anju/runtime/sandbox';
import { emptyOption, wrongArgument } from '@anju/runtime/wrong-argument';
import { isDivisionCode } from '@anju/values/division';
import { isId } from '@anju/values/id';
import { offices, tokenDays } from '../officers';

const cityCode = offices.cityBureau.division;
const countyCode = offices.countyBureau.division;

const usage = `用法 / Usage: pnpm sandbox-token <ROLE> [<ROLE> …] [--division 140502] [--community com_…] [--owner own_…]
  [--committee oc_…] [--company pmc_…] [--data folder]
角色 / The roles are ${sharedRoles.join(', ')}.
--division: CITY_BUREAU ${cityCode}, 其他 / others ${countyCode}`;

/** Without it a token of the role opens doors behind which there is nothing. */
const needs: Partial<Record<Role, readonly Bound[]>> = {
  OWNER: ['owner', 'community'],
  OWNERS_COMMITTEE: ['committee', 'community'],
  PM_COMPANY: ['company', 'community'],
  RESIDENTS_COMMITTEE: ['community'],
  UTILITY: ['community'],
};

type Bound = 'owner' | 'committee' | 'company' | 'community';

/** How each id begins, and the query that finds it: at the gateway, or at the service that owns it. */
const ids: Readonly<Record<Bound, { readonly begins: string; readonly query: string }>> = {
  owner: {
    begins: 'own',
    query: '{ community(id: "com_…") { rollUnits { nodes { label owners { id } } } } }',
  },
  committee: { begins: 'oc', query: '{ community(id: "com_…") { committee { id } } }' },
  company: { begins: 'pmc', query: '{ pmCompanies { nodes { id name } } }' },
  community: { begins: 'com', query: '{ communities(name: "凤源") { nodes { id name } } }' },
};

const whereToFind = (bound: Bound) =>
  `--${bound} ${ids[bound].begins}_…\n    ${ids[bound].query}${bound === 'owner' ? mayReadRoll : ''}`;

/** A roll names persons (PRIV-1). */
const mayReadRoll =
  '\n    （令牌 / with a token of COUNTY_BUREAU; npm start 打印一个业主的令牌 / prints one of an owner）';

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
  const { help, roles, folder, communities, unsaid, ...bound } = asked;
  if (help) return { made: true, text: usage };
  const division = asked.division ?? (roles.includes('CITY_BUREAU') ? cityCode : countyCode);
  const unknown = roles.filter((role) => !(sharedRoles as readonly string[]).includes(role));
  if (roles.length === 0) return refuse(usage);
  if (unknown.length > 0) return refuse(`没有角色 / There is no role ${unknown.join(', ')}.\n${usage}`);
  const given = { ...bound, community: communities[0] };
  const missing = new Set(
    roles.flatMap((role) => needs[role as Role] ?? []).filter((each) => !given[each]?.trim()),
  );
  if (missing.size > 0) {
    const find = [...missing].map((each) => `  ${whereToFind(each)}`);
    return refuse(
      `${roles.join(', ')} 的令牌须写明以下编号，否则什么也办不了；查询在后。 / ` +
        `A token of ${roles.join(', ')} reaches nothing without these ids; each with a query that finds it:\n` +
        `${find.join('\n')}\n${usage}`,
    );
  }
  if (unsaid) return refuse(`${unsaid}\n${usage}`);
  if (!isDivisionCode(division))
    return refuse(`${division} 不是行政区划代码，如 140502 / is no division code; 140502 is one.\n${usage}`);
  const wrong = (Object.keys(ids) as Bound[]).find((each) =>
    [each === 'community' ? communities : (bound[each] ?? [])]
      .flat()
      .some((id) => !isId(ids[each].begins, id)),
  );
  if (wrong) {
    return refuse(
      `--${wrong} 不是这样的编号 / is no such id: ${ids[wrong].begins}_…\n  ${whereToFind(wrong)}\n${usage}`,
    );
  }
  // Made here, the keys would be those of no service that runs.
  if (!existsSync(join(folder, 'keys')))
    return refuse(
      `${folder} 中没有沙箱，请先启动，或以 --data 指定文件夹。 / ` +
        `There is no sandbox in ${folder}. Start the city or a service first, or name its folder by --data.`,
    );

  const issuer = await openIssuer(folder);
  const sub = `local-${roles.join('-').toLowerCase()}`;
  const claims = { sub, roles, communities, ...bound, division };
  return { made: true, text: await issuer.mint(claims, tokenDays * 86_400) };
}

function read(argv: readonly string[], env: NodeJS.ProcessEnv) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        division: { type: 'string' },
        community: { type: 'string', multiple: true, default: [] },
        committee: { type: 'string' },
        owner: { type: 'string' },
        company: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { community: communities, data, ...rest } = values;
    const folder = sandboxFolder({ ...env, ANJU_DATA: data ?? env.ANJU_DATA });
    return { roles: positionals, communities, folder, unsaid: emptyOption(values), ...rest };
  } catch (error) {
    return { fault: wrongArgument(error) };
  }
}
