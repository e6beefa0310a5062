import { projectStates } from '@anju/rulebook/project-state';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { covers, type DivisionCode, isDivisionCode } from '@anju/values/division';
import { countsByState } from '../../counts-by-state.queries';
import type { Resolvers } from '../../generated/graphql';
import { type MaintenancePaid, sumMaintenancePaid } from '../../money/maintenance-job/maintenance-paid.facts';
import { type PlannedMoney, sumPlannedMoney } from '../renovation-project/renovation-project.queries';
import { moneyByKind } from './money-by-kind';

const projectCounts = countsByState('renovation_project', projectStates);

interface Money {
  readonly planned: readonly PlannedMoney[];
  readonly paid: readonly MaintenancePaid[];
}

/** Loader of the money of the projects, planned and paid: one reading answers for every division of a request. */
async function moneyOf({ db }: Context, codes: readonly string[]) {
  const asked = codes.filter(isDivisionCode);
  const planned = await sumPlannedMoney(db.read, asked);
  const paid = await sumMaintenancePaid(db.read, asked);
  return new Map<string, Money>(
    asked.map((code) => {
      const within = ({ divisionCode }: { divisionCode: DivisionCode }) => covers(code, divisionCode);
      return [code, { planned: planned.filter(within), paid: paid.filter(within) }];
    }),
  );
}

export const divisionBoardResolvers: Resolvers = {
  Division: {
    // Figures are public, so there is nobody to keep out here.
    __resolveReference: ({ code }) => ({ code }),
    projectsByState: async ({ code }, _, context) =>
      (await loadOne(context, projectCounts, code))?.map(({ count, ...state }) => ({
        ...state,
        projects: count,
      })) ?? null,
    moneyByKind: async ({ code }, _, context) => {
      const { planned, paid } = (await loadOne(context, moneyOf, code)) ?? { planned: [], paid: [] };
      return moneyByKind(planned, paid);
    },
  },
};
