import { projectStates } from '@anju/rulebook/project-state';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { covers, type DivisionCode, isDivisionCode } from '@anju/values/division';
import type { Resolvers } from '../../generated/graphql';
import { type MaintenancePaid, sumMaintenancePaid } from '../../money/maintenance-job/maintenance-paid.facts';
import {
  countProjects,
  type PlannedMoney,
  type StateCount,
  sumPlannedMoney,
} from '../renovation-project/renovation-project.queries';
import { moneyByKind } from './money-by-kind';

/** Loader: one reading of the counties' figures answers for every division of a request. */
async function countsOf({ db }: Context, codes: readonly string[]) {
  const counts = await countProjects(db.read);
  return new Map<string, readonly StateCount[]>(
    codes
      .filter(isDivisionCode)
      .map((code) => [code, counts.filter(({ divisionCode }) => covers(code, divisionCode))]),
  );
}

interface Money {
  readonly planned: readonly PlannedMoney[];
  readonly paid: readonly MaintenancePaid[];
}

/** Loader: the same for the money of the projects, planned and paid. */
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
    projectsByState: async ({ code }, _, context) => {
      const counts = (await loadOne(context, countsOf, code)) ?? [];
      return projectStates.map((state) => {
        const there = counts.filter((count) => count.state === state);
        return {
          state,
          projects: there.reduce((sofar, { projects }) => sofar + projects, 0),
          synthetic: there.reduce((sofar, { synthetic }) => sofar + synthetic, 0),
        };
      });
    },
    moneyByKind: async ({ code }, _, context) => {
      const { planned, paid } = (await loadOne(context, moneyOf, code)) ?? { planned: [], paid: [] };
      return moneyByKind(planned, paid);
    },
  },
};
