import { projectStates } from '@anju/rulebook/project-state';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { covers, isDivisionCode } from '@anju/values/division';
import type { Resolvers } from '../../generated/graphql';
import { countProjects, type StateCount } from '../renovation-project/renovation-project.queries';

/** Loader: one reading of the counties' figures answers for every division of a request. */
async function countsOf({ db }: Context, codes: readonly string[]) {
  const counts = await countProjects(db.read);
  return new Map<string, readonly StateCount[]>(
    codes
      .filter(isDivisionCode)
      .map((code) => [code, counts.filter(({ divisionCode }) => covers(code, divisionCode))]),
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
  },
};
