import { projectStates } from '@anju/rulebook/project-state';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { covers, type DivisionCode, isDivisionCode } from '@anju/values/division';
import type { Resolvers } from '../../generated/graphql';
import { sumMaintenancePaid } from '../../money/maintenance-job/maintenance-paid.facts';
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
  readonly paidFen: number;
}

/** Loader: the same for the money of the projects, planned and paid. */
async function moneyOf({ db }: Context, codes: readonly string[]) {
  const planned = await sumPlannedMoney(db.read);
  const paid = await sumMaintenancePaid(db.read);
  return new Map<string, Money>(
    codes.filter(isDivisionCode).map((code) => {
      const within = ({ divisionCode }: { divisionCode: DivisionCode }) => covers(code, divisionCode);
      const paidFen = paid.filter(within).reduce((sofar, each) => sofar + each.paidFen, 0);
      return [code, { planned: planned.filter(within), paidFen }];
    }),
  );
}

export const divisionBoardResolvers: Resolvers = {
  Division: {
    // Figures are public, so there is nobody to keep out here.
    __resolveReference: ({ code }) => ({ code }),
    projectsByState: async ({ code }, _, context) => {
      const counts = (await loadOne(context, countsOf, code)) ?? [];
      return projectStates.map((state) => ({
        state,
        projects: counts
          .filter((count) => count.state === state)
          .reduce((sofar, { projects }) => sofar + projects, 0),
      }));
    },
    moneyByKind: async ({ code }, _, context) => {
      const { planned, paidFen } = (await loadOne(context, moneyOf, code)) ?? { planned: [], paidFen: 0 };
      return moneyByKind(planned, paidFen);
    },
  },
};
