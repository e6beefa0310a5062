import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import type { Id } from '@anju/values/id';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { FundingLine } from './funding-line';
import type { RenovationProject, RenovationProjectId } from './renovation-project';

export const RenovationProjectTable = new EntitySchema<RenovationProject>({
  name: 'renovation_project',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    state: wordColumn,
    name: { type: 'varchar', length: 200 },
    year: integerColumn,
    divisionCode: wordColumn,
    communityIds: { type: 'json' },
    contents: { type: 'json' },
    contentsHash: idColumn,
    costFen: integerColumn,
    synthetic: { type: 'boolean' },
    proposedAt: instantColumn,
    listedAt: { ...instantColumn, nullable: true },
    approvedAt: { ...instantColumn, nullable: true },
    approvalDocument: { type: 'varchar', length: 100, nullable: true },
    startedAt: { ...instantColumn, nullable: true },
    withdrawnAt: { ...instantColumn, nullable: true },
    withdrawalReason: { type: 'text', nullable: true },
  },
  indices: [{ name: 'renovation_project_division', columns: ['divisionCode', 'id'] }],
});

/** Which projects a community has: its own row, so that it can be asked from that side. */
interface ProjectCommunity {
  readonly projectId: RenovationProjectId;
  readonly communityId: Id<'com'>;
}

export const ProjectCommunityTable = new EntitySchema<ProjectCommunity>({
  name: 'project_community',
  columns: {
    projectId: { ...idColumn, primary: true },
    communityId: { ...idColumn, primary: true },
  },
  indices: [{ name: 'project_community_community', columns: ['communityId', 'projectId'] }],
});

export const FundingLineTable = new EntitySchema<FundingLine>({
  name: 'funding_line',
  columns: {
    projectId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    kind: wordColumn,
    instrument: wordColumn,
    amountFen: integerColumn,
    contentItemNumber: { ...integerColumn, nullable: true },
    contentCodes: { type: 'json', nullable: true },
    synthetic: { type: 'boolean' },
  },
});

export const findProjects = (read: EntityManager, ids: readonly string[]): Promise<RenovationProject[]> =>
  read.findBy(RenovationProjectTable, { id: In([...ids]) });

/** Loads a project in order to change it: nobody else can until this transaction ends. */
export const lockProject = (tx: EntityManager, id: RenovationProjectId): Promise<RenovationProject | null> =>
  tx.findOne(RenovationProjectTable, { where: { id }, ...forUpdate(tx) });

export async function insertProject(
  tx: EntityManager,
  project: RenovationProject,
  lines: readonly FundingLine[],
): Promise<void> {
  const { id: projectId, communityIds } = project;
  await tx.insert(RenovationProjectTable, project as never);
  await tx.insert(
    ProjectCommunityTable,
    communityIds.map((communityId) => ({ projectId, communityId })),
  );
  await tx.insert(FundingLineTable, [...lines]);
}

export const updateProject = (tx: EntityManager, project: RenovationProject): Promise<void> =>
  compareAndSet(tx, RenovationProjectTable, project);

export const findFundingLines = (
  read: EntityManager,
  projectIds: readonly string[],
): Promise<FundingLine[]> =>
  read.find(FundingLineTable, {
    where: { projectId: In([...projectIds]) },
    order: { projectId: 'ASC', number: 'ASC' },
  });
