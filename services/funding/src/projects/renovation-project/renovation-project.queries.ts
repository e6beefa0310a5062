import type { Page } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import type { FundingInstrument, FundingKind } from '@anju/rulebook/funding-kind';
import type { DivisionCode } from '@anju/values/division';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { divisionsIn } from '../../divisions-in.queries';
import { pagesOfChildren } from '../../first-of-each.queries';
import { groupBy } from '../../group-by';
import { outsideThePlan } from './annual-plan.facts';
import { findGates } from './gate-evidence.queries';
import type { GateStatus } from './gates';
import type { RenovationProject } from './renovation-project';
import { findFundingLines, findProjects, RenovationProjectTable } from './renovation-project.table';

/** Loader of projects by id. */
export async function projectsById({ db }: Pick<Context, 'db'>, ids: readonly string[]) {
  const projects = await findProjects(db.read, ids);
  return new Map<string, RenovationProject>(projects.map((project) => [project.id, project]));
}

/** Loader of money by project. */
export async function linesByProject({ db }: Pick<Context, 'db'>, ids: readonly string[]) {
  const lines = await findFundingLines(db.read, ids);
  return groupBy(lines, ({ projectId }) => projectId);
}

/** Loader of gates by project. */
export async function gatesByProject(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly GateStatus[]>> {
  return findGates(db.read, await findProjects(db.read, ids), clock());
}

const projectsOfCommunity = { table: 'project_community', parent: 'communityId', key: 'projectId' };

/** Loader of a page of projects by community and page (`pageKey`). */
export const projectsByCommunity = ({ db }: Pick<Context, 'db'>, keys: readonly string[]) =>
  pagesOfChildren(db.read, projectsOfCommunity, keys, (ids) => projectsById({ db }, ids));

/** The projects of all divisions that this one covers, by id. */
export async function findProjectsOfDivision(
  read: EntityManager,
  division: DivisionCode | null,
  { limit, afterKey }: Page,
): Promise<RenovationProject[]> {
  const behind = afterKey === null ? {} : { id: MoreThan(afterKey as RenovationProject['id']) };
  const within =
    division === null
      ? {}
      : { divisionCode: In([...(await divisionsIn(read, 'renovation_project', [division]))]) };
  return read.find(RenovationProjectTable, {
    where: { ...within, ...behind },
    order: { id: 'ASC' },
    take: limit + 1,
  });
}

export interface PlannedMoney {
  readonly divisionCode: DivisionCode;
  readonly kind: FundingKind;
  readonly instrument: FundingInstrument;
  /** Of any size: many projects together may pass 2^53. */
  readonly sumFen: bigint;
  /** The part of it that is invented. */
  readonly syntheticFen: bigint;
}

/** The money of the projects of these divisions that stand in the annual plan, by county and instrument. */
export async function sumPlannedMoney(
  read: EntityManager,
  asked: readonly DivisionCode[],
): Promise<readonly PlannedMoney[]> {
  const divisions = await divisionsIn(read, 'renovation_project', asked);
  if (divisions.length === 0) return [];
  const rows: (Omit<PlannedMoney, 'sumFen' | 'syntheticFen'> & { sumFen: string; syntheticFen: string })[] =
    await read.query(
      `SELECT project.divisionCode AS divisionCode, line.kind AS kind, line.instrument AS instrument,
            CAST(SUM(line.amountFen) AS CHAR) AS sumFen,
            CAST(SUM(CASE WHEN line.synthetic OR project.synthetic THEN line.amountFen ELSE 0 END) AS CHAR)
              AS syntheticFen
       FROM funding_line line
       JOIN renovation_project project ON project.id = line.projectId
      WHERE project.state NOT IN (${outsideThePlan.map(() => '?').join(', ')})
        AND project.divisionCode IN (${divisions.map(() => '?').join(', ')})
      GROUP BY project.divisionCode, line.kind, line.instrument`,
      [...outsideThePlan, ...divisions],
    );
  return rows.map((row) => ({
    ...row,
    sumFen: BigInt(row.sumFen),
    syntheticFen: BigInt(row.syntheticFen),
  }));
}
