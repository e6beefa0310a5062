import type { Caller, Language } from '@anju/runtime/caller';
import type { Database } from '@anju/runtime/database';
import { aCaller, execute, importFile } from '@anju/runtime/testing/execute';
import { factsIn } from '@anju/runtime/testing/test-database';
import type { Instant } from '@anju/values/time';
import { bureauOf, importList, monday } from '../community/community.builder';
import { ExclusiveUnitTable } from '../exclusive-unit/exclusive-unit.table';
import { schema } from '../schema';
import { rollColumns } from './owners-roll.csv';

type Cells = Partial<Record<(typeof rollColumns)[number], string>>;

/** A line of a roll's file; say only what the test is about. */
export const aRow = (door: string, differing: Cells = {}): string => {
  const cells: Cells = {
    building: '1',
    entrance: '1',
    door,
    area_registered_m2: '80.00',
    housing_kind: 'COMMERCIAL_HOUSING',
    title: 'REGISTERED',
    owner_kind: 'PERSON',
    owners: `业主${door}`,
    documents: `DOC-${door}`,
    ...differing,
  };
  return rollColumns.map((column) => cells[column] ?? '').join(',');
};

export const aRoll = (...rows: readonly string[]): string =>
  [rollColumns.join(','), ...rows].map((line) => `${line}\n`).join('');

const developer = '恒安置业;91000000MA0K00000P';

/**
 * The example community of the rule book: nine units, seven heads, 700.00 m². B1 and B2 are spouses, F bought U8
 * and has no key yet, and G is a company that owns the shop.
 */
export const rowsOfC = {
  U1: aRow('101', { owners: '安一', documents: 'A-1', area_surveyed_m2: '81.20' }),
  U2: aRow('102', { owners: '安一', documents: 'A-1' }),
  U3: aRow('103', { area_registered_m2: '90.00', owners: '白一；柏二', documents: 'B-1；B-2' }),
  U4: aRow('104', { area_registered_m2: '60', owners: '常三', documents: 'C-1' }),
  U5: aRow('201', { building: '2', area_registered_m2: '70.00', owners: '邓四', documents: 'D-1' }),
  U6: aRow('202', { building: '2', area_registered_m2: '', area_surveyed_m2: '70.0', documents: 'E-1' }),
  U7: aRow('203', {
    building: '2',
    area_registered_m2: '50.00',
    title: 'UNSOLD',
    owner_kind: '',
    owners: '',
    documents: '',
    developer,
  }),
  U8: aRow('204', {
    building: '2',
    area_registered_m2: '',
    area_contract_m2: '50.00',
    title: '已售未交付',
    owners: '方五',
    documents: 'F-1',
    developer,
  }),
  U9: aRow('1', {
    building: '3',
    entrance: '0',
    housing_kind: '非住宅',
    area_registered_m2: '150.00',
    owner_kind: '单位',
    owners: '国兴商贸',
    documents: '91000000MA0K11111G',
  }),
};

export const rollOfC = (differing: Partial<Record<keyof typeof rowsOfC, string>> = {}): string =>
  aRoll(...Object.values({ ...rowsOfC, ...differing }));

/** Registers the list's communities; gives the id of the one named, and of another of the same county. */
export async function registered(db: Database): Promise<{ communityId: string; otherId: string }> {
  await importList(db, 'jincheng-urban-2020');
  const { data } = await execute(schema, '{ communities(first: 2) { nodes { id } } }', {
    db,
    now: monday,
    caller: aCaller(),
  });
  const [first, second] = data.communities.nodes;
  return { communityId: first.id, otherId: second.id };
}

export const streetOf = (language: Language = 'en') =>
  aCaller({ subject: 'street', roles: new Set(['SUBDISTRICT_OFFICE']), division: '140502', language });

export const ownerOf = (communityId: string, owner: string | null = null) =>
  aCaller({ subject: 'owner', roles: new Set(['OWNER']), communities: new Set([communityId]), owner });

export const committeeOf = (communityId: string) =>
  aCaller({
    subject: 'committee',
    roles: new Set(['OWNERS_COMMITTEE']),
    communities: new Set([communityId]),
  });

interface By {
  readonly caller?: Caller;
  readonly now?: Instant;
  readonly dryRun?: boolean;
}

/** Imports through the schema; throws where the answer is an error and no refusal. */
export async function importRoll(
  db: Database,
  communityId: string,
  csv: string | Buffer,
  { caller = bureauOf('140502'), now = monday, dryRun = false }: By = {},
) {
  const { data, errors } = await execute(
    schema,
    `mutation ($input: ImportOwnersRollInput!) {
       importOwnersRoll(input: $input) {
         __typename
         ... on ImportReport { dryRun rows created changed unchanged notes { line column value reason rule } }
         ... on ImportRefusal { code rule message problemsCsv problems { line column value reason rule } }
       }
     }`,
    { db, now, caller, variables: { input: { communityId, file: importFile(csv, dryRun) } } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.importOwnersRoll;
}

/** Any question, as a client sees its answer. */
export const askAs = (
  caller: Caller,
  db: Database,
  source: string,
  variables: Record<string, unknown> = {},
  now: Instant = monday,
) => execute(schema, source, { db, now, caller, variables });

/** The roll as the street pages through it. */
export async function rollAsSeen(db: Database, communityId: string, first = 100) {
  const units: any[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data, errors } = await askAs(
      streetOf(),
      db,
      `query ($id: ID!, $first: Int, $after: String) { community(id: $id) { rollUnits(first: $first, after: $after) {
         nodes { id label areaDm2 areaEvidence housingKind title synthetic building { id number }
           owners { id kind maskedName } }
         pageInfo { hasNextPage endCursor } } } }`,
      { id: communityId, first, after },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    const page: any = data.community.rollUnits;
    units.push(...page.nodes);
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return units;
}

export const unitsByLabel = async (db: Database, communityId: string) =>
  Object.fromEntries((await rollAsSeen(db, communityId)).map((unit) => [unit.label, unit]));

export const homesStored = (db: Database) => db.read.count(ExclusiveUnitTable);

export const buildingsTold = async (db: Database) =>
  (await factsIn(db)).filter(({ type }) => type === 'governance.building-recorded.v1');

export async function zoneOf(db: Database, communityId: string) {
  const { data, errors } = await askAs(
    aCaller(),
    db,
    'query ($id: ID!) { community(id: $id) { zone { buildings units heads areaDm2 unitsWithoutArea } } }',
    { id: communityId },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.community.zone;
}
