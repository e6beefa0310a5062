import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@anju/runtime/database';
import type { Language } from '@anju/runtime/caller';
import { aCaller, execute, importFile } from '@anju/runtime/testing/execute';
import type { DivisionCode } from '@anju/values/division';
import type { Instant } from '@anju/values/time';
import { schema } from '../schema';

/** Monday morning on which the story begins. */
export const monday: Instant = '2022-06-06T01:00:00.000Z';

/** A file as published. */
export const published = (name: string): string =>
  readFileSync(join(__dirname, '../../data/files', name), 'utf8');

export const bureauOf = (division: DivisionCode, language: Language = 'en') =>
  aCaller({ subject: `bureau-${division}`, roles: new Set(['COUNTY_BUREAU']), division, language });

const divisionOf = { 'jincheng-urban-2020': '140502', 'tianchang-2021': '341181' } as const;

/** Imports a published list through the schema, as the county it belongs to unless told otherwise. */
export async function importList(
  db: Database,
  publication: keyof typeof divisionOf,
  {
    csv = published(`${publication}.csv`) as string | Buffer,
    dryRun = false,
    caller = bureauOf(divisionOf[publication]),
  } = {},
) {
  const { data, errors } = await execute(
    schema,
    `mutation ($input: ImportCommunitiesInput!) {
       importCommunities(input: $input) {
         __typename
         ... on ImportReport { dryRun rows created changed unchanged notes { line column value reason } }
         ... on ImportRefusal { code rule message retryable problemsCsv problems { line column value reason } }
       }
     }`,
    { db, now: monday, caller, variables: { input: { publication, file: importFile(csv, dryRun) } } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.importCommunities;
}

/** What anybody sees. */
export async function ask(
  db: Database,
  source: string,
  variables: Record<string, unknown> = {},
  now = monday,
) {
  const { data, errors } = await execute(schema, source, { db, now, caller: aCaller(), variables });
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
