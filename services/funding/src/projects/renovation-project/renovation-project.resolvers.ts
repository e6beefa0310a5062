import { contents } from '@anju/rulebook/content';
import { isInKind } from '@anju/rulebook/funding-kind';
import { connectionOf, readPage } from '@anju/runtime/connection';
import { loadOne } from '@anju/runtime/loader';
import { pageKey } from '@anju/runtime/page-key';
import { refuse } from '@anju/values/decision';
import { isDivisionCode } from '@anju/values/division';
import { type Id, isId } from '@anju/values/id';
import type { Resolvers } from '../../generated/graphql';
import { approveProject } from './approve-project.command';
import { cashAndKind, itemNumbered } from './funding-line';
import { missingWords } from './gates.words';
import { listProject } from './list-project.command';
import { proposeProject } from './propose-project.command';
import { refused } from './refusals.words';
import {
  findProjectsOfDivision,
  gatesByProject,
  linesByProject,
  projectsByCommunity,
  projectsById,
} from './renovation-project.queries';
import { startProject } from './start-project.command';
import { withdrawProject } from './withdraw-project.command';

export const renovationProjectResolvers: Resolvers = {
  Query: {
    project: (_, { id }, context) => (isId('prj', id) ? loadOne(context, projectsById, id) : null),
    projects: async (_, { divisionCode, ...args }, { db }) => {
      const page = readPage(args);
      // What is no code covers nothing.
      const division = divisionCode ?? null;
      const known = division === null || isDivisionCode(division);
      const projects = known ? await findProjectsOfDivision(db.read, division, page) : [];
      return connectionOf(projects, page.limit, ({ id }) => id);
    },
  },

  Mutation: {
    proposeProject: async (_, { input: { idempotencyKey, ...input } }, context) => {
      const proposal = {
        ...input,
        contents: input.contents.map((item) => ({
          ...item,
          buildingIds: (item.buildingIds ?? []) as Id<'bld'>[],
        })),
        money: input.money.map((line) => ({ ...line, synthetic: line.synthetic ?? false })),
      };
      const result = await proposeProject(context, proposal, idempotencyKey);
      return result.accepted
        ? { __typename: 'RenovationProject', ...result.state }
        : refused(result.refusal, context.language);
    },
    listProject: async (_, { projectId }, context) => {
      const result = isId('prj', projectId)
        ? await listProject(context, projectId)
        : refuse('PROJECT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'RenovationProject', ...result.state }
        : refused(result.refusal, context.language);
    },
    approveProject: async (_, { input: { projectId, documentNumber } }, context) => {
      const result = isId('prj', projectId)
        ? await approveProject(context, { projectId, documentNumber })
        : refuse('PROJECT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'RenovationProject', ...result.state }
        : refused(result.refusal, context.language);
    },
    startProject: async (_, { projectId }, context) => {
      const result = isId('prj', projectId)
        ? await startProject(context, projectId)
        : refuse('PROJECT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'RenovationProject', ...result.state }
        : refused(result.refusal, context.language);
    },
    withdrawProject: async (_, { input: { idempotencyKey, projectId, reason } }, context) => {
      const result = isId('prj', projectId)
        ? await withdrawProject(context, idempotencyKey, { projectId, reason: reason.trim() })
        : refuse('PROJECT_NOT_FOUND');
      return result.accepted
        ? { __typename: 'RenovationProject', ...result.state }
        : refused(result.refusal, context.language);
    },
  },

  RenovationProject: {
    // Plans are public, so there is nobody to keep out here.
    __resolveReference: ({ id }, context) => (isId('prj', id) ? loadOne(context, projectsById, id) : null),
    division: ({ divisionCode }) => ({ code: divisionCode }),
    communities: ({ communityIds }) => communityIds.map((id) => ({ id })),
    money: async ({ id }, _, context) => (await loadOne(context, linesByProject, id)) ?? [],
    cashFen: async ({ id }, _, context) =>
      cashAndKind((await loadOne(context, linesByProject, id)) ?? []).cashFen,
    inKindFen: async ({ id }, _, context) =>
      cashAndKind((await loadOne(context, linesByProject, id)) ?? []).inKindFen,
    gates: async ({ id }, _, context) => (await loadOne(context, gatesByProject, id)) ?? [],
  },

  ContentItem: {
    name: ({ code }, _, { language }) => contents[code][language],
    class: ({ code }) => contents[code].class,
  },

  FundingLine: {
    inKind: ({ instrument }) => isInKind(instrument),
    contentCodes: ({ contentCodes }) => contentCodes ?? [],
    contentItem: async ({ projectId, contentItemNumber }, _, context) => {
      if (contentItemNumber === null) return null;
      const project = await loadOne(context, projectsById, projectId);
      return project && itemNumbered(project.contents, contentItemNumber);
    },
  },

  GateStatus: {
    community: ({ community }) => community && { id: community.id },
    state: ({ missing }) => (missing ? 'MISSING' : 'MET'),
    missing: (gate, _, { language }) => missingWords(gate, language),
  },

  Community: {
    __resolveReference: ({ id }) => ({ id }),
    projects: async ({ id }, args, context) => {
      const page = readPage(args);
      const projects = await loadOne(context, projectsByCommunity, pageKey(id, page));
      return connectionOf(projects ?? [], page.limit, (project) => project.id);
    },
  },
};
