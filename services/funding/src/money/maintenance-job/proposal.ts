import type { ProjectState } from '@anju/rulebook/project-state';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { isName } from '@anju/values/name';
import { dateOf, type Instant } from '@anju/values/time';
import { isWords } from '../../entered-text';
import type { KnownBuilding } from '../../known/building/building';
import type { KnownCommunity } from '../../known/community/community';
import { whyGivenUp } from './allocation';
import type { MaintenanceJob } from './maintenance-job';
import {
  type OnRecordRefusalCode,
  type Purpose,
  type PurposeRefusalCode,
  whyNotForFund,
  whyOnRecord,
} from './purpose';
import { isPartOf, tellsItsTime, type WarrantyOn } from './warranty';

/** What is asked of the fund. */
export interface JobProposal extends Purpose {
  readonly projectId: string | null;
  readonly buildingIds: readonly string[];
  readonly title: string;
  readonly contractorName: string;
  /** Said instead of the last works; absent otherwise, so that a request from before it was asked is the same when it is repeated. */
  readonly noLastWorksKnown?: boolean;
  readonly synthetic: boolean;
}

/** What is known of what the proposal names. */
interface Known {
  readonly jobId: MaintenanceJob['id'];
  readonly community: KnownCommunity;
  readonly buildings: readonly KnownBuilding[];
  /** The community's fund; null where it has none. */
  readonly fund: { readonly synthetic: boolean } | null;
  /** The project it names, with the communities it renovates; null if there is none. */
  readonly project: {
    readonly id: Id<'prj'>;
    readonly state: ProjectState;
    readonly communityIds: readonly Id<'com'>[];
    readonly synthetic: boolean;
  } | null;
  /** Jobs of the community of this kind of work that were accepted. */
  readonly acceptedJobs: readonly MaintenanceJob[];
  readonly warrantyOn: WarrantyOn;
  readonly now: Instant;
}

type JobProposalRefusalCode =
  | PurposeRefusalCode
  | OnRecordRefusalCode
  | 'NO_FUND'
  | 'PROJECT_NOT_FOUND'
  | 'PROJECT_OF_ANOTHER_COMMUNITY'
  | 'PROJECT_CANCELLED'
  | 'BUILDING_NOT_FOUND'
  | 'BUILDING_NAMED_TWICE'
  | 'TITLE_INVALID'
  | 'CONTRACTOR_INVALID'
  | 'LAST_WORKS_NOT_STATED'
  | 'PART_DOES_NOT_FIT'
  | 'WARRANTY_TIME_MISSING'
  | 'DATE_IN_FUTURE';

/** Step 1 of MF-2: works that the fund is there for (MF-1), where there is a fund (MF-7). */
export function proposeMaintenanceJob(
  proposal: JobProposal,
  { jobId, community, buildings, fund, project, acceptedJobs, warrantyOn, now }: Known,
): Decision<MaintenanceJob, never, JobProposalRefusalCode> {
  const { contentCode, buildingIds, title, contractorName, lastWorks, noLastWorksKnown = false } = proposal;
  if (!fund) return refuse('NO_FUND', 'MF-7');
  if (proposal.projectId !== null) {
    if (!project) return refuse('PROJECT_NOT_FOUND');
    if (!project.communityIds.includes(community.id)) return refuse('PROJECT_OF_ANOTHER_COMMUNITY');
    const givenUp = whyGivenUp(project);
    if (givenUp) return { accepted: false, refusal: givenUp };
  }
  if (new Set(buildingIds).size < buildingIds.length) return refuse('BUILDING_NAMED_TWICE');
  const named = buildings.filter(({ id }) => buildingIds.includes(id));
  const scope = named.map(({ id }) => id);
  const unknown = buildingIds.filter((id) => !scope.some((known) => known === id));
  if (unknown.length > 0)
    return refuse('BUILDING_NOT_FOUND', null, { retryable: true, detail: { ids: unknown.join(', ') } });
  if (!isWords(title)) return refuse('TITLE_INVALID');
  if (!isWords(contractorName) || !isName(contractorName)) return refuse('CONTRACTOR_INVALID');

  // Of works that were accepted outside of here nothing is on record, so whoever proposes says what is known of them.
  if (noLastWorksKnown === Boolean(lastWorks)) return refuse('LAST_WORKS_NOT_STATED', 'MF-1');
  const today = dateOf(now);
  if (lastWorks) {
    const { part, acceptedOn } = lastWorks;
    if (acceptedOn > today) return refuse('DATE_IN_FUTURE', null, { detail: { date: acceptedOn } });
    if (!isPartOf(part, contentCode))
      return refuse('PART_DOES_NOT_FIT', 'PROJ-4', { detail: { part, contentCode } });
    if (!tellsItsTime(lastWorks)) return refuse('WARRANTY_TIME_MISSING', 'PROJ-4');
  }
  const works = { part: lastWorks?.part ?? null, buildingIds: scope };
  const refusal =
    whyOnRecord(works, acceptedJobs, today, warrantyOn) ?? whyNotForFund(proposal, today, warrantyOn);
  if (refusal) return { accepted: false, refusal };

  const paying = scope.length > 0 ? named : buildings;
  // What rests on what is invented is invented too.
  const synthetic = [proposal, community, project, fund, ...paying].some((each) => each?.synthetic);
  return accept({
    id: jobId,
    version: 1,
    state: 'PROPOSED',
    communityId: community.id,
    divisionCode: community.divisionCode,
    projectId: project?.id ?? null,
    contentCode,
    buildingIds: scope.toSorted(),
    title: title.trim(),
    contractorName: contractorName.trim(),
    synthetic,
    syntheticByItself: synthetic,
    proposedAt: now,
    decisionId: null,
    decidedAt: null,
    measurement: null,
    costFen: null,
    retainedFen: null,
    appliedAt: null,
    approvalDocument: null,
    approvedAt: null,
    instructedAt: null,
    instructedFen: null,
    receivableFen: null,
    paidFen: 0,
    collectedFen: 0,
    receipt: null,
    acceptance: null,
    keptFen: null,
    releasedFen: null,
    releaseReceipt: null,
    withdrawal: null,
  });
}
