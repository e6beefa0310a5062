import type { Deps } from '@anju/runtime/context';
import { demoCaller } from '@anju/runtime/demo-caller';
import { registerCompany } from './pm-company/register-company.command';

/** Registers the company that recorded facts of the neighbours name by its id. Done again it is refused, as known. */
export async function demo(deps: Deps): Promise<void> {
  const company = { name: '安和物业服务有限公司（虚构）', creditCode: '91140500MA0ANJ0U1W', synthetic: true };
  await registerCompany(deps, demoCaller, company, () => 'pmc_demo-anhe');
}
