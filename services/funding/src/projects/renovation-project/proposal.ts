import type { ProjectProposed } from '@anju/events/funding';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { type DivisionCode, divisionLevel, withParents } from '@anju/values/division';
import type { Instant } from '@anju/values/time';
import { sumEntered, tooLarge, whyNotAnAmount } from '../../entered-amount';
import { isText } from '../../entered-text';
import { markOf } from '../../invented';
import type { KnownBuilding } from '../../known/building/building';
import type { KnownCommunity } from '../../known/community/community';
import type { ContentItem } from './content-item';
import { type FundingLine, type MoneyRefusalCode, type NewFundingLine, wrongMoney } from './funding-line';
import type { RenovationProject, RenovationProjectId } from './renovation-project';

/** What a county bureau enters. */
export interface Proposal {
  readonly name: string;
  readonly year: number;
  readonly communityIds: readonly string[];
  readonly contents: readonly ContentItem[];
  readonly money: readonly NewFundingLine[];
  readonly synthetic: boolean;
}

/** What is known of what the proposal names. */
interface Known {
  readonly projectId: RenovationProjectId;
  /** Those of the named communities that funding has heard of. */
  readonly communities: readonly KnownCommunity[];
  readonly buildings: readonly KnownBuilding[];
  readonly contentsHash: string;
  readonly now: Instant;
}

type ProposalRefusalCode =
  | MoneyRefusalCode
  | 'NAME_INVALID'
  | 'YEAR_OUT_OF_RANGE'
  | 'COMMUNITIES_MISSING'
  | 'COMMUNITY_NAMED_TWICE'
  | 'COMMUNITY_NOT_FOUND'
  | 'COMMUNITY_STRUCK'
  | 'COMMUNITIES_OF_SEVERAL_COUNTIES'
  | 'CONTENTS_MISSING'
  | 'TOO_MANY_PIECES'
  | 'TOO_MANY_LINES'
  | 'DESCRIPTION_INVALID'
  | 'BUILDING_NOT_FOUND'
  | 'BUILDING_NAMED_TWICE';

interface Proposed {
  readonly project: RenovationProject;
  readonly lines: readonly FundingLine[];
}

const mostNameCharacters = 200;
const mostDescriptionCharacters = 500;
// No rule limits them. Beyond what a county enters for its largest project a file was pasted twice, or each home entered.
const mostPieces = 200;
const mostLines = 200;
// What a slip of the keyboard looks like; no rule limits the year of a plan.
const [firstYear, lastYear] = [2000, 2099];

/**
 * A project with its contents and its money, equal to the fen (FUND-1); no piece of work draws two central
 * grants (FUND-8). All its communities lie in one county, whose government answers for it (REG-10).
 */
export function proposeProject(
  { name, year, communityIds, contents, money, synthetic }: Proposal,
  { projectId, communities, buildings, contentsHash, now }: Known,
): Decision<Proposed, ProjectProposed, ProposalRefusalCode> {
  if (!isText(name, mostNameCharacters)) return refuse('NAME_INVALID');
  if (year < firstYear || year > lastYear) return refuse('YEAR_OUT_OF_RANGE', null, { detail: { year } });

  if (communityIds.length === 0) return refuse('COMMUNITIES_MISSING');
  if (new Set(communityIds).size < communityIds.length) return refuse('COMMUNITY_NAMED_TWICE');
  const unknown = communityIds.filter((id) => !communities.some((community) => community.id === id));
  if (unknown.length > 0)
    return refuse('COMMUNITY_NOT_FOUND', null, { retryable: true, detail: { ids: unknown.join(', ') } });
  if (communities.some(({ struckAt }) => struckAt !== null)) return refuse('COMMUNITY_STRUCK');
  const counties = new Set(communities.map(({ divisionCode }) => countyOf(divisionCode)));
  const [divisionCode] = counties;
  if (counties.size !== 1)
    return refuse('COMMUNITIES_OF_SEVERAL_COUNTIES', 'REG-10', {
      detail: { counties: [...counties].join(', ') },
    });

  if (contents.length === 0) return refuse('CONTENTS_MISSING');
  if (contents.length > mostPieces)
    return refuse('TOO_MANY_PIECES', null, { detail: { pieces: contents.length, most: mostPieces } });
  if (money.length > mostLines)
    return refuse('TOO_MANY_LINES', null, { detail: { lines: money.length, most: mostLines } });
  for (const { description, costFen, buildingIds } of contents) {
    if (!isText(description, mostDescriptionCharacters)) return refuse('DESCRIPTION_INVALID');
    const refusal = whyNotAnAmount(costFen, 'FUND-1');
    if (refusal) return { accepted: false, refusal };
    if (new Set(buildingIds).size < buildingIds.length) return refuse('BUILDING_NAMED_TWICE');
    const nowhere = buildingIds.filter((id) => !buildings.some((building) => building.id === id));
    if (nowhere.length > 0)
      return refuse('BUILDING_NOT_FOUND', null, { retryable: true, detail: { ids: nowhere.join(', ') } });
  }
  const costFen = sumEntered(contents.map((item) => item.costFen));
  if (costFen === null) return tooLarge();
  const wrong = wrongMoney(money, { contents, costFen });
  if (wrong) return { accepted: false, refusal: wrong };

  const project: RenovationProject = {
    id: projectId,
    version: 1,
    state: 'PROPOSED',
    name: name.trim(),
    year,
    divisionCode: divisionCode!,
    communityIds: communities.map(({ id }) => id).toSorted(),
    contents,
    contentsHash,
    costFen,
    // One invented figure makes an invented project, and so does an invented community.
    synthetic: [{ synthetic }, ...money, ...communities].some((each) => each.synthetic),
    proposedAt: now,
    listedAt: null,
    approvedAt: null,
    approvalDocument: null,
    startedAt: null,
    withdrawnAt: null,
    withdrawalReason: null,
  };
  const lines = money.map((line, i) => ({
    ...line,
    contentItemNumber: line.contentItemNumber ?? null,
    contentCodes: line.contentCodes?.length ? line.contentCodes : null,
    projectId,
    number: i + 1,
  }));
  return accept({ project, lines }, proposed(project));
}

const proposed = (project: RenovationProject): ProjectProposed => {
  const { id: projectId, divisionCode, name, year, communityIds, contents, contentsHash, costFen } = project;
  return {
    type: 'funding.project-proposed.v1',
    data: {
      projectId,
      divisionCode,
      name,
      year,
      communityIds: [...communityIds],
      contents: contents.map((item) => ({ code: item.code, costFen: item.costFen })),
      contentsHash,
      costFen,
      ...markOf(project),
    },
  };
};

/** A street lies in a county; what is larger than a county stands for itself. */
const countyOf = (code: DivisionCode): DivisionCode =>
  withParents(code).find((wider) => divisionLevel(wider) === 'COUNTY') ?? code;
