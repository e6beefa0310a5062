import type { Caller } from '@anju/runtime/caller';
import type { Database } from '@anju/runtime/database';
import { execute, importFile } from '@anju/runtime/testing/execute';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { residentsCommittee } from '../callers.builder';
import type { RecordAnswerInput, RecordContactInput } from '../generated/graphql';
import { schema } from '../schema';
import { type Asking, june16 } from '../solicitation/solicitation.builder';

/** The doors of Fengyuan: six buildings of 24 homes, 1-1-101 to 6-2-602. */
export const doors: readonly string[] = ['1', '2', '3', '4', '5', '6'].flatMap((building) =>
  ['1', '2'].flatMap((entrance) =>
    ['1', '2', '3', '4', '5', '6'].flatMap((floor) =>
      ['01', '02'].map((door) => `${building}-${entrance}-${floor}${door}`),
    ),
  ),
);

interface Heard {
  readonly contacted: number;
  readonly answers?: number;
  readonly consents?: number;
  readonly modes?: number;
}

const header = 'household,contacted_on,way,answered,consent,management_mode_consent,management_mode,wishes';

/** A file of households, first come first: so many were reached, of these so many answered, of these … */
export const csvOf = (...rows: readonly string[]) => [header, ...rows, ''].join('\n');

/** The same from numbers, one line for each door that was reached. */
export const csvOfNumbers = ({ contacted, answers = 0, consents = 0, modes = 0 }: Heard) => {
  const yes = (i: number, upTo: number) => (i < upTo ? 'yes' : 'no');
  const said = (i: number) => (i < answers ? `answered,${yes(i, consents)},${yes(i, modes)}` : ',,');
  return csvOf(...doors.slice(0, contacted).map((door, i) => `${door},2022-06-08,visit,${said(i)},,`));
};

export const household = `
  household building contactedOn synthetic solicitation { id contacted answers }
  notCounted contacts { way contactedOn by recordedAt }
  answer { kind consents consentsToManagementMode managementMode wishes answeredOn recordedAt }
  answers { answeredOn consents }
`;

type Contact = Partial<RecordContactInput> & Pick<RecordContactInput, 'solicitationId'>;
type Answer = Partial<RecordAnswerInput> & Pick<RecordAnswerInput, 'solicitationId'>;

/** What is entered of households through the schema; what it answers, or the errors of the request. */
export function householdSteps(database: () => Database) {
  const run = async (source: string, variables: Record<string, unknown>, asking: Asking) => {
    const { caller = residentsCommittee, now = june16 }: { caller?: Caller; now?: Instant } = asking;
    const { data, errors } = await execute(schema, source, { db: database(), now, caller, variables });
    return errors ? { errors } : Object.values(data)[0];
  };
  const answered = `__typename ... on HouseholdResponse { ${household} }
    ... on HouseholdResponseRefusal { code message rule retryable }`;

  return {
    contact: (input: Contact, asking: Asking = {}): Promise<any> =>
      run(
        `mutation ($input: RecordContactInput!) { recordContact(input: $input) { ${answered} } }`,
        {
          input: { idempotencyKey: uuidV7(), household: '2-1-301', way: 'VISIT', on: '2022-06-08', ...input },
        },
        asking,
      ),
    answer: (input: Answer, asking: Asking = {}): Promise<any> =>
      run(
        `mutation ($input: RecordAnswerInput!) { recordAnswer(input: $input) { ${answered} } }`,
        {
          input: {
            idempotencyKey: uuidV7(),
            household: '2-1-301',
            kind: 'ANSWERED',
            consents: true,
            consentsToManagementMode: true,
            on: '2022-06-08',
            ...input,
          },
        },
        asking,
      ),
    /** Strikes an entry by its id. */
    strike: (
      entryId: string,
      asking: Asking & { reason?: string; idempotencyKey?: string } = {},
    ): Promise<any> => {
      const { reason = '门牌登记错误', idempotencyKey = uuidV7(), ...who } = asking;
      return run(
        `mutation ($input: StrikeHouseholdEntryInput!) { strikeHouseholdEntry(input: $input) { ${answered} } }`,
        { input: { idempotencyKey, entryId, reason } },
        who,
      );
    },
    importCsv: (
      solicitationId: string,
      csv: string | Buffer,
      { dryRun = false, ...asking }: Asking & { dryRun?: boolean } = {},
    ): Promise<any> =>
      run(
        `mutation ($input: ImportHouseholdResponsesInput!) { importHouseholdResponses(input: $input) {
           __typename
           ... on ImportReport { dryRun rows created changed unchanged notes { line column reason rule } }
           ... on ImportRefusal { code message rule retryable problems { line column value reason rule } problemsCsv } } }`,
        { input: { solicitationId, file: importFile(csv, dryRun) } },
        asking,
      ),
    /** The ids of all that was entered of a household and was not struck. */
    entriesOf: async (id: string, label: string): Promise<string[]> => {
      const answer: any = await run(
        `query ($id: ID!) { solicitation(id: $id) {
           responses(first: 100) { nodes { ...entries } } notCounted(first: 100) { nodes { ...entries } } } }
         fragment entries on HouseholdResponse { household contacts { id } answers { id } strikes { entryId } }`,
        { id },
        {},
      );
      const nodes = [...answer.responses.nodes, ...answer.notCounted.nodes];
      const found = nodes.find((each) => each.household === label);
      const struck = found.strikes.map((each: any) => each.entryId);
      return [...found.contacts, ...found.answers]
        .map((each: any) => each.id)
        .filter((each) => !struck.includes(each));
    },
    /** Households that no number counts, with the reason. */
    notCounted: async (id: string, asking: Asking = {}): Promise<any> => {
      const answer: any = await run(
        `query ($id: ID!) { solicitation(id: $id) { notCounted { nodes { household notCounted strikes { reason } } } } }`,
        { id },
        asking,
      );
      return answer.errors ? answer : answer.notCounted && answer.notCounted.nodes;
    },
    responses: (id: string, asking: Asking & { first?: number; after?: string } = {}): Promise<any> => {
      const { first, after, ...who } = asking;
      return run(
        `query ($id: ID!, $first: Int, $after: String) { solicitation(id: $id) {
           responses(first: $first, after: $after) {
             nodes { id legalBasis { purpose ground rules } ${household} } edges { cursor } pageInfo { hasNextPage endCursor } } } }`,
        { id, first, after },
        who,
      );
    },
  };
}
