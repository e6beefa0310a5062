import { connectionOf, type PageArgs, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadDeadlines } from '@anju/runtime/deadline.loader';
import { loadOne } from '@anju/runtime/loader';
import { pageKey } from '@anju/runtime/page-key';
import { type Refusal, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import type { MaintenanceJobRefusalCode, Resolvers } from '../../generated/graphql';
import { loadProject } from '../../projects/renovation-project/renovation-project.facts';
import { warrantsByDecision } from '../warrant/warrant.queries';
import { applyForFundPayment } from './apply-for-fund-payment.command';
import { approveFundPayment } from './approve-fund-payment.command';
import { collectReceivable } from './collect-receivable.command';
import { collectionsByShare, keyOfShare } from './collections.queries';
import { pageOfShares } from './fund-share.queries';
import { instructBank } from './instruct-bank.command';
import { linkDecision } from './link-decision.command';
import type { MaintenanceJob } from './maintenance-job';
import {
  decisionsById,
  jobsByCommunity,
  jobsByDecision,
  jobsById,
  jobsByProject,
  reversalsByJob,
} from './maintenance-job.queries';
import { proposeMaintenanceJob } from './propose-maintenance-job.command';
import { recordAcceptance } from './record-acceptance.command';
import { recordBankReceipt } from './record-bank-receipt.command';
import { recordMeasurement } from './record-measurement.command';
import { releaseRetention } from './release-retention.command';
import { refused } from './refusals.words';
import { returnFundApplication } from './return-fund-application.command';
import { reverseReceipt } from './reverse-receipt.command';
import { stopOf } from './standing-decision';
import { withdrawMaintenanceJob } from './withdraw-maintenance-job.command';

type Result =
  | { readonly accepted: true; readonly state: MaintenanceJob }
  | { readonly accepted: false; readonly refusal: Refusal<MaintenanceJobRefusalCode> };

const present = (result: Result, { language }: Context) =>
  result.accepted
    ? ({ __typename: 'MaintenanceJob', ...result.state } as const)
    : refused(result.refusal, language);

const noJob = refuse('JOB_NOT_FOUND');

async function pageOfJobs(context: Context, load: typeof jobsByProject, parent: string, args: PageArgs) {
  const page = readPage(args);
  const jobs = await loadOne(context, load, pageKey(parent, page));
  return connectionOf(jobs ?? [], page.limit, ({ id }) => id);
}

export const maintenanceJobResolvers: Resolvers = {
  Query: {
    maintenanceJob: (_, { id }, context) => (isId('mjb', id) ? loadOne(context, jobsById, id) : null),
  },

  Mutation: {
    proposeMaintenanceJob: async (
      _,
      { input: { communityId, lastWorks, noLastWorksKnown, idempotencyKey, ...input } },
      context,
    ) => {
      if (!isId('com', communityId)) return present(refuse('COMMUNITY_NOT_FOUND'), context);
      const proposal = {
        ...input,
        ...(noLastWorksKnown && { noLastWorksKnown }),
        projectId: input.projectId ?? null,
        liableParty: input.liableParty ?? null,
        inManagementFee: input.inManagementFee ?? false,
        lastWorks: lastWorks
          ? {
              ...lastWorks,
              heatingSeasons: lastWorks.heatingSeasons ?? null,
              designLifeYears: lastWorks.designLifeYears ?? null,
            }
          : null,
      };
      return present(await proposeMaintenanceJob(context, communityId, proposal, idempotencyKey), context);
    },
    linkDecision: async (_, { input: { jobId, decisionId, idempotencyKey } }, context) => {
      if (!isId('mjb', jobId)) return present(noJob, context);
      if (!isId('dec', decisionId)) return present(refuse('DECISION_NOT_FOUND', 'MF-2'), context);
      return present(await linkDecision(context, { jobId, decisionId }, idempotencyKey), context);
    },
    recordMeasurement: async (_, { input: { jobId, idempotencyKey, ...measurement } }, context) =>
      present(
        isId('mjb', jobId) ? await recordMeasurement(context, jobId, measurement, idempotencyKey) : noJob,
        context,
      ),
    applyForFundPayment: async (_, { input: { jobId, retainedFen, idempotencyKey } }, context) =>
      present(
        isId('mjb', jobId)
          ? await applyForFundPayment(context, { jobId, agreedFen: retainedFen ?? null }, idempotencyKey)
          : noJob,
        context,
      ),
    approveFundPayment: async (_, { input: { jobId, documentNumber, idempotencyKey } }, context) =>
      present(
        isId('mjb', jobId)
          ? await approveFundPayment(context, { jobId, documentNumber }, idempotencyKey)
          : noJob,
        context,
      ),
    instructBank: async (_, { input: { jobId, idempotencyKey } }, context) =>
      present(isId('mjb', jobId) ? await instructBank(context, jobId, idempotencyKey) : noJob, context),
    returnFundApplication: async (_, { input: { jobId, reason, bankPaper, idempotencyKey } }, context) => {
      if (!isId('mjb', jobId)) return present(noJob, context);
      const given = { jobId, reason, ...(bankPaper && { bankPaper }) };
      return present(await returnFundApplication(context, given, idempotencyKey), context);
    },
    recordBankReceipt: async (_, { input: { jobId, idempotencyKey, ...receipt } }, context) =>
      present(
        isId('mjb', jobId) ? await recordBankReceipt(context, jobId, receipt, idempotencyKey) : noJob,
        context,
      ),
    collectReceivable: async (_, { input: { jobId, unitId, idempotencyKey, ...receipt } }, context) => {
      if (!isId('mjb', jobId)) return present(noJob, context);
      if (!isId('unt', unitId)) return present(refuse('HOME_NOT_CHARGED', 'MF-7'), context);
      return present(await collectReceivable(context, { jobId, unitId }, receipt, idempotencyKey), context);
    },
    withdrawMaintenanceJob: async (_, { input: { jobId, reason, idempotencyKey } }, context) =>
      present(
        isId('mjb', jobId) ? await withdrawMaintenanceJob(context, { jobId, reason }, idempotencyKey) : noJob,
        context,
      ),
    reverseReceipt: async (_, { input: { jobId, idempotencyKey, ...reversal } }, context) =>
      present(
        isId('mjb', jobId) ? await reverseReceipt(context, jobId, reversal, idempotencyKey) : noJob,
        context,
      ),
    recordAcceptance: async (_, { input: { jobId, designLifeYears, idempotencyKey, ...input } }, context) => {
      if (!isId('mjb', jobId)) return present(noJob, context);
      const acceptance = { ...input, designLifeYears: designLifeYears ?? null };
      return present(await recordAcceptance(context, jobId, acceptance, idempotencyKey), context);
    },
    releaseRetention: async (
      _,
      { input: { jobId, heatingSeasons, idempotencyKey, ...receipt } },
      context,
    ) => {
      if (!isId('mjb', jobId)) return present(noJob, context);
      const release = { ...receipt, heatingSeasons: heatingSeasons ?? null };
      return present(await releaseRetention(context, jobId, release, idempotencyKey), context);
    },
  },

  MaintenanceJob: {
    // What is done to shared parts is public (MF-8), so there is nobody to keep out here.
    __resolveReference: ({ id }, context) => (isId('mjb', id) ? loadOne(context, jobsById, id) : null),
    community: ({ communityId }) => ({ id: communityId }),
    project: ({ projectId }, _, context) => projectId && loadProject(context, projectId),
    decision: ({ decisionId }) => decisionId && { id: decisionId },
    warrant: ({ decisionId }, _, context) => decisionId && loadOne(context, warrantsByDecision, decisionId),
    stop: async (job, _, context) =>
      stopOf(job, job.decisionId && ((await loadOne(context, decisionsById, job.decisionId)) ?? null)),
    deadlines: ({ id, divisionCode }, _, context) => loadDeadlines(context, id, divisionCode),
    reversals: async ({ id }, _, context) => (await loadOne(context, reversalsByJob, id)) ?? [],
    shares: async (job, args, context) =>
      connectionOf(await pageOfShares(context, job, args), readPage(args).limit, ({ unitId }) => unitId),
  },

  PaymentStop: {
    decision: ({ decisionId }) => ({ id: decisionId }),
  },

  FundShare: {
    unit: ({ unitId }) => ({ id: unitId }),
    collections: async (share, _, context) =>
      (await loadOne(context, collectionsByShare, keyOfShare(share))) ?? [],
  },

  Community: {
    maintenanceJobs: ({ id }, args, context) => pageOfJobs(context, jobsByCommunity, id, args),
  },

  RenovationProject: {
    maintenanceJobs: ({ id }, args, context) => pageOfJobs(context, jobsByProject, id, args),
  },

  OwnersDecision: {
    maintenanceJobs: ({ id }, args, context) => pageOfJobs(context, jobsByDecision, id, args),
  },
};
